// What a path does, in one sentence, and what kind of run it is.

import { _, N_, decimalsFor, fixed, plain, short } from "../../kit/text.js";
import { arrivedAt, kindOf } from "../../maths/kind.js";

const KINDS = {
  rests: N_("rests at a minimum"),
  arrives: N_("arrives from one side"),
  passed: N_("passes the minimum and comes back"),
  bounced: N_("bounces from side to side and arrives"),
  swung: N_("swings around the minimum and arrives"),
  bounces: N_("bounces from side to side, ever less"),
  swings: N_("swings back and forth, ever less"),
  endless: N_("bounces without end"),
  widens: N_("bounces ever wider"),
  saddle: N_("stuck at a saddle: the slope is nearly 0"),
  top: N_("stuck on a top: the slope is nearly 0"),
  plateau: N_("stuck on a plateau: the slope is nearly 0"),
  floor: N_("creeps along a flat floor"),
  creeps: N_("creeps: its steps are very short"),
  goes: N_("still on its way"),
};

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

/** What the runs have done when the clock stands at a step: of several, who is how low and first. */
export function describeRuns(objective, runs, state) {
  if (runs.length === 1) return describeRun(objective, runs[0], state);
  const { start, share, learning_rate, step } = state;
  const setting = describePoint(objective, start, "₀", 0) + (share ? `, η = ${plain(learning_rate)}` : "");
  if (runs.every(({ lostAt }) => lostAt === 0)) return `${setting}: ${_("f has no value here")}`;
  const seen = runs.filter(({ visible }) => visible);
  const valued = seen.filter((run) => !said(run, step)).sort((a, b) => a.path.values[step] - b.path.values[step]);
  const lines = valued.map(({ name, path }) => `${name} ${short(path.values[step])}`);
  const gone = seen.filter((run) => said(run, step)).map((run) => `${run.name} ${said(run, step)}`);
  const parts = [lines.length ? `f = ${lines.join(", ")}` : "", ...gone].filter((text) => text);
  const told = step > 0 && valued.length > 1 ? ` · ${first(objective, valued, step)}` : "";
  return `${setting}: ${afterSteps(step)} ${parts.join("; ")}${told}`;
}

/** Which of the runs, the lowest first, have arrived first or, where none has, is the lowest. */
function first(objective, runs, step) {
  const arrivals = runs.map(({ path }) => arrivedAt(objective, path, step) ?? Infinity);
  const earliest = Math.min(...arrivals);
  if (earliest === Infinity) return _("lowest: {name}", runs[0]);
  const names = runs.filter((_, k) => arrivals[k] === earliest).map(({ name }) => name);
  return _("first at a minimum: {names}, at step {step}", { names: names.join(", "), step: earliest });
}

/** "x₀ = 4.00, η = 0.2: after 20 steps x = 2.0000, f = 2.0000 · arrives from one side". */
function describeRun(objective, run, { start, learning_rate, step }) {
  const { points, values } = run.path;
  const now = Math.min(step, points.length - 1);
  const setting = `${describePoint(objective, start, "₀", 0)}, η = ${plain(learning_rate)}`;
  const exit = said(run, now);
  const kind = kindOf(objective, run.path, exit ? run.leftAt ?? 0 : now);
  const told = exit ? kind === "widens" : now > 0 || kind !== "goes";
  const end = describePoint(objective, points[now], "", 2);
  const facts = exit || `${afterSteps(now)} ${end}, f = ${short(values[now])}`;
  return `${setting}: ${facts}${told ? ` · ${_(KINDS[kind])}` : ""}`;
}

/** The exit, as far as it has happened. */
function said({ path, leftAt, lostAt }, step) {
  const until = (at) => (at !== null && at <= step ? at : null);
  return describeExit({ path: { divergedAt: until(path.divergedAt) }, leftAt: until(leftAt), lostAt: until(lostAt) });
}

const afterSteps = (steps) => (steps === 1 ? _("after 1 step") : _("after {steps} steps", { steps }));
