// From the state to the runs that every panel draws.

import { describeExit, leftAt } from "./describe.js";
import { createOptimizer, descend } from "./optimizers.js";

/** Every optimizer's run from the start, with its look; see panels.js for what a run has. */
export function makeRuns(objective, state, labels, theme) {
  return state.optimizers.map(({ kind, parameters }) => {
    const optimizer = { kind, parameters: { ...parameters, learning_rate: state.learning_rate } };
    const path = descend(
      objective,
      createOptimizer(optimizer, state.learning_rate),
      state.start,
      state.steps,
    );
    const look = { color: theme.path, marker: "circle", dash: [], name: kind, visible: true };
    const run = { optimizer, path, leftAt: leftAt(path, objective.domain), ...look };
    return { ...run, note: describeExit(run, labels) };
  });
}
