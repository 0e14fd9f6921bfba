// The table of step sizes, a row for each power of ten; a row is filled in once it was visited.

import { make } from "../../frame/host.js";
import { fixed } from "../../kit/scales.js";
import { FIRST, indexOf, LAST } from "./maths.js";

const POWERS = Array.from({ length: LAST - FIRST + 1 }, (_, k) => FIRST + k);

export function createStepTable(labels) {
  const element = make("table", "lk-table");
  const rows = [labels.step, labels.loss, labels.promise].map((text) => {
    const row = element.insertRow();
    row.append(make("th", "", { scope: "row", textContent: text }));
    return row;
  });
  const cells = POWERS.map((power) => {
    rows[0].append(make("th", "", { scope: "col", textContent: String(10 ** power) }));
    return [rows[1].insertCell(), rows[2].insertCell()];
  });

  /** @param visited the powers that were visited. */
  function show(line, visited) {
    POWERS.forEach((power, k) => {
      const seen = visited.has(power);
      const step = 10 ** power;
      const digits = power < -3 ? 5 : 3;
      cells[k][0].textContent = seen ? fixed(line.at(indexOf(step)), digits) : "·";
      cells[k][1].textContent = seen ? fixed(line.before + line.slope * step, digits) : "·";
    });
  }

  return { element, show };
}

/** The powers of ten that a move from one step size to another touches. */
export function touched(from, to) {
  const [low, high] = [from, to].map(Math.log10).sort((a, b) => a - b);
  return POWERS.filter((power) => power >= low - 1e-9 && power <= high + 1e-9);
}
