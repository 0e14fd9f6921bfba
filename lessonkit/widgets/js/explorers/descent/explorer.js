// The descent explorer: puts its parts together. The model is anywidget's.

import { isDark, readTheme } from "../../kit/canvas.js";
import { createCurveView } from "../../kit/curve_view.js";
import { describePoint, describeRuns } from "../../frame/describe.js";
import { makeDraggable } from "../../frame/drag.js";
import { createControls } from "./controls.js";
import { arrange } from "./layout.js";
import { makeRuns } from "./runs.js";
import { createState } from "./state.js";
import { assign, createFrame, make, makeRoot, scrollByKeyboard, watchModel, watchPage } from "../../frame/host.js";
import { createKernel } from "../../frame/kernel.js";
import { createLegend } from "./legend.js";
import { createMapView } from "../../kit/map_view.js";
import { compileObjective } from "../../maths/objective.js";
import { PANELS } from "./panels.js";
import { createRemote } from "./remote.js";
import { look } from "./shown.js";

/** Show an explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const kernel = createKernel(model);
  let close = show(model, el, kernel);
  const unfollow = watchModel(model, ["_objective"], () => {
    close(); // another landscape, another explorer
    close = show(model, el, kernel);
  });
  return () => {
    unfollow();
    close();
    kernel?.close();
  };
}

function show(model, el, kernel) {
  const labels = model.get("_labels");
  const limits = model.get("_limits");
  const objective = compileObjective(model.get("_objective"));
  let theme = null;

  const frame = createFrame(draw, () => {
    announcement.textContent = description.textContent;
  });
  const state = createState(model, frame.request);
  const controls = createControls(state, limits, labels, objective.dim);
  const shown = { ...objective }; // the part of it in sight
  look(shown, objective, state.view);

  const root = makeRoot(labels);
  const view = objective.dim === 1 ? createCurveView(shown) : createMapView(shown);
  const stage = make("div", "lk-stage");
  stage.append(view.canvas);
  const act = Object.assign(Object.create(state), { relayout: layout, complain: controls.complain });
  const context = { objective, shown, labels, limits, act, controls, root, stage, view, kernel };
  const legend = createLegend(context);
  const remote = createRemote(objective, kernel, labels, model.get("_runs"), frame.request);
  const panels = model.get("_panels").map((name) => PANELS[name](context));
  const layers = panels.flatMap((panel) => panel.layer ?? []);
  const formula = make("div", "lk-formula", { innerHTML: objective.mathml });
  const views = make("div", "lk-views");
  formula.append(remote.element);
  const beside = panels.find((panel) => !panel.full);
  views.append(stage, ...(beside ? [beside.element] : []));
  const more = make("div", "lk-views");
  more.append(...panels.filter((panel) => panel !== beside).map((panel) => panel.element));
  const description = assign(make("p", "lk-description"), { "aria-hidden": true });
  const announcement = assign(make("p", "lk-unseen"), { role: "status", "aria-live": "polite" });
  root.append(formula, legend.element, views, description, ...controls.elements, more, announcement);
  assign(view.canvas, {
    tabindex: 0,
    role: "application",
    "aria-roledescription": labels.landscape,
  });
  const hand = makeDraggable(stage, view, shown, {
    getStart: () => state.start,
    onMove: (start) => state.set("start", start),
    onRelease: state.commit,
  });

  function draw() {
    if (theme === null) return; // not laid out yet
    if (state.view !== shown.view) return layout();
    const runs = makeRuns(objective, state, labels, theme, remote.runs(state));
    const { start, learning_rate: learningRate, steps, step } = state;
    const text = describeRuns(objective, runs, state, labels);
    const chosen = runs[state.chosen].visible ? state.chosen : Math.max(0, runs.findIndex(isVisible));
    const picture = { runs, start, learningRate, steps, step, chosen, text, theme };
    for (const panel of panels) panel.prepare?.(picture);
    view.draw(picture, layers);
    for (const panel of panels) panel.draw(picture);
    legend.draw(picture);
    hand.place();
    controls.show(state, runs[state.chosen].name);
    if (text === description.textContent) return;
    description.textContent = text;
    const place = describePoint(objective, start, "₀", 0);
    view.canvas.setAttribute("aria-label", `${labels.start}: ${place}. ${labels.keys}`);
  }

  function layout() {
    const width = Math.floor(root.clientWidth);
    if (!width) return;
    if (state.view !== shown.view) look(shown, objective, state.view);
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    scrollByKeyboard(formula);
    arrange(view, beside, panels, width, theme);
    draw();
  }

  const unwatch = watchPage(root, layout);
  el.append(root);
  return () => {
    state.close();
    unwatch();
    frame.cancel();
    for (const panel of panels) panel.close?.();
    root.remove();
  };
}

const isVisible = ({ visible }) => visible;
