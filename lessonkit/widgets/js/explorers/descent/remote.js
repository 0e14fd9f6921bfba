// Runs that Python makes: those of optimizers and functions that the browser does not know.

import { make } from "../../frame/host.js";
import { createNews } from "../../frame/state.js";
import { _ } from "../../kit/text.js";

/** Whether any run has to be made in Python. */
export const isRemote = (objective, optimizers) =>
  objective.samples !== undefined || optimizers.some(({ kind }) => kind === "python");

/**
 * @param given the runs that were made before the first question.
 * @param changed called when new runs or an error have come.
 * @returns {element, runs(state)}: what says where it is computed, and the newest runs that have
 *   come, of this state or one just before it; null while there are none or none are needed.
 */
export function createRemote(objective, kernel, given, changed) {
  const element = make("span", "lk-muted", { role: "status" });
  let latest = given?.length ? given.map(revive) : null;
  const isNew = createNews();

  function ask({ start, steps, optimizers }) {
    const request = { start, steps, optimizers };
    if (!kernel || !isNew(request)) return;
    kernel.ask(request, ({ runs, error, silent }) => {
      const failed = error && _("Python could not compute it: {error}", { error });
      const lost = silent && _("Python does not answer: is the kernel running?");
      element.textContent = lost || failed || _("computed in Python");
      if (runs) latest = runs.map(revive);
      changed();
    });
  }

  function runs(state) {
    if (!isRemote(objective, state.optimizers)) return null;
    element.textContent ||= _("computed in Python");
    ask(state);
    return latest?.map((path) => path && fit(path, state.steps)) ?? null;
  }

  return { element, runs };
}

// What is not finite comes as null.
const number = (value) => value ?? NaN;

function revive(run) {
  return run && {
    points: run.points.map((w) => w.map(number)),
    values: run.values.map(number),
    states: run.points.map((_, count) => ({ count })),
    divergedAt: run.divergedAt,
  };
}

/** A run of exactly so many steps: one of other lengths stays in sight until its own comes. */
function fit({ points, values, states, divergedAt }, steps) {
  const to = (list) => Array.from({ length: steps + 1 }, (_, k) => list[Math.min(k, list.length - 1)]);
  return { points: to(points), values: to(values), states: to(states), divergedAt };
}
