// From the state to the runs that every panel draws.

import { lookOf, runNames } from "../../kit/looks.js";
import { createOptimizer, descend } from "../../maths/optimizers.js";
import { describeExit, exitOf } from "./describe.js";
import { isRemote } from "./remote.js";

/** A run that Python has not made yet: it rests at the start. */
function resting(objective, start, steps) {
  const every = (value) => Array.from({ length: steps + 1 }, () => value);
  return { points: every(start), values: every(objective.value(start)), states: every({ count: 0 }), divergedAt: null };
}

/**
 * Every optimizer's run from the start, with its look; see panels.js for what a run has.
 *
 * @param made the runs that Python has made, by position; null where the browser makes its own.
 */
export function makeRuns(objective, state, theme, made) {
  const { start, steps } = state;
  const names = runNames(state.optimizers);
  return state.optimizers.map((optimizer, k) => {
    const path = isRemote(objective, [optimizer])
      ? made?.[k] ?? resting(objective, start, steps)
      : descend(objective, createOptimizer(optimizer), start, steps);
    const look = { ...lookOf(k, theme), name: names[k], visible: !state.hidden.includes(k) };
    const run = { optimizer, path, ...exitOf(path, objective.domain), ...look };
    return { ...run, note: describeExit(run) };
  });
}

/** Whether the browser can make a run itself, and so many like it. */
export const madeHere = ({ optimizer }) => optimizer.kind !== "python";

/** The chosen run if it is in sight and fits, else the first such, else any that fits, or null. */
export function leading({ runs, chosen }, fits = () => true) {
  const usable = [runs[chosen], ...runs].filter(fits);
  return usable.find(({ visible }) => visible) ?? usable[0] ?? null;
}
