// The tangent explorer: a point on a curve, a distance h, and how well two formulas find the slope.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { listed, parseRate } from "../../frame/ranges.js";
import { createTable } from "../../frame/table.js";
import { mathOf } from "../../kit/mathml.js";
import { nearest } from "../../kit/scales.js";
import { _, N_, decimalsFor, fixed, plain, short } from "../../kit/text.js";
import { compileObjective } from "../../maths/objective.js";
import { createErrorView } from "./errors.js";
import { differences, slopeAt, stopsBetween } from "./maths.js";
import { createTangentView, LOOKS } from "./view.js";

export const render = defineExplorer("tangent", ["x", "h"], (explorer) => {
  const { model, state, set, hold, moved, slider, controls } = explorer;
  const objective = compileObjective(model.get("_objective"));
  const [name] = objective.variables;
  const stops = stopsBetween(model.get("_limits").h);
  const view = createTangentView(objective);
  const errorView = createErrorView(stops);
  const table = createSlopeTable(name);
  const place = make("span", "lk-place");
  view.element = hold(view, objective, () => [state.x], ([x]) => set("x", x));
  controls.append(place);
  const range = listed(stops, (h) => nearest(stops, h, Math.log));
  slider("h", _("Distance"), range, {
    ...{ symbol: "h", parse: parseRate },
    complaint: N_("{label} must be a positive number, not “{text}”. It stays {value}."),
  });

  let found = null;
  let errors = null;

  function draw() {
    const { x: w, h } = state;
    const slope = slopeAt(objective, w);
    found = { slope, ...differences(objective, w, h) };
    const errorsOf = ({ forward, central }) => ({
      forward: Math.abs(forward - slope),
      central: Math.abs(central - slope),
    });
    const known = slope !== null;
    errors = known ? errorsOf(found) : null;
    const curves = known ? stops.map((stop) => errorsOf(differences(objective, w, stop))) : null;
    view.show({ w, h, ...found });
    errorView.show(h, curves, errors);
    table.show(found, errors);
    return { said: describe(found), shown: null };
  }

  function describe({ slope, forward, central }) {
    const here = `${name} = ${fixed(state.x, decimalsFor(objective.domain[0]))}`;
    place.textContent = here;
    view.say(`${_("Point on the curve")}: ${here}. ${moved}`);
    const number = (value) => (Number.isFinite(value) ? short(value) : _("none"));
    const tangent = slope === null ? _("none: a corner") : short(slope);
    const facts = { tangent, forward: number(forward), central: number(central) };
    const known = Number.isFinite(objective.at(state.x));
    const numbers = known
      ? _("tangent {tangent}, forward difference {forward}, central {central}", facts)
      : _("f has no value here");
    const said = `${here}, h = ${plain(state.h)}: ${numbers}`;
    errorView.say(`${_("Error of both differences over the distance h")}. ${said}`);
    return said;
  }

  return {
    main: view,
    aside: errorView,
    foot: [table.element],
    draw,
    facts: () => ({ ...found, slope: found.slope ?? NaN, forward_error: errors?.forward, central_error: errors?.central }),
  };
});

const NAMES = {
  tangent: N_("tangent"),
  forward: N_("forward difference"),
  central: N_("central difference"),
};

/** The slopes as a table, a line sample in each row. */
function createSlopeTable(name) {
  const rows = Object.keys(LOOKS).map(
    (kind) => `${sample(kind)} <span>${_(NAMES[kind])}</span> ${FORMULAS[kind](name)}`,
  );
  const { element, show } = createTable(["", _("slope"), _("error")], rows);

  return {
    element,
    /** Show what there is: slope is null where there is no derivative, and no error then either. */
    show: ({ slope, forward, central }, errors) =>
      show([
        [slope === null ? _("none: a corner") : fixed(slope, 9), ""],
        [fixed(forward, 9), errors ? short(errors.forward) : ""],
        [fixed(central, 9), errors ? short(errors.central) : ""],
      ]),
  };
}

const sample = (kind) =>
  `<svg class="lk-${kind}" width="34" height="8" aria-hidden="true">` +
  `<line x1="1" y1="4" x2="33" y2="4" stroke-width="3" stroke-dasharray="${LOOKS[kind].dash.join(" ")}"/></svg>`;

const FORMULAS = {
  tangent: (name) => `<i>f</i>&thinsp;′(<i>${name}</i>)`,
  forward: (name) => mathOf(`{f(${name} + h) − f(${name})}/h`),
  central: (name) => mathOf(`{f(${name} + h) − f(${name} − h)}/{2 h}`),
};
