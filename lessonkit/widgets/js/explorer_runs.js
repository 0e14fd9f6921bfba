// From the state to the runs that every panel draws.

import { describeExit, leftAt } from "./describe.js";
import { lookOf, runNames } from "./looks.js";
import { createOptimizer, descend } from "./optimizers.js";

/** Every optimizer's run from the start, with its look; see panels.js for what a run has. */
export function makeRuns(objective, state, labels, theme) {
  const names = runNames(state.optimizers);
  return state.optimizers.map((optimizer, k) => {
    const path = descend(objective, createOptimizer(optimizer), state.start, state.steps);
    const look = { ...lookOf(k, theme), name: names[k], visible: !state.hidden.includes(k) };
    const run = { optimizer, path, leftAt: leftAt(path, objective.domain), ...look };
    return { ...run, note: describeExit(run, labels) };
  });
}
