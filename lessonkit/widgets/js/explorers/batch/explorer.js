// The mini-batch explorer: real examples in batches of any size, and where fifty shuffles lead.

import { createCurves } from "./curves.js";
import { drawRuns } from "./map.js";
import { createOrders, descendInBatches, lossAt, widthOf } from "./maths.js";
import { createBatchControls } from "./controls.js";
import { isDark, readTheme } from "../../kit/canvas.js";
import { fill } from "../../frame/describe.js";
import { makeDraggable } from "../../frame/drag.js";
import { createFrame, make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { createMapView } from "../../kit/map_view.js";
import { fixed, plain, short } from "../../kit/scales.js";

const SIDE_BY_SIDE = 620; // the width from which on the two pictures stand beside each other
const GAP = 8;
const NAMES = ["batch_size", "learning_rate", "seed", "start", "budget"];
const POINTS = 160; // of the curve of a run
const STOPS = 40; // where the losses of all runs are compared

/** Show a mini-batch explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const limits = model.get("_limits");
  const problem = model.get("_problem");
  const Z = Float64Array.from(floats(model.get("_examples")));
  const examples = Z.length / 2;
  const objective = {
    ...problem,
    dim: 2,
    variables: labels.weights,
    minima: [problem.lowest],
    at: (w0, w1) => lossAt(Z, w0, w1),
  };
  const bottom = lossAt(Z, ...problem.lowest);
  const orders = createOrders(examples);
  const state = {};

  // --- elements ---

  const root = makeRoot(labels, "lk-explorer lk-batch-explorer");
  const map = createMapView(objective);
  const curves = createCurves(labels);
  const stage = make("div", "lk-stage");
  stage.append(map.canvas);
  const views = make("div", "lk-views");
  views.append(stage, curves.canvas);
  const description = make("p", "lk-description", { ariaHidden: "true" });
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  Object.assign(map.canvas, { tabIndex: 0, role: "application" });
  curves.canvas.role = "img";

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

  const controls = createBatchControls(labels, limits, {
    state,
    change,
    commit,
    complain: (text) => (complaint.textContent = text),
    reset: () => {
      const initial = model.get("_initial");
      for (const name of NAMES) change(name, initial[name]);
    },
  });
  root.append(views, description, controls.element, complaint, announcement);
  const hand = makeDraggable(stage, map, objective, {
    getStart: () => state.start,
    onMove: (start) => change("start", start),
    onRelease: commit,
  });

  // --- from the state to the picture ---

  const isCounted = () => state.budget === "examples";
  const updatesOf = (size) =>
    isCounted() ? limits.epochs * Math.ceil(examples / size) : limits.updates;

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

  const parts = (count) => Array.from({ length: count + 1 }, (_, k) => k / count);
  const length = () => (isCounted() ? limits.epochs * examples : limits.updates);

  function curve(points) {
    const count = Math.min(POINTS, points.length / 2 - 1);
    return parts(count).map((part) => [part * length(), above(points, part)]);
  }

  function draw() {
    if (!map.plot.frame || !theme) return; // not laid out yet
    if (laidOut !== state.budget) layoutCurves();
    const size = state.batch_size;
    // With all examples in each batch every run is the same.
    const count = size < examples ? limits.runs : 1;
    const runs = Array.from({ length: count }, (_, run) => descend(run, size));
    const ends = runs.map((points) => [...points.slice(-2)]);
    const band = parts(Math.min(STOPS, updatesOf(size))).map((part) => {
      const losses = runs.map((points) => above(points, part));
      return [part * length(), Math.min(...losses), Math.max(...losses)];
    });
    const picture = { run: runs[0], ends, start: state.start };
    map.draw({ runs: [] }, [{ above: (ctx, view) => drawRuns(ctx, view, picture, theme) }]);
    curves.draw({ run: curve(runs[0]), band, all: curve(descend(0, examples)) });
    hand.place();
    controls.show();
    say(ends, size);
  }

  function say(ends, size) {
    const updates = updatesOf(size);
    const used = updates * size;
    const most = isCounted() ? limits.epochs * examples : used;
    const losses = ends.map((end) => lossAt(Z, ...end));
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    const facts = {
      size,
      rate: plain(state.learning_rate),
      seed: state.seed,
      updates,
      examples: Math.min(used, most),
      above: short(Math.max(0, mean - bottom)),
      width: fixed(widthOf(ends), 3),
    };
    const text = fill(labels.facts, facts);
    if (text === description.textContent) return;
    description.textContent = text;
    const start = state.start.map((value) => fixed(value, 2)).join(", ");
    map.canvas.ariaLabel = `${labels.start}: (${start}). ${labels.keys}`;
    curves.canvas.ariaLabel = `${labels.curves}. ${text}`;
  }

  let theme = null;
  let laidOut = null; // the budget that the axis of the curves shows
  let room = null;

  function layoutCurves() {
    laidOut = state.budget;
    const label = isCounted() ? labels.seen : labels.updates;
    curves.layout(...room, theme, { length: length(), label }, limits.top);
  }

  function layout() {
    const wide = root.clientWidth >= SIDE_BY_SIDE;
    const all = Math.floor(root.clientWidth);
    if (!all) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    const first = map.widthFor(wide ? Math.round((all - GAP) * 0.52) : all);
    const height = map.heightFor(first);
    map.layout(first, height, theme);
    room = [wide ? all - GAP - first : all, wide ? height : 240];
    layoutCurves();
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

/** The bytes of an array of float32, as anywidget hands them over, as numbers. */
function floats({ buffer, byteOffset, byteLength }) {
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}
