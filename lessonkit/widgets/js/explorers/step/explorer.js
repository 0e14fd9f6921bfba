// The step explorer: one gradient on real data, and every size of the step against it. All losses
// were computed in Python; here a line is chosen and a step on it.

import { defineExplorer } from "../../frame/explorer.js";
import { createTable } from "../../frame/table.js";
import { isIn, listed, parseRate } from "../../frame/ranges.js";
import { _, N_, fixed } from "../../kit/text.js";
import { createLines, FIRST, indexOf, LAST, POWERS, STEPS, storyOf, touched } from "./maths.js";
import { createStepCurve, createStepLine } from "./views.js";

const SOURCES = ["all", "batch"];
const AXIS = { domain: [[FIRST, LAST]], dim: 1 }; // of powers of ten

const STORIES = {
  creeps: N_("creeps: hardly anything happens"),
  keeps: N_("goes down as promised"),
  bends: N_("goes down, less than promised"),
  overshoots: N_("overshoots: the loss rises"),
};

export const render = defineExplorer("step", ["step", "seed", "source"], (explorer) => {
  const { model, state, set, hold, moved, slider, choice, reset } = explorer;
  const starts = model.get("_starts");
  const find = createLines(model.get("_losses"), starts);
  const seeds = starts.length / SOURCES.length;
  const current = () => find(SOURCES.indexOf(state.source) * seeds + state.seed);
  const curve = createStepCurve(current);
  const truth = createStepLine();
  const powers = POWERS.map((power) => String(10 ** power));
  const table = createTable([_("Step size"), ...powers], [_("loss"), _("promise")]);
  const snap = (step) => STEPS[indexOf(step)];
  curve.element = hold(
    curve,
    AXIS,
    () => [Math.log10(state.step)],
    ([power]) => set("step", snap(10 ** power)),
  );

  const text = (step) => String(Number(step.toPrecision(3)));
  slider("step", _("Step size"), listed(STEPS, indexOf), {
    format: text,
    parse(typed) {
      const step = isIn(parseRate(typed), [10 ** FIRST, 10 ** LAST]);
      return step && snap(step);
    },
    complaint: N_("{label} must be a number from {min} to {max}, not “{text}”. It stays {value}."),
  });
  const counts = model.get("_counts");
  const sources = [_("all {count} examples", { count: counts[0] }), _("a mini-batch of {count}", { count: counts[1] })];
  choice("source", _("Gradient of"), SOURCES.map((name, k) => [name, sources[k]]));
  const numbers = [...Array(seeds).keys()].map((seed) => [seed, _("seed {seed}", { seed })]);
  choice("seed", _("Start"), numbers);

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
    const said = _("step size {step}: loss {before} → {loss}; the slope promises {promise} · {word}", {
      step: text(state.step),
      before: fixed(before, digits),
      loss: fixed(loss, digits),
      promise: fixed(before + slope * state.step, digits),
      word: _(STORIES[storyOf(line, state.step, loss)]),
    });
    curve.say(`${_("Loss after one step, over the step size")}. ${said}. ${moved}`);
    truth.say(`${_("The loss along the line and the promise of its slope")}. ${said}`);
    return said;
  }

  function facts() {
    const { before, slope, at } = line;
    const losses = STEPS.map((_step, k) => at(k));
    const best_loss = Math.min(...losses);
    return {
      before,
      loss: at(indexOf(state.step)),
      promise: before + slope * state.step,
      best_loss,
      best_step: STEPS[losses.indexOf(best_loss)],
      largest_step: STEPS[losses.findLastIndex((loss) => loss <= before)],
    };
  }

  return { main: curve, aside: truth, foot: [table.element], draw, facts };
});
