// One slice through a landscape of two variables: the curve along one of them, and its tangent.

import { clipped, createPlot, drawAxes, haloText } from "../../kit/canvas.js";
import { linearScale } from "../../kit/scales.js";

const MARGINS = { left: 50, right: 10, top: 30, bottom: 46 };
const REACH = 0.35; // how far the axis of heights goes up and down, as a share of all heights

/**
 * The axis of heights moves along with the point but never changes its scale, so that a slope
 * looks the same wherever it occurs, and in both slices.
 */
export function createSliceView(objective, i) {
  const plot = createPlot("lk-slice");
  const reach = REACH * (objective.range[1] - objective.range[0] || 1);
  let theme;

  function layout(width, height, newTheme) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, () => {});
  }

  /** @param title what stays and the slope, said by who knows the language. */
  function draw(point, { value, gradient }, title) {
    const { frame } = plot;
    const ctx = plot.clear();
    const x = linearScale(objective.domain[i], [frame.left, frame.right]);
    const y = linearScale([value - reach, value + reach], [frame.bottom, frame.top]);
    drawAxes(ctx, frame, x, y, { x: objective.variables[i], y: "f" }, theme);
    clipped(ctx, frame, () => {
      ctx.beginPath();
      const moved = [...point];
      for (let p = frame.left; p <= frame.right; p += 1) {
        moved[i] = x.invert(p);
        const height = y(objective.value(moved));
        if (Number.isFinite(height)) ctx.lineTo(p, Math.max(-1e5, Math.min(1e5, height)));
      }
      ctx.lineWidth = 3;
      ctx.lineJoin = "round";
      ctx.strokeStyle = theme.curve;
      ctx.stroke();
      const tangent = (p) => y(value + gradient[i] * (x.invert(p) - point[i]));
      ctx.beginPath();
      ctx.moveTo(frame.left, tangent(frame.left));
      ctx.lineTo(frame.right, tangent(frame.right));
      ctx.lineWidth = 2;
      ctx.setLineDash([7, 5]);
      ctx.strokeStyle = theme.path;
      ctx.stroke();
      ctx.setLineDash([]);
      ball(ctx, [x(point[i]), y(value)]);
    });
    ctx.font = theme.bold;
    ctx.textAlign = "right";
    ctx.textBaseline = "alphabetic";
    haloText(ctx, title, frame.right, frame.top - 9, theme, theme.path);
  }

  function ball(ctx, [x, y]) {
    ctx.beginPath();
    ctx.arc(x, y, 7, 0, 2 * Math.PI);
    ctx.fillStyle = theme.path;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
  }

  return { canvas: plot.canvas, layout, draw };
}
