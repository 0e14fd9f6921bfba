// The search explorer: darts thrown into a box on a map, and the best so far as a staircase.
// The dice were cast in Python and come along as numbers from 0 to 1, so that a seed means the
// same everywhere.

import { isDark, readTheme } from "../../kit/canvas.js";
import { createSlider, parseSteps } from "../../frame/controls.js";
import { fill } from "../../frame/describe.js";
import { makeDraggable } from "../../frame/drag.js";
import { createFrame, make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { createMapView } from "../../kit/map_view.js";
import { compileObjective } from "../../maths/objective.js";
import { decimalsFor, fixed } from "../../kit/scales.js";
import { boxAround, search } from "./maths.js";
import { drawDarts } from "./darts.js";
import { createStaircaseView } from "./staircase.js";

const SIDE_BY_SIDE = 620; // the width from which on the two pictures stand beside each other
const GAP = 8;
const NAMES = ["tries", "seed", "center", "width"];

/** Show a search explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const limits = model.get("_limits");
  const objective = compileObjective(model.get("_objective"));
  const dice = numbersIn(model.get("_dice"));
  const state = {};

  // --- elements ---

  const root = makeRoot(labels);
  const map = createMapView(objective);
  const staircase = createStaircaseView(objective, labels, limits.tries[1]);
  const stage = make("div", "lk-stage");
  stage.append(map.canvas);
  const formula = make("div", "lk-formula", { innerHTML: objective.mathml });
  const views = make("div", "lk-views");
  views.append(stage, staircase.canvas);
  const description = make("p", "lk-description", { ariaHidden: "true" });
  const controls = make("div", "lk-controls");
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  root.append(formula, views, description, controls, complaint, announcement);
  Object.assign(map.canvas, { tabIndex: 0, role: "application" });
  staircase.canvas.role = "img";

  // --- from the hand to the state, and at the end of a gesture to the kernel ---

  const frame = createFrame(draw, () => {
    announcement.textContent = description.textContent;
  });

  function change(name, value) {
    state[name] = value;
    frame.request();
  }

  function commit() {
    const changed = NAMES.filter((name) => String(model.get(name)) !== String(state[name]));
    for (const name of changed) model.set(name, state[name]);
    if (changed.length) model.save_changes();
  }

  const complain = (template, name, [min, max]) => (text) => {
    const values = { text, value: state[name], min, max };
    complaint.textContent = text === null ? "" : fill(template, values);
  };
  const whole = ([least, most]) => (text) => {
    const value = parseSteps(text.replace("%", ""), most);
    return value !== null && value >= least ? value : null;
  };
  const within = (value, [least, most]) => Math.max(least, Math.min(most, value));

  const tries = createSlider({
    label: labels.tries,
    min: 0,
    max: Math.log10(limits.tries[1]),
    step: "any",
    toSlider: Math.log10,
    fromSlider: (position) => Math.round(10 ** position),
    next: (value, count) => {
      const size = Math.max(1, Math.floor(value / 20));
      return within(value + count * size, limits.tries);
    },
    format: String,
    parse: whole(limits.tries),
    onInput: (value) => change("tries", value),
    onCommit: commit,
    onRefuse: complain(labels.bad_tries, "tries", limits.tries),
  });
  const width = createSlider({
    label: labels.width,
    min: limits.width[0],
    max: limits.width[1],
    step: 1,
    toSlider: Number,
    fromSlider: Number,
    next: (value, count) => within(value + count, limits.width),
    format: (value) => `${value}%`,
    parse: whole(limits.width),
    onInput: (value) => change("width", value),
    onCommit: commit,
    onRefuse: complain(labels.bad_width, "width", limits.width),
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
  controls.append(tries.element, width.element, next, reset);

  const box = () => boxAround(objective, state.center, state.width);
  const middle = () => box().map(([low, high]) => (low + high) / 2);
  const hand = makeDraggable(stage, map, objective, {
    getStart: middle,
    onMove: (center) => change("center", center),
    onRelease: commit,
  });

  // --- from the state to the picture ---

  function draw() {
    if (!map.plot.frame) return; // not laid out yet
    const throwsOfSeed = dice.subarray(2 * limits.tries[1] * state.seed);
    const found = search(objective, box(), throwsOfSeed, state.tries);
    drawDarts(map, objective, box(), found, theme);
    staircase.draw(found);
    hand.place();
    tries.set(state.tries);
    width.set(state.width);
    const text = describe(found);
    if (text === description.textContent) return;
    description.textContent = text;
    map.canvas.ariaLabel = `${labels.box}: ${place(middle())}. ${labels.keys}`;
    staircase.canvas.ariaLabel = `${labels.staircase}. ${text}`;
  }

  function describe({ points, values, best }) {
    const at = place(points[best], 1);
    const facts = { tries: state.tries, value: fixed(values[best], 4), place: at };
    return `${fill(labels.seed, { seed: state.seed })} · ${fill(labels.best, facts)}`;
  }

  const place = (w, extra = 0) =>
    `(${w.map((v, i) => fixed(v, decimalsFor(objective.domain[i]) + extra)).join(", ")})`;

  let theme = null;

  function layout() {
    const wide = root.clientWidth >= SIDE_BY_SIDE;
    const all = Math.floor(root.clientWidth);
    if (!all) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    const first = map.widthFor(wide ? Math.round((all - GAP) * 0.62) : all);
    const height = map.heightFor(first);
    map.layout(first, height, theme);
    staircase.layout(wide ? all - GAP - first : all, wide ? height : 220, theme);
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

/** The bytes of an array of float64, as anywidget hands them over, as numbers. */
function numbersIn({ buffer, byteOffset, byteLength }) {
  return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
}
