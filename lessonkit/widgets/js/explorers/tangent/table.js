// The slope of the tangent and of the two difference formulas as a table, a line sample in each row.

import { createTable } from "../../frame/table.js";
import { mathOf } from "../../kit/mathml.js";
import { _, N_, fixed, short } from "../../kit/text.js";
import { LOOKS } from "./view.js";

const NAMES = {
  tangent: N_("tangent"),
  forward: N_("forward difference"),
  central: N_("central difference"),
};

export function createSlopeTable(name) {
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
