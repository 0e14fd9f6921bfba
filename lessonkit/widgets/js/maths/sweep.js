// Steps that an optimizer needs for each learning rate, alone or with a second hyperparameter.

import { arrive, NEVER } from "./arrivals.js";
import { createOptimizer } from "./optimizers.js";

/** The learning rates of a sweep: 1, 2, 5 in each decade. */
export const RATES = [1e-4, 1e-3, 1e-2, 0.1, 1].flatMap((power) =>
  [1, 2, 5].map((digit) => Number((digit * power).toPrecision(1))),
).concat(10);

/** Momentum, or the memory of an adaptive optimizer: finer towards 1, where it matters. */
export const SHARES = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99];

const HELD = 20; // steps that a run has to stay at its minimum: passing by is not arriving

const SECOND = {
  Momentum: "momentum",
  Nesterov: "momentum",
  ShiftedNesterov: "momentum",
  RMSProp: "decay",
  AdaDelta: "decay",
  Adam: "beta1",
  AdamW: "beta1",
  Nadam: "beta1",
};

/** The name of the hyperparameter that a sweep varies beside the learning rate, or undefined. */
export const secondOf = (kind) => SECOND[kind];

/**
 * Fill a table of steps, row by row of `shares`: the step from which on the run stays at a
 * minimum, or what arrivals.js says instead.
 *
 * @yields after every run, so that it can be computed in slices.
 */
export function* fillSweep(table, objective, { kind, parameters }, start, { rates, shares, most }) {
  for (const [row, share] of shares.entries()) {
    const changed = share === null ? parameters : { ...parameters, [SECOND[kind]]: share };
    for (const [column, rate] of rates.entries()) {
      const optimizer = createOptimizer({ kind, parameters: changed }, rate);
      const { minimum, step } = arrive(objective, optimizer, start, most + HELD);
      const steps = step <= most ? step : NEVER;
      table[row * rates.length + column] = minimum < 0 ? minimum : steps;
      yield;
    }
  }
}

/** The position in a table of the fewest steps, -1 when no run arrives; the first of equals. */
export function fewest(table) {
  let best = -1;
  table.forEach((steps, k) => {
    if (steps >= 0 && (best < 0 || steps < table[best])) best = k;
  });
  return best;
}
