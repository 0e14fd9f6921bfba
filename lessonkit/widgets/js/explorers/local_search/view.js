// A quantity over the tries: lines of two searches, or bars, on axes that stay as they are.

import { createChart } from "../../kit/chart.js";
import { disc, stroke } from "../../kit/pen.js";
import { linearScale } from "../../kit/scales.js";

export function createSeriesView(title, most, across, mostTries) {
  const chart = createChart(
    "lk-loss",
    ({ left, right, top, bottom }) => ({
      x: linearScale([0, mostTries], [left, right]),
      y: linearScale([0, most], [bottom, top]),
      names: { x: across, plain: true },
      title,
    }),
    { left: 46, right: 24, top: 28 },
  );

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
      ctx.fillStyle = theme.curve;
      for (const [first, last, value] of bars) {
        ctx.fillRect(x(first), y(value), Math.max(1, x(last) - x(first) - 1), y(0) - y(value));
      }
    });
  };
  return chart;
}
