// The optimizers and descend(), as in lessonkit/optimizers and lessonkit/descent.py. Only arithmetic
// here: a test runs both on every named landscape and compares them.
//
// Each optimizer takes its hyperparameters and gives init(w) and update(w, gradient, state), both
// pure, and effectiveRate(state), a number or one for each coordinate. States have the fields that
// they have in Python.

import { ADAPTIVE } from "./adaptive.js";
import { DIRECTIONS } from "./directions.js";

const OPTIMIZERS = { ...DIRECTIONS, ...ADAPTIVE };

/** Make an optimizer of {kind: "Adam", parameters: {…}}, with a learning rate of your own if given. */
export function createOptimizer({ kind, parameters }, learning_rate = parameters.learning_rate) {
  return OPTIMIZERS[kind]({ ...parameters, learning_rate });
}

/**
 * Run an optimizer and keep everything it did.
 *
 * @returns {points, values, states, divergedAt}: steps + 1 entries each. From the first value on
 *   that is not finite the start is left alone: that step is divergedAt, the points after it NaN.
 */
export function descend(objective, optimizer, start, steps) {
  let w = start;
  let value = objective.value(w);
  let state = optimizer.init(w);
  const path = { points: [w], values: [value], states: [state], divergedAt: null };
  if (!Number.isFinite(value)) path.divergedAt = 0;
  for (let step = 1; step <= steps; step++) {
    if (path.divergedAt === null) {
      [w, state] = optimizer.update(w, objective.gradient, state);
      value = objective.value(w);
      if (!Number.isFinite(value) || !w.every(Number.isFinite)) path.divergedAt = step;
    } else {
      w = w.map(() => NaN);
      value = NaN;
    }
    path.points.push(w);
    path.values.push(value);
    path.states.push(state);
  }
  return path;
}
