// A table of numbers that change.

import { make } from "./host.js";

/**
 * @param columns the texts over the columns; the first stands over the names of the rows.
 * @param rows the markup of their names.
 * @returns {element, show(texts)}: texts[i][k] stands in row i and column k.
 */
export function createTable(columns, rows) {
  const element = make("table", "lk-table");
  const head = element.createTHead().insertRow();
  for (const textContent of columns) head.append(make("th", "", { scope: "col", textContent }));
  const body = element.createTBody();
  const cells = rows.map((innerHTML) => {
    const row = body.insertRow();
    row.append(make("th", "", { scope: "row", innerHTML }));
    return columns.slice(1).map(() => row.insertCell());
  });

  function show(texts) {
    cells.forEach((row, i) => row.forEach((cell, k) => (cell.textContent = texts[i][k])));
  }

  return { element, show };
}
