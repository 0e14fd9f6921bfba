// What a path does, in one sentence. Its templates come from Python, in the reader's language.

import { decimalsFor, fill, fixed, plain, short } from "../../kit/text.js";

/** The step from which on a path is off the map for good, null if it is not. */
export function leftAt(path, domain) {
  const inside = (w) => w.every((v, i) => v >= domain[i][0] && v <= domain[i][1]);
  let step = path.points.length;
  while (step > 0 && !inside(path.points[step - 1])) step--;
  return step === path.points.length ? null : step;
}

/** The name and the value of a point: x₀ = 4.00 or (x₀, y₀) = (1.00, 2.00). */
export function describePoint(objective, w, index, extra) {
  const names = objective.variables.map((name) => name + index);
  const values = w.map((v, i) => fixed(v, decimalsFor(objective.domain[i]) + extra));
  const several = (texts) => (texts.length > 1 ? `(${texts.join(", ")})` : texts[0]);
  return `${several(names)} = ${several(values)}`;
}

/** The note on the map: "left the map at step 7", with "diverged at step 12" when it did. */
export function describeExit({ path, leftAt }, labels) {
  const notes = [];
  if (leftAt !== null) notes.push(fill(labels.left, { step: leftAt }));
  if (path.divergedAt !== null) notes.push(fill(labels.diverged, { step: path.divergedAt }));
  return notes.join(", ");
}

/** What the runs have done when the clock stands at a step: of several, who is how low. */
export function describeRuns(objective, runs, state, labels) {
  if (runs.length === 1) return describeRun(objective, runs[0], state, labels);
  const { start, share, learning_rate, step } = state;
  const rate = share ? `, η = ${plain(learning_rate)}` : "";
  const setting = `${describePoint(objective, start, "₀", 0)}${rate}`;
  const reached = ({ path }) => (step < path.points.length ? path.values[step] : NaN);
  const height = (run) => (Number.isFinite(reached(run)) ? reached(run) : Infinity);
  const ranked = runs.filter(({ visible }) => visible).sort((a, b) => height(a) - height(b));
  const parts = ranked.map((run) => `${run.name} ${said(run, step, labels) || short(reached(run))}`);
  return `${setting}: ${afterSteps(step, labels)} f = ${parts.join(", ")}`;
}

/** "x₀ = 4.00, η = 0.2: after 20 steps x = 2.0000, f = 2.0000". */
function describeRun(objective, run, { start, learning_rate, step }, labels) {
  const { points, values } = run.path;
  const now = Math.min(step, points.length - 1);
  const setting = `${describePoint(objective, start, "₀", 0)}, η = ${plain(learning_rate)}`;
  const exit = said(run, now, labels);
  if (exit) return `${setting}: ${exit}`;
  const end = describePoint(objective, points[now], "", 2);
  return `${setting}: ${afterSteps(now, labels)} ${end}, f = ${short(values[now])}`;
}

/** The exit, as far as it has happened. */
function said({ path, leftAt }, step, labels) {
  const until = (at) => (at !== null && at <= step ? at : null);
  const soFar = { path: { divergedAt: until(path.divergedAt) }, leftAt: until(leftAt) };
  return describeExit(soFar, labels);
}

const afterSteps = (steps, labels) => fill(steps === 1 ? labels.after_one : labels.after, { steps });
