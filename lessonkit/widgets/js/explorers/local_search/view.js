// A quantity over the tries: lines of two searches, or bars, on axes that stay as they are.

import { createChart } from "../../kit/chart.js";
import { disc, fillBox, stroke } from "../../kit/pen.js";
import { linearScale } from "../../kit/scales.js";

export function createSeriesView(title, most, across, mostTries) {
  const chart = createChart("lk-loss", () => ({
    ...{ x: linearScale([0, mostTries]), y: linearScale([0, most]) },
    ...{ names: { x: across, plain: true }, title, margins: { left: 46, right: 24, top: 28 } },
  }));

  /** Draw { values, color, dash } one over the other; with a dot at the end. */
  chart.showLines = (lines) => {
    const { x, y } = chart;
    const pointsOf = ({ values }) => Array.from(values, (value, k) => [x(k + 1), y(value)]);
    const ctx = chart.draw((ctx) => {
      for (const line of lines) {
        stroke(ctx, pointsOf(line), line.color, line.dash.length ? 2 : 2.5, line.dash);
      }
    });
    for (const line of lines) disc(ctx, pointsOf(line).at(-1), 4, line.color);
  };

  /** Draw a bar for each [first, last, value]. */
  chart.showBars = (bars) => {
    const { x, y, theme } = chart;
    chart.draw((ctx) => {
      for (const [first, last, value] of bars) {
        const width = Math.max(1, x(last) - x(first) - 1);
        fillBox(ctx, [x(first), y(value), width, y(0) - y(value)], theme.curve);
      }
    });
  };
  return chart;
}
