// The landscape of one variable: the curve of f, and a path on it.

import { clipped, createPlot, drawAxes, drawStar } from "./canvas.js";
import { drawRuns } from "./draw_runs.js";
import { linearScale } from "./scales.js";

const MARGINS = { left: 60, right: 14, top: 30, bottom: 46 };

export function createCurveView(objective) {
  const plot = createPlot("lk-landscape");
  let x, y, theme;

  /** The height that suits a width. */
  const heightFor = (width) => Math.round(Math.max(240, Math.min(380, width * 0.64)));

  function layout(width, height, newTheme) {
    theme = newTheme;
    const [low, high] = objective.range;
    const margin = 0.08 * (high - low || 1);
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      x = linearScale(objective.domain[0], [frame.left, frame.right]);
      y = linearScale([low - margin, high + margin], [frame.bottom, frame.top]);
      const [name] = objective.variables;
      drawAxes(ctx, frame, x, y, { x: name, y: `f(${name})` }, theme);
      clipped(ctx, frame, () => drawCurve(ctx, frame));
      for (const minimum of objective.minima) drawStar(ctx, pixel(minimum), theme);
    });
  }

  function drawCurve(ctx, frame) {
    ctx.beginPath();
    let broken = true;
    for (let p = frame.left; p <= frame.right; p += 0.5) {
      const value = y(objective.at(x.invert(p)));
      if (Number.isFinite(value)) {
        const shown = Math.max(-1e5, Math.min(1e5, value));
        if (broken) ctx.moveTo(p, shown);
        else ctx.lineTo(p, shown);
      }
      broken = !Number.isFinite(value);
    }
    ctx.lineWidth = 3;
    ctx.lineJoin = "round";
    ctx.strokeStyle = theme.curve;
    ctx.stroke();
  }

  const pixel = ([w]) => [x(w), y(objective.at(w))];

  // Numbers go below the curve: the steps are drawn above it wherever it is convex.
  const [LEFT, RIGHT] = [[[-12, 18], [-12, -9], [12, -9]], [[12, 18], [12, -9], [-12, -9]]];
  const sidesOf = ({ points }) => (k) => (objective.gradient(points[k])[0] > 0 ? RIGHT : LEFT);
  const pixelsOf = ({ points, values }) => points.map(([w], k) => [x(w), y(values[k])]);

  function draw(picture, layers = []) {
    const ctx = plot.clear();
    for (const layer of layers) layer.below?.(ctx, view, picture);
    drawRuns(ctx, plot.frame, picture, theme, { pixelsOf, name: objective.variables[0], sidesOf });
    for (const layer of layers) layer.above?.(ctx, view, picture);
  }

  /** The start that belongs to a place on the canvas. */
  const startAt = (px) => [x.invert(px)];

  const view = { canvas: plot.canvas, plot, heightFor, layout, draw, startAt, pixel };
  return view;
}
