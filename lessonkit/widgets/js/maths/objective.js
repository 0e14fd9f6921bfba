// The objective in the browser: the code that Python generated from the formula, compiled once.

import { interpolate } from "./sampled.js";

/**
 * @param description what Python sends: {code, variables, domain: [[low, high], …],
 *   samples instead of code for a function that only Python knows,
 *   range: [low, high] of the values on the domain, minima: [point, …], logarithmic, …}
 * @returns the same with value(w), gradient(w), hessian(w) of a point w = [x] or [x, y], and
 *   at(x, y), which is value without the array.
 */
export function compileObjective(description) {
  const { value, gradient, hessian } = description.samples
    ? interpolate(description)
    : new Function(`"use strict"; return ${description.code};`)();
  return {
    ...description,
    dim: description.variables.length,
    at: value,
    value: (w) => value(...w),
    gradient: (w) => gradient(...w),
    hessian: (w) => hessian(...w),
  };
}
