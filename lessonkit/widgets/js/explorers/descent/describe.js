// What a path does, in one sentence. Its templates come from Python, in the reader's language.

import { _, decimalsFor, fixed, plain, short } from "../../kit/text.js";

/**
 * When a path was gone: `leftAt`, the step from which on it is off the map for good, or `lostAt`,
 * where it came to a place on the map that has no value; null if it did not.
 */
export function exitOf({ points, divergedAt }, domain) {
  const inside = (w) => w.every((v, i) => v >= domain[i][0] && v <= domain[i][1]);
  let left = points.length;
  while (left > 0 && !inside(points[left - 1])) left--;
  if (divergedAt !== null && divergedAt < left) return { leftAt: null, lostAt: divergedAt };
  return { leftAt: left === points.length ? null : left, lostAt: null };
}

/** The name and the value of a point: x₀ = 4.00 or (x₀, y₀) = (1.00, 2.00). */
export function describePoint(objective, w, index, extra) {
  const names = objective.variables.map((name) => name + index);
  const values = w.map((v, i) => fixed(v, decimalsFor(objective.domain[i]) + extra));
  const several = (texts) => (texts.length > 1 ? `(${texts.join(", ")})` : texts[0]);
  return `${several(names)} = ${several(values)}`;
}

/**
 * The note on the map: "left the map at step 7", with "diverged at step 12" when it did; or from
 * where on there is no value.
 */
export function describeExit({ path, leftAt, lostAt }) {
  if (lostAt === 0) return _("f has no value here");
  if (lostAt !== null) return _("no value from step {step} on", { step: lostAt });
  const notes = [];
  if (leftAt !== null) notes.push(_("left the map at step {step}", { step: leftAt }));
  if (path.divergedAt !== null) notes.push(_("diverged at step {step}", { step: path.divergedAt }));
  return notes.join(", ");
}

/** What the runs have done when the clock stands at a step: of several, who is how low. */
export function describeRuns(objective, runs, state) {
  if (runs.length === 1) return describeRun(objective, runs[0], state);
  const { start, share, learning_rate, step } = state;
  const rate = share ? `, η = ${plain(learning_rate)}` : "";
  const setting = `${describePoint(objective, start, "₀", 0)}${rate}`;
  if (runs.every(({ lostAt }) => lostAt === 0)) return `${setting}: ${_("f has no value here")}`;
  const reached = ({ path }) => (step < path.points.length ? path.values[step] : NaN);
  const height = (run) => (Number.isFinite(reached(run)) ? reached(run) : Infinity);
  const ranked = runs.filter(({ visible }) => visible).sort((a, b) => height(a) - height(b));
  const parts = ranked.map((run) => `${run.name} ${said(run, step) || short(reached(run))}`);
  return `${setting}: ${afterSteps(step)} f = ${parts.join(", ")}`;
}

/** "x₀ = 4.00, η = 0.2: after 20 steps x = 2.0000, f = 2.0000". */
function describeRun(objective, run, { start, learning_rate, step }) {
  const { points, values } = run.path;
  const now = Math.min(step, points.length - 1);
  const setting = `${describePoint(objective, start, "₀", 0)}, η = ${plain(learning_rate)}`;
  const exit = said(run, now);
  if (exit) return `${setting}: ${exit}`;
  const end = describePoint(objective, points[now], "", 2);
  return `${setting}: ${afterSteps(now)} ${end}, f = ${short(values[now])}`;
}

/** The exit, as far as it has happened. */
function said({ path, leftAt, lostAt }, step) {
  const until = (at) => (at !== null && at <= step ? at : null);
  const soFar = { path: { divergedAt: until(path.divergedAt) }, leftAt: until(leftAt), lostAt: until(lostAt) };
  return describeExit(soFar);
}

const afterSteps = (steps) =>
  steps === 1 ? _("after 1 step") : _("after {steps} steps", { steps });
