// Where runs end: which minimum they reach, at which step, or that they leave or never arrive, or
// come to where there is no value; and many of them, in tables.

import { createOptimizer } from "./optimizers.js";

export const NEVER = -1; // neither at a minimum nor away when the steps are used up
export const AWAY = -2; // far off the map
export const NOWHERE = -3; // where there is no value, or a slope beyond all numbers

export const NEAR = 0.01; // of the map's width along every axis: that is at the minimum
const FAR = 10; // so many widths away nothing comes back

/** Whether a run may come back from a place: from none far off, and from no NaN. */
export const isNear = ({ domain }, w) =>
  w.every((x, i) => Math.abs(2 * x - domain[i][0] - domain[i][1]) <= 2 * FAR * (domain[i][1] - domain[i][0]));

/**
 * Run an optimizer for at most `most` steps without keeping its path.
 *
 * @returns {minimum, step}: the position in objective.minima of the one at which the run ends,
 *   within 1% of the map along every axis, and the step from which on it stays there; or NEVER,
 *   AWAY or NOWHERE with step null.
 */
export function arrive(objective, optimizer, start, most) {
  const { minima } = objective;
  const widths = objective.domain.map(([low, high]) => high - low);
  const isAt = (minimum, w) => w.every((x, i) => Math.abs(x - minimum[i]) <= NEAR * widths[i]);
  const reached = (w) => minima.findIndex((minimum) => isAt(minimum, w));
  // No rest at a minimum ends a run early: RMSProp can lie still and then jump.
  let [w, state, minimum, since] = [start, optimizer.init(start), reached(start), 0];
  for (let step = 1; step <= most; step++) {
    const before = w;
    [w, state] = optimizer.update(w, objective.gradient, state);
    if (!isNear(objective, w)) {
      const lost = w.some(Number.isNaN) || !objective.gradient(before).every(Number.isFinite);
      return { minimum: lost ? NOWHERE : AWAY, step: null };
    }
    if (minimum < 0 || !isAt(minima[minimum], w)) [minimum, since] = [reached(w), step];
  }
  return minimum < 0 ? { minimum: NEVER, step: null } : { minimum, step: since };
}

// --- of every start ---

/** The centers of `count` equal cells along an interval. */
export function centers([low, high], count) {
  return Array.from({ length: count }, (_, k) => low + ((high - low) * (k + 0.5)) / count);
}

/**
 * Fill `cells`, row by row from the lowest y (one row in one dimension), with the position of the
 * minimum that is reached from the middle of each cell, or NEVER, …; yields after each.
 */
export function* fillBasins(cells, objective, optimizer, [columns, rows], most) {
  const xs = centers(objective.domain[0], columns);
  const ys = objective.dim === 1 ? [null] : centers(objective.domain[1], rows);
  for (const [row, y] of ys.entries()) {
    for (const [column, x] of xs.entries()) {
      const start = y === null ? [x] : [x, y];
      cells[row * columns + column] = arrive(objective, optimizer, start, most).minimum;
      yield;
    }
  }
}

/** How many cells lead where: {minima: [count, …], others: {[NEVER]: count, …}}. */
export function countBasins(cells, minima) {
  const counts = { minima: new Array(minima).fill(0), others: { [NEVER]: 0, [AWAY]: 0, [NOWHERE]: 0 } };
  for (const cell of cells) (cell >= 0 ? counts.minima : counts.others)[cell]++;
  return counts;
}

// --- with every setting ---

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

/** Fill a table, row by row of `shares`: the step from which on a run stays at a minimum, or NEVER, …; yields after each. */
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
