// The section explorer: a point on a map, the two slices through it, its gradient, and the slope
// in a direction that is turned by a dial.

import { isDark, readTheme } from "../../kit/canvas.js";
import { createSlider } from "../../frame/controls.js";
import { fill } from "../../frame/describe.js";
import { makeDraggable } from "../../frame/drag.js";
import { assign, createFrame, make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { createMapView } from "../../kit/map_view.js";
import { compileObjective } from "../../maths/objective.js";
import { decimalsFor, fixed, plain, short } from "../../kit/scales.js";
import { createCosineView, createDialView, DIAL, wrapped } from "./dial.js";
import { drawSectionMap, steepestOn } from "./map.js";
import { slopesAt } from "./maths.js";
import { createSliceView } from "./slice.js";

const SIDE_BY_SIDE = 900; // the width from which on the map stands beside the other four
const IN_PAIRS = 520; // and from which on those stand two by two
const GAP = 8;
const NAMES = ["point", "direction"];

/** Show a section explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const objective = compileObjective(model.get("_objective"));
  const steepest = steepestOn(objective);
  const state = {};

  // --- elements ---

  const root = makeRoot(labels);
  const map = createMapView(objective);
  const slices = [createSliceView(objective, 0), createSliceView(objective, 1)];
  const dial = createDialView();
  const cosine = createCosineView(labels);
  const [mapStage, dialStage] = [make("div", "lk-stage"), make("div", "lk-stage")];
  mapStage.append(map.canvas);
  dialStage.append(dial.canvas);
  const formula = make("div", "lk-formula", { innerHTML: objective.mathml });
  const views = make("div", "lk-views");
  const aside = make("div", "lk-views");
  aside.append(slices[0].canvas, slices[1].canvas, dialStage, cosine.canvas);
  views.append(mapStage, aside);
  const description = assign(make("p", "lk-description"), { "aria-hidden": true });
  const controls = make("div", "lk-controls");
  const complaint = assign(make("p", "lk-complaint"), { role: "alert" });
  const announcement = assign(make("p", "lk-unseen"), { role: "status", "aria-live": "polite" });
  root.append(formula, views, description, controls, complaint, announcement);
  for (const view of [map, dial]) assign(view.canvas, { tabindex: 0, role: "application" });
  for (const view of [...slices, cosine]) assign(view.canvas, { role: "img" });

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

  const slider = createSlider({
    label: labels.direction,
    min: 0,
    max: 360,
    step: 1,
    toSlider: Number,
    fromSlider: Number,
    next: (value, count) => Math.max(0, Math.min(360, Math.round(value) + count)),
    format: (value) => `${plain(value)}°`,
    parse: (text) => {
      const value = /^\s*\d+\.?\d*\s*°?\s*$/.test(text) ? parseFloat(text) : NaN;
      return value <= 360 ? value : null;
    },
    onInput: (value) => change("direction", value),
    onCommit: commit,
    onRefuse: (text) => {
      const values = { text, value: `${plain(state.direction)}°` };
      complaint.textContent = text === null ? "" : fill(labels.bad_direction, values);
    },
  });
  const reset = make("button", "lk-reset", { type: "button", textContent: labels.reset });
  reset.addEventListener("click", () => {
    const initial = model.get("_initial");
    for (const name of NAMES) change(name, initial[name]);
    commit();
  });
  controls.append(slider.element, reset);

  const hand = makeDraggable(mapStage, map, objective, {
    getStart: () => state.point,
    onMove: (point) => change("point", point),
    onRelease: commit,
  });
  const knob = makeDraggable(dialStage, dial, DIAL, {
    getStart: () => [state.direction],
    onMove: ([degrees]) => change("direction", wrapped(degrees)),
    onRelease: commit,
  });

  // --- from the state to the picture ---

  let theme = null;

  function draw() {
    if (!map.plot.frame) return; // not laid out yet
    const slopes = slopesAt(objective, state.point, state.direction);
    drawSectionMap(map, objective, state, slopes, steepest, theme);
    slices.forEach((slice, i) => slice.draw(state.point, slopes, title(i, slopes)));
    dial.draw(state.direction, slopes);
    cosine.draw(state.direction, slopes);
    hand.place();
    knob.place();
    slider.set(state.direction);
    const text = describe(slopes);
    if (text === description.textContent) return;
    description.textContent = text;
    const say = (view, label) => assign(view.canvas, { "aria-label": label });
    say(map, `${labels.point}: ${place(state.point)}. ${labels.keys}`);
    say(dial, `${labels.direction}: ${plain(state.direction)}°. ${labels.turn}`);
    slices.forEach((slice, i) => {
      say(slice, `${fill(labels.slice, { name: names[i] })}: ${title(i, slopes)}`);
    });
    say(cosine, `${labels.cosine}. ${text}`);
  }

  const names = objective.variables;

  /** y = 1.50,  ∂f/∂x = 18.75 */
  function title(i, { gradient }) {
    const held = fixed(state.point[1 - i], decimalsFor(objective.domain[1 - i]));
    return `${names[1 - i]} = ${held},  ∂f/∂${names[i]} = ${number(gradient[i])}`;
  }

  function describe({ gradient, length, slope, between }) {
    const facts = {
      place: place(state.point),
      gradient: `(${gradient.map(number).join(", ")})`,
      length: number(length),
      direction: plain(state.direction),
      slope: number(slope),
      angle: fixed(between, 1),
    };
    return fill(length > 0 ? labels.description : labels.flat, facts);
  }

  const place = (w) => `(${w.map((v, i) => fixed(v, decimalsFor(objective.domain[i]))).join(", ")})`;

  function layout() {
    const all = Math.floor(root.clientWidth);
    if (!all) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    const wide = all >= SIDE_BY_SIDE;
    const first = map.widthFor(wide ? Math.round(0.45 * all) : all);
    const height = map.heightFor(first);
    map.layout(first, height, theme);
    const rest = wide ? all - GAP - first : all;
    aside.style.width = `${rest}px`;
    const pairs = rest >= IN_PAIRS || wide;
    const row = wide ? Math.floor((height - GAP) / 2) : 200;
    for (const slice of slices) slice.layout(pairs ? Math.floor((rest - GAP) / 2) : rest, row, theme);
    const round = Math.min(row, Math.round(0.45 * rest));
    dial.layout(round, row, theme);
    cosine.layout(rest - GAP - round, row, theme);
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

/** Two decimals, or a power of ten where they would hide the number. */
function number(value) {
  const size = Math.abs(value);
  return size >= 0.01 || size < 1e-12 ? fixed(value, 2) : short(value);
}
