// The descent explorer: hold the start, change the settings, watch whole runs follow.

import { createField } from "../../frame/controls.js";
import { defineExplorer, half } from "../../frame/explorer.js";
import { make, watchModel } from "../../frame/host.js";
import { counts, parsePoint, rates } from "../../frame/ranges.js";
import { createCurveView } from "../../kit/curve_view.js";
import { createMapView } from "../../kit/map_view.js";
import { fill, plain } from "../../kit/text.js";
import { compileObjective } from "../../maths/objective.js";
import { describePoint, describeRuns } from "./describe.js";
import { createKernel } from "./kernel.js";
import { createLegend } from "./legend.js";
import { PANELS } from "./panels.js";
import { createRemote } from "./remote.js";
import { makeRuns } from "./runs.js";
import { look } from "./shown.js";
import { createDescentState } from "./state.js";

/** Show an explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const kernel = createKernel(model);
  let close = show({ model, el, kernel });
  const unfollow = watchModel(model, ["_objective"], () => {
    close(); // another landscape, another explorer
    close = show({ model, el, kernel });
  });
  return () => {
    unfollow();
    close();
    kernel?.close();
  };
}

const show = defineExplorer("descent", createDescentState, (explorer) => {
  const { model, labels, state, hold, slider, controls, refresh, redraw, kernel, root } = explorer;
  const limits = model.get("_limits");
  const objective = compileObjective(model.get("_objective"));
  const shown = { ...objective }; // the part of it in sight
  look(shown, objective, state.view);
  const view = objective.dim === 1 ? createCurveView(shown) : createMapView(shown);
  view.canvas.ariaRoleDescription = labels.landscape;
  view.element = hold(view, shown, () => state.start, (start) => state.set("start", start));

  /** Say that what was typed cannot be, and what stays; null settles it. */
  function complain(template, text, value, max) {
    const values = { text, value: typeof value === "number" ? plain(value) : value, max };
    explorer.complain(text === null ? "" : fill(template, values));
  }

  const start = createStart(objective.dim);
  controls.append(start.element);
  const rate = slider("learning_rate", rates(limits.learning_rate), { symbol: "η" });
  slider("steps", counts(limits.steps));

  /** A field to type the start into: one number on a curve, two on a map. */
  function createStart(dim) {
    const element = make("label", "lk-start", { textContent: `${labels.start} ` });
    const text = (point) => point.map(plain).join(", ");
    let current = [];
    const { field, settle } = createField({}, {
      parse: (typed) => parsePoint(typed, dim),
      format: text,
      take(point) {
        state.set("start", point);
        state.commit();
      },
      refuse: (typed) => complain(dim === 1 ? labels.bad_start : labels.bad_starts, typed, text(current)),
      current: () => current,
    });
    element.append(field);

    /** Show where the start is; what is being typed stays. */
    function set(point) {
      if (point.join() === current.join()) return;
      current = point;
      settle();
      field.value = text(point);
    }
    return { element, set };
  }

  const act = Object.assign(Object.create(state), { redraw, complain, refresh });
  const context = { objective, shown, labels, limits, act, rate, root, view, stage: view.element, kernel };
  const legend = createLegend(context);
  const remote = createRemote(objective, kernel, labels, model.get("_runs"), refresh);
  const panels = model.get("_panels").map((name) => PANELS[name](context));
  const layers = panels.flatMap((panel) => panel.layer ?? []);
  const beside = panels.find((panel) => !panel.full);
  const others = panels.filter((panel) => panel !== beside);
  const more = make("div", "lk-views");
  more.append(...others.map(({ element }) => element));
  const formula = make("div", "lk-formula", { innerHTML: objective.mathml });
  formula.append(remote.element);

  function draw(theme) {
    if (state.view !== shown.view) {
      look(shown, objective, state.view);
      view.relayout();
    }
    const runs = makeRuns(objective, state, labels, theme, remote.runs(state));
    const { learning_rate: learningRate, steps, step } = state;
    const text = describeRuns(objective, runs, state, labels);
    const chosen = runs[state.chosen].visible ? state.chosen : Math.max(0, runs.findIndex(isVisible));
    const picture = { runs, start: state.start, learningRate, steps, step, chosen, text, theme };
    for (const panel of panels) panel.prepare?.(picture);
    view.show(picture, layers);
    for (const panel of panels) panel.draw?.(picture);
    legend.draw(picture);
    start.set(state.start);
    const { name } = runs[state.chosen];
    rate.rename(state.share ? labels.learning_rate : fill(labels.rate_of, { name }));
    view.say(`${labels.start}: ${describePoint(objective, state.start, "₀", 0)}. ${labels.keys}`);
    return text;
  }

  /** In rows of two, below everything else. */
  function arrange(width, theme) {
    for (const { full, layout } of others) layout?.(full ? width : half(width), undefined, theme);
  }

  return {
    head: [formula, legend.element],
    main: view,
    aside: beside,
    share: 0.62,
    foot: [more],
    arrange,
    draw,
    close() {
      for (const panel of panels) panel.close?.();
    },
  };
});

const isVisible = ({ visible }) => visible;
