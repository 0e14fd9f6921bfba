// The descent explorer: hold the start, change the settings, watch whole runs follow.

import { createField } from "../../frame/controls.js";
import { defineExplorer } from "../../frame/explorer.js";
import { make, watchModel } from "../../frame/host.js";
import { counts, parsePoint, rates } from "../../frame/ranges.js";
import { createTabs } from "../../frame/tabs.js";
import { createCurveView } from "../../kit/curve_view.js";
import { createMapView } from "../../kit/map_view.js";
import { _, N_, plain } from "../../kit/text.js";
import { compileObjective } from "../../maths/objective.js";
import { describePoint, describeRuns } from "./describe.js";
import { factsOf } from "./facts.js";
import { createKernel } from "./kernel.js";
import { createLegend } from "./legend.js";
import { PANELS } from "./panels.js";
import { createRemote } from "./remote.js";
import { makeRuns } from "./runs.js";
import { createDescentState } from "./state.js";
import { createLandscape } from "./surface.js";

const NO_START = [
  N_("The starting point must be a number such as 1.5, not “{text}”. It stays {value}."),
  N_("The starting point must be two numbers such as 1.5, −2, not “{text}”. It stays {value}."),
];

/** Show an explorer in `el`; returns what takes it away again. */
export function render({ model, el, createSurface }) {
  const kernel = createKernel(model);
  const show = () => showDescent({ model, el, kernel, createSurface });
  let close = show();
  const unfollow = watchModel(model, ["_objective"], () => {
    close(); // another landscape, another explorer
    close = show();
  });
  return () => {
    unfollow();
    close();
    kernel?.close();
  };
}

const showDescent = defineExplorer("descent", createDescentState, (explorer) => {
  const { model, state, hold, moved, slider, controls, refresh, kernel } = explorer;
  const limits = model.get("_limits");
  const objective = compileObjective(model.get("_objective"));
  function holdStart(held) {
    held.canvas.ariaRoleDescription = _("landscape");
    held.element = hold(held, objective, () => state.start, (start) => state.set("start", start));
    return held;
  }
  const flat = holdStart(objective.dim === 1 ? createCurveView(objective) : createMapView(objective));
  const view = objective.dim === 1 ? flat : createLandscape(explorer, objective, flat, holdStart);

  /** Say that what was typed cannot be, and what stays; null settles it. */
  const complain = (template, text, value) =>
    explorer.complain(text === null ? "" : _(template, { text, value }));

  const start = createStart(objective.dim);
  controls.append(start.element);
  slider("steps", _("Steps"), counts(limits.steps));
  const rate = slider("learning_rate", _("Learning rate"), rates(limits.learning_rate), { symbol: "η" });
  const ends = limits.steps;
  const player = explorer.player({ label: _("Step"), setting: "step", ends, last: () => state.steps, glides: true });

  /** A field to type the start into: one number on a curve, two on a map. */
  function createStart(dim) {
    const text = (point) => point.map(plain).join(", ");
    let current = [];
    const { field, settle } = createField({}, {
      parse: (typed) => parsePoint(typed, dim),
      format: text,
      take: (point) => state.put("start", point),
      refuse: (typed) => complain(NO_START[dim - 1], typed, text(current)),
      current: () => current,
    });
    const element = make("label", "lk-start", {}, `${_("Starting point")} `, field);

    /** Show where the start is; what is being typed stays. */
    function set(point) {
      if (point.join() === current.join()) return;
      current = point;
      settle();
      field.value = text(point);
    }
    return { element, set };
  }

  const act = Object.assign(Object.create(state), { complain, refresh });
  const context = { objective, moved, limits, act, hold, rate };
  const legend = createLegend(context);
  const remote = createRemote(objective, kernel, model.get("_runs"), refresh);
  const panels = model.get("_panels").map((name) => PANELS[name](context));
  const layers = panels.flatMap((panel) => panel.layer ?? []);
  const aside = createTabs(panels.filter(({ title }) => title), _("Panel"), refresh);
  const near = panels.filter(({ title, fold }) => !title && !fold).map(({ element }) => element);
  const fold = panels.find((panel) => panel.fold);
  const formula = make("div", "lk-formula", { innerHTML: objective.mathml }, remote.element);
  const head = make("div", "lk-head", {}, formula, legend.element);

  function draw(theme) {
    const runs = makeRuns(objective, state, theme, remote.runs(state));
    const { learning_rate: learningRate, steps, step } = state;
    const text = describeRuns(objective, runs, state);
    const chosen = runs[state.chosen].visible ? state.chosen : Math.max(0, runs.findIndex(isVisible));
    const picture = { runs, start: state.start, learningRate, steps, step, part: player.part(), chosen, text, theme };
    known = picture;
    for (const panel of panels) panel.prepare?.(picture);
    view.show(picture, layers);
    for (const panel of panels) if (!isBehind(panel)) panel.draw?.(picture);
    legend.draw(picture);
    start.set(state.start);
    const { name } = runs[state.chosen];
    rate.rename(state.share ? _("Learning rate") : _("Learning rate of {name}", { name }));
    view.say(`${_("Starting point")}: ${describePoint(objective, state.start, "₀", 0)}. ${view.keys?.() || moved}`);
    return text;
  }

  let known = null; // the picture

  return {
    head: [head],
    main: view,
    near,
    fold: fold && { title: _("Optimizers"), element: fold.element },
    aside,
    draw,
    facts: () => factsOf(objective, known),
    close() {
      view.close?.();
      for (const panel of panels) panel.close?.();
    },
  };
});

const isVisible = ({ visible }) => visible;
/** Whether another panel is in its place: it is drawn when it comes into sight. */
const isBehind = ({ element }) => element.parentElement.hidden;
