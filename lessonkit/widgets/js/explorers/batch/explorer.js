// The mini-batch explorer: real examples in batches of any size, and where fifty shuffles lead.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { createNews } from "../../frame/state.js";
import { counts, isIn, parseRate, rates } from "../../frame/ranges.js";
import { createMapView } from "../../kit/map_view.js";
import { within } from "../../kit/scales.js";
import { _, N_, fixed, plain, short } from "../../kit/text.js";
import { numbersIn } from "../../maths/sampled.js";
import { createOrders, descendInBatches, lossAt, widthOf } from "./maths.js";
import { createCurves, drawRuns } from "./views.js";

const SETTINGS = ["batch_size", "learning_rate", "seed", "start", "budget"];
const POINTS = 160; // of the curve of a run
const STOPS = 40; // where the losses of all runs are compared

export const render = defineExplorer("batch", SETTINGS, (explorer) => {
  const { model, state, set, hold, moved, slider, button, controls } = explorer;
  const limits = model.get("_limits");
  const problem = model.get("_problem");
  const Z = Float64Array.from(numbersIn(model.get("_examples"), Float32Array));
  const examples = Z.length / 2;
  const objective = {
    ...problem,
    dim: 2,
    variables: ["w₁", "w₂"],
    minima: [problem.lowest],
    at: (w0, w1) => lossAt(Z, w0, w1),
  };
  const bottom = lossAt(Z, ...problem.lowest);
  const orders = createOrders(examples);
  const map = createMapView(objective);
  map.element = hold(map, objective, () => state.start, (start) => set("start", start));

  const isCounted = () => state.budget === "examples";
  const length = () => (isCounted() ? limits.epochs * examples : limits.updates);
  const updatesOf = (size) =>
    isCounted() ? limits.epochs * Math.ceil(examples / size) : limits.updates;
  const curves = createCurves(limits.top, () => ({
    length: length(),
    label: isCounted() ? _("examples seen") : _("updates"),
  }));

  slider("batch_size", _("Batch size"), counts(limits.batch_size), {
    symbol: "B",
    ...{ min: 0, max: Math.log2(limits.batch_size[1]), step: "any" },
    toSlider: Math.log2,
    fromSlider: (position) => Math.round(2 ** position),
    next(value, count) {
      const power = count > 0 ? Math.floor(Math.log2(value)) : Math.ceil(Math.log2(value));
      return within(2 ** Math.max(0, power + Math.sign(count)), limits.batch_size);
    },
  });
  slider("learning_rate", _("Learning rate"), rates(limits.learning_rate), {
    symbol: "η",
    parse: (text) => isIn(parseRate(text), limits.learning_rate),
    complaint: N_("{label} must be a number from {min} to {max}, not “{text}”. It stays {value}."),
  });
  const budgets = { updates: _("updates"), examples: _("examples") };
  const choices = Object.entries(budgets).map(([name, text]) => [name, button(text, () => set("budget", name))]);
  const next = button(_("Next seed"), () => set("seed", (state.seed + 1) % limits.seeds));
  const all = [_("The same number of"), ...choices.map(([, each]) => each), next];
  controls.append(make("div", "lk-row", { role: "group", ariaLabel: all[0] }, ...all));
  const last = () => updatesOf(state.batch_size);
  const player = explorer.player({ label: _("Update"), ends: [0, updatesOf(1)], last });

  function descend(run, size) {
    const orderOf = (epoch) => orders(state.seed, run, epoch);
    const setting = { start: state.start, rate: state.learning_rate };
    return descendInBatches(Z, orderOf, { ...setting, size, updates: updatesOf(size) });
  }

  /** The loss above the lowest one after `part` of a run, from 0 to 1. */
  function above(points, part) {
    const k = Math.round(part * (points.length / 2 - 1));
    return lossAt(Z, points[2 * k], points[2 * k + 1]) - bottom;
  }

  const parts = (count) => Array.from({ length: count + 1 }, (_, k) => k / (count || 1));

  function curve(points, end) {
    const count = Math.min(POINTS, points.length / 2 - 1);
    return parts(count).map((part) => [part * end, above(points, part)]);
  }

  const meanAbove = (ends) => ends.reduce((sum, end) => sum + lossAt(Z, ...end), 0) / ends.length - bottom;
  const endsOf = (runs) => runs.map((points) => [...points.slice(-2)]);
  let made = null; // the runs of all shuffles, and the one on all examples
  const [isNew, isNewBudget] = [createNews(), createNews()];

  function draw() {
    if (isNewBudget(state.budget)) curves.relayout();
    const size = state.batch_size;
    if (isNew(SETTINGS.map(state.get))) {
      // With all examples in each batch every run is the same.
      const count = size < examples ? limits.runs : 1;
      const runs = Array.from({ length: count }, (_, run) => descend(run, size));
      made = { runs, all: curve(descend(0, examples), length()) };
    }
    const updates = player.now();
    const runs = made.runs.map((points) => points.subarray(0, 2 * updates + 2));
    const end = (length() * updates) / last();
    const band = parts(Math.min(STOPS, updates)).map((part) => {
      const losses = runs.map((points) => above(points, part));
      return [part * end, Math.min(...losses), Math.max(...losses)];
    });
    const ends = endsOf(runs);
    drawRuns(map, { run: runs[0], ends, start: state.start });
    curves.show({ run: curve(runs[0], end), band, all: made.all });
    for (const [name, choice] of choices) choice.ariaPressed = String(name === state.budget);
    return describe(ends, size, updates);
  }

  function describe(ends, size, updates) {
    const used = updates * size;
    const facts = {
      size,
      rate: plain(state.learning_rate),
      seed: state.seed,
      updates,
      examples: isCounted() ? Math.min(used, length()) : used,
      above: short(Math.max(0, meanAbove(ends))),
      width: fixed(widthOf(ends), 3),
    };
    const text = _(
      "B = {size}, η = {rate}, seed {seed}: {updates} updates, {examples} examples seen · " +
        "50 runs end {above} above the lowest loss, in a cloud of width {width}",
      facts,
    );
    const start = state.start.map((value) => fixed(value, 2)).join(", ");
    map.say(`${_("Start")}: (${start}). ${moved}`);
    curves.say(`${_("Loss above the lowest, of one run, of fifty, and with all examples")}. ${text}`);
    return text;
  }

  return {
    main: map,
    aside: curves,
    draw,
    // Of whole runs: at the start of the clock no cloud would be wide.
    facts: () => ({ updates: last(), above: meanAbove(endsOf(made.runs)), width: widthOf(endsOf(made.runs)) }),
  };
});
