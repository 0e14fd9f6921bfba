// The loss along a run, the band of all runs, and a descent on all examples with the same budget.

import { clipped, createPlot, drawAxes, haloText } from "../../kit/canvas.js";
import { linearScale, logScale } from "../../kit/scales.js";

const MARGINS = { left: 56, right: 16, top: 30, bottom: 46 };
const FROM = 1e-5; // how far above the lowest loss the axis begins

export function createCurves(labels) {
  const plot = createPlot("lk-loss");
  let x, y, theme;

  /** @param across {length, label}: of the axis of updates or of examples; `top`: of the losses. */
  function layout(width, height, newTheme, across, top) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      x = linearScale([0, across.length], [frame.left, frame.right]);
      y = logScale([FROM, top], [frame.bottom, frame.top]);
      drawAxes(ctx, frame, x, y, { x: across.label, y: "", plain: true }, theme);
      ctx.font = theme.tick;
      ctx.fillText(labels.above, 4, frame.top - 9);
    });
  }

  /** Each curve is a list of [place, loss above the lowest]; a band of [place, low, high]. */
  function draw({ run, band, all }) {
    const ctx = plot.clear();
    clipped(ctx, plot.frame, () => {
      ctx.beginPath();
      for (const [place, , high] of band) ctx.lineTo(x(place), y(high));
      for (const [place, low] of band.toReversed()) ctx.lineTo(x(place), y(low));
      ctx.globalAlpha = 0.22;
      ctx.fillStyle = theme.path;
      ctx.fill();
      ctx.globalAlpha = 1;
      stroke(ctx, all, theme.curve, [8, 5], 2.5);
      stroke(ctx, run, theme.path, [], 2);
    });
    name(ctx, all, labels.all, theme.curve);
  }

  function stroke(ctx, curve, color, dash, width) {
    ctx.beginPath();
    for (const [place, loss] of curve) ctx.lineTo(x(place), y(loss));
    ctx.lineWidth = width;
    ctx.lineJoin = "round";
    ctx.setLineDash(dash);
    ctx.strokeStyle = color;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  /** Write a curve's name under its last point: it comes down from the left. */
  function name(ctx, curve, text, color) {
    const { left, right, top, bottom } = plot.frame;
    const [place, loss] = curve.at(-1);
    const under = Math.max(top + 18, Math.min(bottom - 8, y(loss) + 22));
    ctx.font = theme.bold;
    ctx.textAlign = "right";
    ctx.textBaseline = "alphabetic";
    haloText(ctx, text, Math.max(left + 120, Math.min(right - 6, x(place))), under, theme, color);
  }

  return { canvas: plot.canvas, plot, layout, draw };
}
