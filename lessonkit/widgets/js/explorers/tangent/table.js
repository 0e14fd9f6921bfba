// The slope of the tangent and of the two difference formulas as a table, a line sample in each row.

import { fixed, short } from "../../kit/scales.js";
import { DASHES } from "./view.js";

const KINDS = ["tangent", "forward", "central"];

export function createTable(name, labels) {
  const make = (tag, className, properties) =>
    Object.assign(document.createElement(tag), { className, ...properties });
  const element = make("table", "lk-table");
  const head = element.createTHead().insertRow();
  for (const text of ["", labels.slope, labels.error]) {
    head.append(make("th", "", { scope: "col", textContent: text }));
  }
  const body = element.createTBody();
  const cells = {};
  for (const kind of KINDS) {
    const row = body.insertRow();
    const header = make("th", "", { scope: "row" });
    header.innerHTML = `${sample(kind)} <span>${labels[kind]}</span> ${FORMULAS[kind](name)}`;
    row.append(header);
    cells[kind] = [row.insertCell(), row.insertCell()];
  }

  /** Show what there is: slope is null where there is no derivative, and no error then either. */
  function show({ slope, forward, central }, errors) {
    const texts = {
      tangent: [slope === null ? labels.no_derivative : fixed(slope, 9), ""],
      forward: [fixed(forward, 9), errors ? short(errors.forward) : ""],
      central: [fixed(central, 9), errors ? short(errors.central) : ""],
    };
    for (const kind of KINDS) {
      cells[kind].forEach((cell, k) => (cell.textContent = texts[kind][k]));
    }
  }

  return { element, show };
}

function sample(kind) {
  const dashes = DASHES[kind].join(" ");
  return (
    `<svg class="lk-${kind}" width="34" height="8" aria-hidden="true">` +
    `<line x1="1" y1="4" x2="33" y2="4" stroke-width="3" stroke-dasharray="${dashes}"/></svg>`
  );
}

// In the markup that browsers typeset by themselves.
const value = (inner) => `<mi>f</mi><mo>(</mo>${inner}<mo>)</mo>`;
const moved = (name, sign) => value(`<mi>${name}</mi><mo>${sign}</mo><mi>h</mi>`);
const fraction = (top, bottom) =>
  `<math displaystyle="true"><mfrac><mrow>${top}</mrow><mrow>${bottom}</mrow></mfrac></math>`;
const FORMULAS = {
  tangent: (name) => `<i>f</i>&thinsp;′(<i>${name}</i>)`,
  forward: (name) => fraction(`${moved(name, "+")}<mo>−</mo>${value(`<mi>${name}</mi>`)}`, "<mi>h</mi>"),
  central: (name) =>
    fraction(`${moved(name, "+")}<mo>−</mo>${moved(name, "−")}`, "<mn>2</mn><mi>h</mi>"),
};
