// The error of both difference formulas for every distance h, on logarithmic axes that stay as
// they are while one drags.

import { clipped, createPlot, drawAxes } from "../../kit/canvas.js";
import { logScale } from "../../kit/scales.js";
import { DASHES } from "./view.js";

const MARGINS = { left: 52, right: 16, top: 30, bottom: 46 };
const ERRORS = [1e-14, 1e2];

export function createErrorView(stops, labels) {
  const plot = createPlot("lk-loss");
  let x, y, theme;

  function layout(width, height, newTheme) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      x = logScale([stops[0], stops[stops.length - 1]], [frame.left, frame.right]);
      y = logScale(ERRORS, [frame.bottom, frame.top]);
      drawAxes(ctx, frame, x, y, { x: "h", y: "" }, theme);
      ctx.font = theme.tick;
      ctx.textAlign = "left";
      ctx.textBaseline = "alphabetic";
      ctx.fillText(labels.error, 4, frame.top - 9);
    });
  }

  // What is smaller than the axis reaches, even zero, lies on its edge.
  const height = (error) => y(Math.max(ERRORS[0], error));

  /** @param curves {forward: [error, …], central: […]} over the stops, null where there is no
   *   derivative to compare with; errors: {forward, central} at h. */
  function draw(h, curves, errors) {
    const ctx = plot.clear();
    const { top, bottom, left, right } = plot.frame;
    clipped(ctx, plot.frame, () => {
      ctx.beginPath();
      ctx.moveTo(x(h), top);
      ctx.lineTo(x(h), bottom);
      ctx.lineWidth = 1.5;
      ctx.strokeStyle = theme.ink;
      ctx.stroke();
      if (curves) for (const kind of ["central", "forward"]) drawCurve(ctx, kind, curves[kind]);
    });
    if (curves) {
      mark(ctx, "central", x(h), height(errors.central));
      mark(ctx, "forward", x(h), height(errors.forward));
    } else {
      ctx.font = theme.tick;
      ctx.textAlign = "center";
      ctx.fillStyle = theme.ink;
      ctx.fillText(labels.no_derivative, (left + right) / 2, (top + bottom) / 2);
    }
  }

  function drawCurve(ctx, kind, curve) {
    ctx.beginPath();
    curve.forEach((error, k) => ctx.lineTo(x(stops[k]), height(error)));
    ctx.setLineDash(DASHES[kind]);
    ctx.lineWidth = kind === "central" ? 2.5 : 2;
    ctx.lineJoin = "round";
    ctx.strokeStyle = theme[kind];
    ctx.stroke();
    ctx.setLineDash([]);
  }

  function mark(ctx, kind, px, py) {
    const shown = Math.max(plot.frame.top, py);
    ctx.beginPath();
    if (kind === "central") ctx.rect(px - 5.5, shown - 5.5, 11, 11);
    else ctx.arc(px, shown, 6.5, 0, 2 * Math.PI);
    ctx.fillStyle = theme[kind];
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
  }

  return { canvas: plot.canvas, layout, draw };
}
