// The step explorer: one gradient on real data, and every size of the step against it. All losses
// were computed in Python; here a line is chosen and a step on it.

import { isDark, readTheme } from "../../kit/canvas.js";
import { createChoice } from "../../frame/choice.js";
import { createSlider, parseRate } from "../../frame/controls.js";
import { fill } from "../../frame/describe.js";
import { makeDraggable } from "../../frame/drag.js";
import { createFrame, make, makeRoot, scrollByKeyboard, watchModel, watchPage } from "../../frame/host.js";
import { fixed } from "../../kit/scales.js";
import { createStepCurve } from "./curve.js";
import { createStepLine } from "./line.js";
import { createLines, FIRST, indexOf, LAST, PER_DECADE, stepAt, storyOf } from "./maths.js";
import { createStepTable, touched } from "./table.js";

const SIDE_BY_SIDE = 620; // the width from which on the two pictures stand beside each other
const GAP = 8;
const NAMES = ["step", "seed", "source"];
const SOURCES = ["all", "batch"];
const POWERS = { domain: [[FIRST, LAST]], dim: 1 };

/** Show a step explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const starts = model.get("_starts");
  const find = createLines(model.get("_losses"), starts);
  const seeds = starts.length / SOURCES.length;
  const state = {};
  let visited = new Set();
  let theme = null;
  let shown = null;

  // --- elements ---

  const root = makeRoot(labels, "lk-explorer lk-step-explorer");
  const curve = createStepCurve(labels);
  const truth = createStepLine(labels);
  const table = createStepTable(labels);
  const stage = make("div", "lk-stage");
  stage.append(curve.canvas);
  const views = make("div", "lk-views");
  views.append(stage, truth.canvas);
  const description = make("p", "lk-description", { ariaHidden: "true" });
  const controls = make("div", "lk-controls");
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  root.append(controls, views, description, table.element, complaint, announcement);
  Object.assign(curve.canvas, { tabIndex: 0, role: "application" });
  truth.canvas.role = "img";

  // --- from the hand to the state, and at the end of a gesture to the kernel ---

  const frame = createFrame(draw, () => {
    announcement.textContent = description.textContent;
  });

  function change(name, value) {
    const before = state.step ?? value;
    state[name] = value;
    if (name === "step") for (const power of touched(before, value)) visited.add(power);
    else visited = new Set(touched(state.step, state.step)); // another line, another table
    frame.request();
  }

  function commit() {
    const changed = NAMES.filter((name) => model.get(name) !== state[name]);
    for (const name of changed) model.set(name, state[name]);
    if (changed.length) model.save_changes();
  }

  const choose = (name) => (value) => {
    change(name, value);
    commit();
  };
  const snap = (step) => stepAt(indexOf(step));
  const text = (step) => String(Number(step.toPrecision(3)));
  const slider = createSlider({
    label: labels.step,
    min: FIRST,
    max: LAST,
    step: 1 / PER_DECADE,
    toSlider: Math.log10,
    fromSlider: (power) => snap(10 ** power),
    next: (step, count) => snap(stepAt(indexOf(step) + count)),
    format: text,
    parse: (typed) => {
      const step = parseRate(typed);
      return step !== null && step >= 10 ** FIRST && step <= 10 ** LAST ? snap(step) : null;
    },
    onInput: (step) => change("step", step),
    onCommit: commit,
    onRefuse: (typed) => {
      const values = { text: typed, value: text(state.step) };
      complaint.textContent = typed === null ? "" : fill(labels.bad_step, values);
    },
  });
  const counts = model.get("_counts");
  const source = createChoice(
    labels.source,
    SOURCES.map((name, k) => [name, fill(labels[name], { count: counts[k] })]),
    choose("source"),
  );
  const seed = createChoice(
    labels.start,
    Array.from({ length: seeds }, (_, k) => [k, fill(labels.seed, { seed: k })]),
    choose("seed"),
  );
  const reset = make("button", "lk-reset", { type: "button", textContent: labels.reset });
  reset.addEventListener("click", () => {
    for (const name of NAMES) state[name] = model.get("_initial")[name];
    visited = new Set(touched(state.step, state.step));
    frame.request();
    commit();
  });
  controls.append(slider.element, source.element, seed.element, reset);

  const hand = makeDraggable(stage, curve, POWERS, {
    getStart: () => [Math.log10(state.step)],
    onMove: ([power]) => change("step", snap(10 ** power)),
    onRelease: commit,
  });

  // --- from the state to the picture ---

  const current = () => find(SOURCES.indexOf(state.source) * seeds + state.seed);

  function draw() {
    if (!theme) return; // not laid out yet
    const line = current();
    const all = Math.floor(root.clientWidth);
    const wide = all >= SIDE_BY_SIDE;
    const first = wide ? Math.round((all - GAP) * 0.54) : all;
    const choice = `${state.source} ${state.seed}`;
    if (choice !== shown) curve.layout(first, 320, theme, line);
    shown = choice;
    curve.draw(state.step, visited);
    truth.draw(wide ? all - GAP - first : all, wide ? 320 : 240, theme, line, state.step);
    table.show(line, visited);
    hand.place();
    slider.set(state.step);
    source.set(state.source);
    seed.set(state.seed);
    describe(line);
  }

  function describe(line) {
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
    if (said === description.textContent) return;
    description.textContent = said;
    curve.canvas.ariaLabel = `${labels.curve}. ${said}. ${labels.keys}`;
    truth.canvas.ariaLabel = `${labels.line}. ${said}`;
  }

  function layout() {
    if (!Math.floor(root.clientWidth)) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    shown = null;
    draw();
    scrollByKeyboard(table.element);
  }

  // --- watching ---

  for (const name of NAMES) state[name] = model.get(name);
  visited = new Set(touched(state.step, state.step));
  const unfollow = watchModel(model, NAMES, (name) => {
    if (model.get(name) !== state[name]) change(name, model.get(name));
  });
  const unwatch = watchPage(root, layout);
  el.append(root);

  return () => {
    unfollow();
    unwatch();
    frame.cancel();
    root.remove();
  };
}
