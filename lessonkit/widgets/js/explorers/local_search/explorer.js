// The local search explorer: 1,000 tries on the digits with steps from timid to reckless, and
// random search with the same dice beside them. Every run was computed in Python and came along.

import { isDark, readTheme } from "../../kit/canvas.js";
import { createSlider, parseRate, parseSteps } from "../../frame/controls.js";
import { fill } from "../../frame/describe.js";
import { createFrame, make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { countTaken, openRuns, takenInBlocks } from "./runs.js";
import { createSeriesView } from "./view.js";
import { fixed, plain } from "../../kit/scales.js";

const SIDE_BY_SIDE = 620; // the width from which on the pictures stand beside each other
const GAP = 8;
const BLOCK = 50; // tries, for each of which the share of the steps taken is drawn
const NAMES = ["step_size", "seed", "tries"];

/** Show a local search explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const limits = model.get("_limits");
  const stops = limits.step_sizes;
  const most = limits.tries[1];
  const bytes = (name) => model.get(`_${name}`);
  const runOf = openRuns(
    { losses: bytes("losses"), correct: bytes("correct"), accepted: bytes("accepted") },
    limits,
  );
  const state = {};

  // --- elements ---

  const root = makeRoot(labels, "lk-explorer lk-local-search-explorer");
  const loss = createSeriesView(labels.loss, 10, labels.try, most);
  const accuracy = createSeriesView(labels.accuracy, 100, labels.try, most);
  const taken = createSeriesView(labels.acceptance, 80, labels.try, most);
  const pair = make("div", "lk-pair");
  pair.append(accuracy.canvas, taken.canvas);
  const views = make("div", "lk-views");
  views.append(loss.canvas, pair);
  const legend = make("div", "lk-legend", { ariaHidden: "true" });
  for (const name of ["local", "random"]) {
    const entry = make("span");
    entry.append(make("i", `lk-${name}`), labels[name]);
    legend.append(entry);
  }
  const description = make("p", "lk-description", { ariaHidden: "true" });
  const controls = make("div", "lk-controls");
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  root.append(views, legend, description, controls, complaint, announcement);
  for (const { canvas } of [loss, accuracy, taken]) canvas.role = "img";

  // --- from the hand to the state, and at the end of a gesture to the kernel ---

  const frame = createFrame(draw, () => {
    announcement.textContent = description.textContent;
  });

  function change(name, value) {
    state[name] = value;
    frame.request();
  }

  function commit() {
    const changed = NAMES.filter((name) => model.get(name) !== state[name]);
    for (const name of changed) model.set(name, state[name]);
    if (changed.length) model.save_changes();
  }

  const complain = (template, value, facts) => (text) => {
    complaint.textContent = text === null ? "" : fill(template, { text, value: value(), ...facts });
  };
  const within = (value, least, largest) => Math.max(least, Math.min(largest, value));

  const stepSize = createSlider({
    label: labels.step_size,
    symbol: "σ",
    min: 0,
    max: stops.length - 1,
    step: 1,
    toSlider: (value) => stops.indexOf(value),
    fromSlider: (k) => stops[k],
    next: (value, count) => stops[within(stops.indexOf(value) + count, 0, stops.length - 1)],
    format: plain,
    parse: (text) => stops.find((stop) => stop === parseRate(text)) ?? null,
    onInput: (value) => change("step_size", value),
    onCommit: commit,
    onRefuse: complain(labels.bad_step_size, () => plain(state.step_size), {
      all: stops.map(plain).join(", "),
    }),
  });
  const tries = createSlider({
    label: labels.tries,
    min: 1,
    max: most,
    step: 1,
    toSlider: Number,
    fromSlider: Number,
    next: (value, count) => within(value + 10 * count, 1, most),
    format: String,
    parse: (text) => parseSteps(text, most) || null,
    onInput: (value) => change("tries", value),
    onCommit: commit,
    onRefuse: complain(labels.bad_tries, () => state.tries, { min: 1, max: most }),
  });
  const button = (text, act) => {
    const element = make("button", "lk-reset", { type: "button", textContent: text });
    element.addEventListener("click", () => {
      act();
      commit();
    });
    return element;
  };
  const next = button(labels.next, () => change("seed", (state.seed + 1) % limits.seeds));
  const reset = button(labels.reset, () => {
    const initial = model.get("_initial");
    for (const name of NAMES) change(name, initial[name]);
  });
  controls.append(stepSize.element, tries.element, next, reset);

  // --- from the state to the picture ---

  let theme = null;

  function draw() {
    if (!theme) return; // not laid out yet
    const random = runOf(0, state.seed, state.tries);
    const local = runOf(1 + stops.indexOf(state.step_size), state.seed, state.tries);
    const look = (name) => [
      { values: random[name], color: theme.ink, dashes: [6, 5] },
      { values: local[name], color: theme.path, dashes: [] },
    ];
    loss.drawLines(look("losses"));
    accuracy.drawLines(look("percent"));
    taken.drawBars(takenInBlocks(local.accepted, BLOCK));
    stepSize.set(state.step_size);
    tries.set(state.tries);
    description.textContent = describe(local, random);
    loss.canvas.ariaLabel = `${labels.loss}. ${description.textContent}`;
    accuracy.canvas.ariaLabel = `${labels.accuracy}. ${description.textContent}`;
    taken.canvas.ariaLabel = `${labels.acceptance}. ${steps(local)}`;
  }

  const steps = ({ accepted }) =>
    fill(labels.taken, { taken: countTaken(accepted), steps: accepted.length - 1 });

  function describe(local, random) {
    const setting = { seed: state.seed, step_size: plain(state.step_size), tries: state.tries };
    const end = ({ losses, percent }) =>
      fill(labels.found, {
        loss: fixed(losses[losses.length - 1], 3),
        accuracy: fixed(percent[percent.length - 1], 1),
      });
    const here = `${fill(labels.description, setting)}: ${end(local)}, ${steps(local)}`;
    return `${here} · ${labels.random}: ${end(random)}`;
  }

  function layout() {
    const all = Math.floor(root.clientWidth);
    if (!all) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    const wide = all >= SIDE_BY_SIDE;
    const first = wide ? Math.round((all - GAP) * 0.55) : all;
    const second = wide ? all - GAP - first : all;
    const height = wide ? 400 : 260;
    loss.layout(first, height, theme);
    for (const view of [accuracy, taken]) view.layout(second, wide ? (height - 4) / 2 : 180, theme);
    draw();
  }

  // --- watching ---

  for (const name of NAMES) state[name] = model.get(name);
  const unfollow = watchModel(model, NAMES, (name) => change(name, model.get(name)));
  const unwatch = watchPage(root, layout);
  el.append(root);

  return () => {
    unfollow();
    unwatch();
    frame.cancel();
    root.remove();
  };
}
