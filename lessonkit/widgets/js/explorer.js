// The descent explorer: its state, its layout, and what tells whom. The model is anywidget's.

import { isDark, readTheme } from "./canvas.js";
import { createSlider, parseRate, parseSteps, rateStop } from "./controls.js";
import { createCurveView } from "./curve_view.js";
import { describeExit, describePoint, describeRun, fill, leftAt } from "./describe.js";
import { makeDraggable } from "./drag.js";
import { createLossView } from "./loss_view.js";
import { createMapView } from "./map_view.js";
import { compileObjective } from "./objective.js";
import { createOptimizer, descend } from "./optimizers.js";
import { plain } from "./scales.js";

const SIDE_BY_SIDE = 620; // the width from which on the two pictures stand beside each other
const GAP = 8;

/** Show an explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const limits = model.get("_limits");
  const objective = compileObjective(model.get("_objective"));
  const state = {};
  const names = ["start", "learning_rate", "steps"];
  const toState = (name, value) => (name === "start" ? [value].flat() : value);
  const toModel = (name) =>
    name === "start" && objective.dim === 1 ? state.start[0] : state[name];

  // --- elements ---

  const make = (tag, className, properties) =>
    Object.assign(document.createElement(tag), { className, ...properties });
  const assign = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const root = make("div", "lk-explorer", { lang: labels.language });
  root.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the arrow keys
  const view = objective.dim === 1 ? createCurveView(objective) : createMapView(objective);
  const loss = createLossView(objective, labels);
  const stage = make("div", "lk-stage");
  stage.append(view.canvas);
  const formula = make("div", "lk-formula", { innerHTML: objective.mathml });
  const views = make("div", "lk-views");
  views.append(stage, loss.canvas);
  const description = assign(make("p", "lk-description"), { "aria-hidden": true });
  const controls = make("div", "lk-controls");
  const complaint = assign(make("p", "lk-complaint"), { role: "alert" });
  const announcement = assign(make("p", "lk-unseen"), { role: "status", "aria-live": "polite" });
  root.append(formula, views, description, controls, complaint, announcement);

  assign(view.canvas, {
    tabindex: 0,
    role: "application",
    "aria-roledescription": labels.landscape,
  });
  assign(loss.canvas, { role: "img" });

  // --- from the hand to the state, and at the end of a gesture to the kernel ---

  function change(name, value) {
    state[name] = value;
    frame.request();
  }

  function commit() {
    const changed = names.filter((name) => !same(toState(name, model.get(name)), state[name]));
    if (!changed.length) return;
    for (const name of changed) model.set(name, toModel(name));
    model.save_changes();
  }

  function complain(template, name, text) {
    complaint.textContent =
      text === null ? "" : fill(template, { text, value: plain(state[name]), max: limits.steps[1] });
  }

  const rate = createSlider({
    label: labels.learning_rate,
    symbol: "η",
    min: Math.log10(limits.learning_rate[0]),
    max: Math.log10(limits.learning_rate[1]),
    step: "any",
    toSlider: Math.log10,
    fromSlider: (position) => rateStop(10 ** position),
    next: (value, count) => {
      const [low, high] = limits.learning_rate;
      return Math.max(low, Math.min(high, rateStop(value, count)));
    },
    format: plain,
    parse: parseRate,
    onInput: (value) => change("learning_rate", value),
    onCommit: commit,
    onRefuse: (text) => complain(labels.bad_rate, "learning_rate", text),
  });
  const steps = createSlider({
    label: labels.steps,
    min: limits.steps[0],
    max: limits.steps[1],
    step: 1,
    toSlider: Number,
    fromSlider: Number,
    next: (value, count) => Math.max(0, Math.min(limits.steps[1], value + count)),
    format: String,
    parse: (text) => parseSteps(text, limits.steps[1]),
    onInput: (value) => change("steps", value),
    onCommit: commit,
    onRefuse: (text) => complain(labels.bad_steps, "steps", text),
  });
  const reset = make("button", "lk-reset", { type: "button", textContent: labels.reset });
  reset.addEventListener("click", () => {
    const initial = model.get("_initial");
    for (const name of names) change(name, toState(name, initial[name]));
    commit();
  });
  controls.append(rate.element, steps.element, reset);

  const hand = makeDraggable(stage, view, objective, {
    getStart: () => state.start,
    onMove: (start) => change("start", start),
    onRelease: commit,
  });

  // --- from the state to the picture ---

  const frame = createFrame(draw, () => {
    announcement.textContent = description.textContent;
  });

  function draw() {
    if (!view.plot.frame) return; // not laid out yet
    const runs = model.get("_optimizers").map((optimizer) => {
      const path = descend(
        objective,
        createOptimizer(optimizer, state.learning_rate),
        state.start,
        state.steps,
      );
      return { optimizer, path, leftAt: leftAt(path, objective.domain) };
    });
    const notes = runs.map((run) => describeExit(run, labels));
    const picture = { runs, notes, steps: state.steps };
    view.draw(picture);
    loss.draw(picture);
    hand.place();
    rate.set(state.learning_rate);
    steps.set(state.steps);
    const text = describeRun(objective, runs[0], state, labels);
    if (text !== description.textContent) {
      description.textContent = text;
      const place = describePoint(objective, state.start, "₀", 0);
      view.canvas.setAttribute("aria-label", `${labels.start}: ${place}. ${labels.keys}`);
      loss.canvas.setAttribute("aria-label", `${labels.loss}. ${text}`);
    }
  }

  function layout() {
    const width = Math.floor(root.clientWidth);
    if (!width) return;
    root.classList.toggle("lk-dark", isDark());
    const theme = readTheme(root);
    const wide = width >= SIDE_BY_SIDE;
    const widest = wide ? Math.round((width - GAP) * 0.62) : width;
    const first = view.widthFor ? view.widthFor(widest) : widest;
    const height = view.heightFor(first);
    view.layout(first, height, theme);
    loss.layout(wide ? width - GAP - first : width, wide ? height : 220, theme);
    draw();
  }

  // --- watching ---

  const listeners = names.map((name) => {
    const listener = () => change(name, toState(name, model.get(name)));
    state[name] = toState(name, model.get(name));
    model.on(`change:${name}`, listener);
    return [`change:${name}`, listener];
  });
  const sizes = new ResizeObserver(layout);
  sizes.observe(root);
  const themes = new MutationObserver(() => requestAnimationFrame(layout));
  themes.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", layout);
  el.append(root);

  return () => {
    for (const [event, listener] of listeners) model.off(event, listener);
    sizes.disconnect();
    themes.disconnect();
    scheme.removeEventListener("change", layout);
    frame.cancel();
    root.remove();
  };
}

/**
 * The one place for time: however many events arrive, `draw` runs once in a frame; `rest` runs
 * when nothing has moved for a while.
 */
function createFrame(draw, rest) {
  let next = null;
  let pause = null;
  function run() {
    next = null;
    draw();
    clearTimeout(pause);
    pause = setTimeout(rest, 600);
  }
  return {
    request: () => {
      next ??= requestAnimationFrame(run);
    },
    cancel: () => {
      cancelAnimationFrame(next);
      clearTimeout(pause);
    },
  };
}

const same = (a, b) => String(a) === String(b);
