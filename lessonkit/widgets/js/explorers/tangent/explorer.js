// The tangent explorer: a point on a curve, a distance h, and how well two formulas find the slope.

import { isDark, readTheme } from "../../kit/canvas.js";
import { createSlider, parseRate } from "../../frame/controls.js";
import { fill } from "../../frame/describe.js";
import { makeDraggable } from "../../frame/drag.js";
import { createFrame, make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { compileObjective } from "../../maths/objective.js";
import { decimalsFor, fixed, plain, short } from "../../kit/scales.js";
import { createErrorView } from "./errors.js";
import { differences, nearestStop, slopeAt, stopsBetween } from "./maths.js";
import { createTable } from "./table.js";
import { createTangentView } from "./view.js";

const SIDE_BY_SIDE = 620; // the width from which on the two pictures stand beside each other
const GAP = 8;
const NAMES = ["x", "h"];

/** Show a tangent explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const objective = compileObjective(model.get("_objective"));
  const [name] = objective.variables;
  const stops = stopsBetween(model.get("_limits").h);
  const state = {};

  // --- elements ---

  const root = makeRoot(labels, "lk-explorer lk-tangent-explorer");
  const view = createTangentView(objective);
  const errorView = createErrorView(stops, labels);
  const stage = make("div", "lk-stage");
  stage.append(view.canvas);
  const formula = make("div", "lk-formula", { innerHTML: objective.mathml });
  const views = make("div", "lk-views");
  views.append(stage, errorView.canvas);
  const table = createTable(name, labels);
  const controls = make("div", "lk-controls");
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  root.append(formula, views, controls, table.element, complaint, announcement);
  Object.assign(view.canvas, { tabIndex: 0, role: "application" });
  errorView.canvas.role = "img";

  // --- from the hand to the state, and at the end of a gesture to the kernel ---

  let said = "";
  const frame = createFrame(draw, () => {
    announcement.textContent = said;
  });

  function change(key, value) {
    state[key] = value;
    frame.request();
  }

  function commit() {
    const changed = NAMES.filter((key) => model.get(key) !== state[key]);
    for (const key of changed) model.set(key, state[key]);
    if (changed.length) model.save_changes();
  }

  const last = stops.length - 1;
  const slider = createSlider({
    label: labels.distance,
    symbol: "h",
    min: 0,
    max: last,
    step: 1,
    toSlider: (h) => nearestStop(stops, h),
    fromSlider: (k) => stops[k],
    next: (h, count) => stops[Math.max(0, Math.min(last, nearestStop(stops, h) + count))],
    format: plain,
    parse: parseRate,
    onInput: (h) => change("h", h),
    onCommit: commit,
    onRefuse: (text) => {
      const values = { text, value: plain(state.h) };
      complaint.textContent = text === null ? "" : fill(labels.bad_h, values);
    },
  });
  const reset = make("button", "lk-reset", { type: "button", textContent: labels.reset });
  reset.addEventListener("click", () => {
    const initial = model.get("_initial");
    for (const key of NAMES) change(key, initial[key]);
    commit();
  });
  const place = make("span", "lk-place");
  controls.append(place, slider.element, reset);

  const hand = makeDraggable(stage, view, objective, {
    getStart: () => [state.x],
    onMove: ([x]) => change("x", x),
    onRelease: commit,
  });

  // --- from the state to the picture ---

  function draw() {
    if (!view.plot.frame) return; // not laid out yet
    const { x: w, h } = state;
    const slope = slopeAt(objective, w);
    const found = { slope, ...differences(objective, w, h) };
    const errorsOf = ({ forward, central }) => ({
      forward: Math.abs(forward - slope),
      central: Math.abs(central - slope),
    });
    const errors = slope === null ? null : errorsOf(found);
    view.draw({ w, h, ...found });
    errorView.draw(h, slope === null ? null : errorCurves(w, errorsOf), errors);
    table.show(found, errors);
    hand.place();
    slider.set(h);
    describe(found);
  }

  function errorCurves(w, errorsOf) {
    const all = stops.map((h) => errorsOf(differences(objective, w, h)));
    return { forward: all.map((e) => e.forward), central: all.map((e) => e.central) };
  }

  function describe({ slope, forward, central }) {
    const here = `${name} = ${fixed(state.x, decimalsFor(objective.domain[0]))}`;
    place.textContent = here;
    view.canvas.ariaLabel = `${labels.point}: ${here}. ${labels.keys}`;
    const exact = slope === null ? labels.no_derivative : short(slope);
    const facts = { tangent: exact, forward: short(forward), central: short(central) };
    said = `${here}, h = ${plain(state.h)}: ${fill(labels.description, facts)}`;
    errorView.canvas.ariaLabel = `${labels.errors}. ${said}`;
  }

  function layout() {
    const all = Math.floor(root.clientWidth);
    if (!all) return;
    const dark = isDark();
    root.classList.toggle("lk-dark", dark);
    const theme = readTheme(root);
    Object.assign(theme, {
      tangent: theme.minimum,
      forward: theme.path,
      central: dark ? "#f0a6d2" : "#a8478a",
    });
    const wide = all >= SIDE_BY_SIDE;
    const first = wide ? Math.round((all - GAP) * 0.62) : all;
    const height = view.heightFor(first);
    view.layout(first, height, theme);
    errorView.layout(wide ? all - GAP - first : all, wide ? height : 260, theme);
    draw();
  }

  // --- watching ---

  for (const key of NAMES) state[key] = model.get(key);
  const unfollow = watchModel(model, NAMES, (key) => change(key, model.get(key)));
  const unwatch = watchPage(root, layout);
  el.append(root);

  return () => {
    unfollow();
    unwatch();
    frame.cancel();
    root.remove();
  };
}
