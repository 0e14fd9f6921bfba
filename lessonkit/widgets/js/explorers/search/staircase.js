// The value of every try as a dot and the best so far as a staircase, on axes that stay as they
// are while one drags.

import { clipped, createPlot, drawAxes } from "../../kit/canvas.js";
import { linearScale, logScale } from "../../kit/scales.js";
import { drawDiamond } from "./darts.js";

const MARGINS = { left: 52, right: 16, top: 30, bottom: 46 };
const DECADES = 5;

export function createStaircaseView(objective, labels, mostTries) {
  const plot = createPlot("lk-loss");
  let x, y, theme;

  function layout(width, height, newTheme) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      x = logScale([1, mostTries], [frame.left, frame.right]);
      y = valueScale([frame.bottom, frame.top]);
      drawAxes(ctx, frame, x, y, { x: labels.try, y: "f", plain: true }, theme);
    });
  }

  function valueScale(pixels) {
    const [low, high] = objective.range;
    if (low >= 0 && high > 0) {
      const top = 10 ** Math.ceil(Math.log10(high));
      return logScale([top / 10 ** DECADES, top], pixels);
    }
    const margin = 0.08 * (high - low || 1);
    return linearScale([low - margin, high + margin], pixels);
  }

  function draw({ values, records, best }) {
    const ctx = plot.clear();
    clipped(ctx, plot.frame, () => {
      ctx.fillStyle = theme.curve;
      ctx.globalAlpha = 0.7;
      values.forEach((value, k) => ctx.fillRect(x(k + 1) - 2, y(value) - 2, 4, 4));
      ctx.globalAlpha = 1;
      ctx.beginPath();
      records.forEach((k, i) => {
        if (i) ctx.lineTo(x(k + 1), y(values[records[i - 1]]));
        ctx.lineTo(x(k + 1), y(values[k]));
      });
      ctx.lineTo(x(values.length), y(values[best]));
      ctx.lineWidth = 2.5;
      ctx.lineJoin = "round";
      ctx.strokeStyle = theme.path;
      ctx.stroke();
      for (const k of records) drawDiamond(ctx, [x(k + 1), y(values[k])], 5, theme);
    });
  }

  return { canvas: plot.canvas, layout, draw };
}
