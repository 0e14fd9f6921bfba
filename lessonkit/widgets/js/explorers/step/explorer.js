// The step explorer: one gradient on real data, and every size of the step against it. All losses
// were computed in Python; here a line is chosen and a step on it.

import { defineExplorer } from "../../frame/explorer.js";
import { createTable } from "../../frame/table.js";
import { isIn, listed, parseRate } from "../../frame/ranges.js";
import { fill, fixed } from "../../kit/text.js";
import { createStepCurve } from "./curve.js";
import { createStepLine } from "./line.js";
import { createLines, FIRST, indexOf, LAST, POWERS, STEPS, storyOf, touched } from "./maths.js";

const SOURCES = ["all", "batch"];
const AXIS = { domain: [[FIRST, LAST]], dim: 1 }; // of powers of ten

export const render = defineExplorer("step", ["step", "seed", "source"], (explorer) => {
  const { model, labels, state, set, hold, slider, choice, reset } = explorer;
  const starts = model.get("_starts");
  const find = createLines(model.get("_losses"), starts);
  const seeds = starts.length / SOURCES.length;
  const current = () => find(SOURCES.indexOf(state.source) * seeds + state.seed);
  const curve = createStepCurve(current, labels);
  const truth = createStepLine(labels);
  const powers = POWERS.map((power) => String(10 ** power));
  const table = createTable([labels.step, ...powers], [labels.loss, labels.promise]);
  const snap = (step) => STEPS[indexOf(step)];
  curve.element = hold(
    curve,
    AXIS,
    () => [Math.log10(state.step)],
    ([power]) => set("step", snap(10 ** power)),
  );

  const text = (step) => String(Number(step.toPrecision(3)));
  slider("step", listed(STEPS, indexOf), {
    format: text,
    parse(typed) {
      const step = isIn(parseRate(typed), [10 ** FIRST, 10 ** LAST]);
      return step && snap(step);
    },
  });
  const counts = model.get("_counts");
  choice("source", SOURCES.map((name, k) => [name, fill(labels[name], { count: counts[k] })]));
  const numbers = Array.from({ length: seeds }, (_, k) => [k, fill(labels.seed, { seed: k })]);
  choice("seed", numbers, { key: "start" });

  let line = null;
  let known = null; // {step, key} of the last picture
  let visited = new Set(); // the powers of ten that were come by on this line
  reset.addEventListener("click", () => (known = null));

  function draw() {
    const { step, source, seed } = state;
    const key = `${source} ${seed}`;
    if (key !== known?.key) {
      line = current();
      if (known) curve.relayout();
      known = { step, key };
      visited = new Set();
    }
    for (const power of touched(known.step, step)) visited.add(power);
    known.step = step;
    curve.show(step, visited);
    truth.show(line, step);
    const seen = (valueAt) =>
      POWERS.map((power) => (visited.has(power) ? fixed(valueAt(10 ** power), power < -3 ? 5 : 3) : "·"));
    table.show([
      seen((step) => line.at(indexOf(step))),
      seen((step) => line.before + line.slope * step),
    ]);
    return describe();
  }

  function describe() {
    const { before, slope } = line;
    const loss = line.at(indexOf(state.step));
    const digits = state.step < 1e-3 ? 5 : 3;
    const said = fill(labels.description, {
      step: text(state.step),
      before: fixed(before, digits),
      loss: fixed(loss, digits),
      promise: fixed(before + slope * state.step, digits),
      word: labels[storyOf(line, state.step, loss)],
    });
    curve.say(`${labels.curve}. ${said}. ${labels.keys}`);
    truth.say(`${labels.line}. ${said}`);
    return said;
  }

  return { main: curve, aside: truth, share: 0.54, low: 240, foot: [table.element], draw };
});
