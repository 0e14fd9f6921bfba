// The objective in the browser: the code that Python generated from the formula, compiled once. A
// page of its own brings it compiled, as a policy may forbid to compile.

import { interpolate } from "./sampled.js";

/**
 * @param description what Python sends: {code as text or what it gives, variables,
 *   domain: [[low, high], …],
 *   samples instead of code for a function that only Python knows,
 *   range: [low, high] of the values on the domain, minima: [point, …], logarithmic, …}
 * @returns the same with value(w), gradient(w), hessian(w) of a point w = [x] or [x, y], and
 *   at(x, y), which is value without the array.
 */
export function compileObjective(description) {
  const { code, samples } = description;
  const { value, gradient, hessian } = samples
    ? interpolate(description)
    : typeof code === "string"
      ? new Function(`"use strict"; return ${code};`)()
      : code;
  return {
    ...description,
    dim: description.variables.length,
    at: value,
    value: (w) => value(...w),
    gradient: (w) => gradient(...w),
    hessian: (w) => hessian(...w),
  };
}
