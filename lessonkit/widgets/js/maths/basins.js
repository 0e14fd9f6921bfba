// Every start of a grid, and the minimum that its run reaches.

import { arrive, AWAY, NEVER, NOWHERE } from "./arrivals.js";

/** The centers of `count` equal cells along an interval. */
export function centers([low, high], count) {
  return Array.from({ length: count }, (_, k) => low + ((high - low) * (k + 0.5)) / count);
}

/**
 * Fill `cells`, row by row from the lowest y (one row in one dimension), with the position of the
 * minimum that is reached from the middle of each cell, or what
 * arrivals.js says instead.
 *
 * @yields after every run, so that it can be computed in slices.
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
