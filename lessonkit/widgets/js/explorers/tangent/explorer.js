// The tangent explorer: a point on a curve, a distance h, and how well two formulas find the slope.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { listed, parseRate } from "../../frame/ranges.js";
import { decimalsFor, fill, fixed, plain, short } from "../../kit/text.js";
import { compileObjective } from "../../maths/objective.js";
import { createErrorView } from "./errors.js";
import { differences, nearestStop, slopeAt, stopsBetween } from "./maths.js";
import { createSlopeTable } from "./table.js";
import { createTangentView } from "./view.js";

export const render = defineExplorer("tangent", ["x", "h"], (explorer) => {
  const { model, labels, state, set, hold, slider, controls } = explorer;
  const objective = compileObjective(model.get("_objective"));
  const [name] = objective.variables;
  const stops = stopsBetween(model.get("_limits").h);
  const view = createTangentView(objective);
  const errorView = createErrorView(stops, labels);
  const table = createSlopeTable(name, labels);
  const place = make("span", "lk-place");
  view.element = hold(view, objective, () => [state.x], ([x]) => set("x", x));
  controls.append(place);
  const range = listed(stops, (h) => nearestStop(stops, h));
  slider("h", range, { symbol: "h", parse: parseRate });

  function draw() {
    const { x: w, h } = state;
    const slope = slopeAt(objective, w);
    const found = { slope, ...differences(objective, w, h) };
    const errorsOf = ({ forward, central }) => ({
      forward: Math.abs(forward - slope),
      central: Math.abs(central - slope),
    });
    const known = slope !== null;
    const errors = known ? errorsOf(found) : null;
    const curves = known ? stops.map((stop) => errorsOf(differences(objective, w, stop))) : null;
    view.show({ w, h, ...found });
    errorView.show(h, curves, errors);
    table.show(found, errors);
    return { said: describe(found), shown: null };
  }

  function describe({ slope, forward, central }) {
    const here = `${name} = ${fixed(state.x, decimalsFor(objective.domain[0]))}`;
    place.textContent = here;
    view.say(`${labels.point}: ${here}. ${labels.keys}`);
    const number = (value) => (Number.isFinite(value) ? short(value) : labels.none);
    const tangent = slope === null ? labels.no_derivative : short(slope);
    const facts = { tangent, forward: number(forward), central: number(central) };
    const known = Number.isFinite(objective.at(state.x));
    const said = `${here}, h = ${plain(state.h)}: ${known ? fill(labels.description, facts) : labels.no_value}`;
    errorView.say(`${labels.errors}. ${said}`);
    return said;
  }

  return {
    head: [make("div", "lk-formula", { innerHTML: objective.mathml })],
    main: view,
    aside: errorView,
    share: 0.62,
    low: 260,
    foot: [table.element],
    draw,
  };
});
