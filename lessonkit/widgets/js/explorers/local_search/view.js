// A quantity over the tries: lines of two searches, or bars, on axes that stay as they are.

import { clipped, createPlot, drawAxes } from "../../kit/canvas.js";
import { linearScale } from "../../kit/scales.js";

const MARGINS = { left: 46, right: 24, top: 28, bottom: 46 };

export function createSeriesView(title, most, across, mostTries) {
  const plot = createPlot("lk-loss");
  let x, y, theme;

  function layout(width, height, newTheme) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      x = linearScale([0, mostTries], [frame.left, frame.right]);
      y = linearScale([0, most], [frame.bottom, frame.top]);
      drawAxes(ctx, frame, x, y, { x: across, y: "", plain: true }, theme);
      ctx.font = theme.tick;
      ctx.textAlign = "left";
      ctx.fillText(title, 4, frame.top - 10);
    });
  }

  /** Draw { values, color, dashes } one over the other; with a dot at the end. */
  function drawLines(lines) {
    const ctx = plot.clear();
    clipped(ctx, plot.frame, () => {
      for (const { values, color, dashes } of lines) {
        ctx.beginPath();
        values.forEach((value, k) => ctx.lineTo(x(k + 1), y(value)));
        ctx.lineJoin = "round";
        ctx.setLineDash(dashes);
        ctx.lineWidth = dashes.length ? 2 : 2.5;
        ctx.strokeStyle = color;
        ctx.stroke();
      }
    });
    for (const { values, color } of lines) {
      ctx.beginPath();
      ctx.arc(x(values.length), y(values[values.length - 1]), 4, 0, 2 * Math.PI);
      ctx.fillStyle = color;
      ctx.fill();
    }
  }

  /** Draw a bar for each [first, last, value]. */
  function drawBars(bars) {
    const ctx = plot.clear();
    clipped(ctx, plot.frame, () => {
      ctx.fillStyle = theme.curve;
      for (const [first, last, value] of bars) {
        ctx.fillRect(x(first), y(value), Math.max(1, x(last) - x(first) - 1), y(0) - y(value));
      }
    });
  }

  return { canvas: plot.canvas, plot, layout, drawLines, drawBars };
}
