// What a path does, in one sentence. Its templates come from Python, in the reader's language.

import { decimalsFor, fixed, plain, short } from "./scales.js";

/** Put values into the braces of a template. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

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

/** "x₀ = 4.00, η = 0.2: after 20 steps x = 2.0000, f = 2.0000". */
export function describeRun(objective, run, { start, learning_rate }, labels) {
  const { points, values } = run.path;
  const steps = points.length - 1;
  const setting = `${describePoint(objective, start, "₀", 0)}, η = ${plain(learning_rate)}`;
  const exit = describeExit(run, labels);
  if (exit) return `${setting}: ${exit}`;
  const end = describePoint(objective, points[steps], "", 2);
  const after = fill(steps === 1 ? labels.after_one : labels.after, { steps });
  return `${setting}: ${after} ${end}, f = ${short(values[steps])}`;
}
