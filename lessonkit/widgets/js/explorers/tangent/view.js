// A curve, a point on it, the tangent there, and the lines of the two difference formulas.

import { clipped, createPlot, drawAxes, haloText } from "../../kit/canvas.js";
import { linearScale } from "../../kit/scales.js";

const MARGINS = { left: 60, right: 14, top: 30, bottom: 46 };
const BALL = 9;
// Never the color alone: each line has its dashes, in the table too.
export const DASHES = { tangent: [], forward: [10, 5], central: [2.5, 5] };

export function createTangentView(objective) {
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
    });
  }

  function drawCurve(ctx, frame) {
    ctx.beginPath();
    for (let p = frame.left; p <= frame.right; p += 0.5) {
      const value = y(objective.at(x.invert(p)));
      if (Number.isFinite(value)) ctx.lineTo(p, Math.max(-1e5, Math.min(1e5, value)));
    }
    ctx.lineWidth = 3;
    ctx.lineJoin = "round";
    ctx.strokeStyle = theme.curve;
    ctx.stroke();
  }

  const pixel = ([w]) => [x(w), y(objective.at(w))];

  /** @param picture {w, h, slope, forward, central}; no tangent where slope is null. */
  function draw({ w, h, slope, forward, central }) {
    const ctx = plot.clear();
    const middle = (objective.at(w + h) + objective.at(w - h)) / 2;
    clipped(ctx, plot.frame, () => {
      if (slope !== null) drawLine(ctx, "tangent", w, objective.at(w), slope);
      drawLine(ctx, "central", w, middle, central);
      drawLine(ctx, "forward", w, objective.at(w), forward);
      drawTriangle(ctx, pixel([w]), pixel([w + h]));
      drawSquare(ctx, pixel([w - h]));
      drawDisc(ctx, pixel([w + h]), 6, 2);
      drawDisc(ctx, pixel([w]), BALL, 3);
      ring(ctx, pixel([w]), BALL + 2);
    });
  }

  /** The whole line through a point, from edge to edge. */
  function drawLine(ctx, kind, w, value, slope) {
    ctx.beginPath();
    for (const end of objective.domain[0]) ctx.lineTo(x(end), y(value + slope * (end - w)));
    ctx.setLineDash(DASHES[kind]);
    ctx.lineWidth = kind === "central" ? 3 : 2.5;
    ctx.strokeStyle = theme[kind];
    ctx.stroke();
    ctx.setLineDash([]);
  }

  /** How far to the right and how far up: what the forward difference divides. */
  function drawTriangle(ctx, [x0, y0], [x1, y1]) {
    if (x1 - x0 < 16) return;
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y0);
    ctx.lineTo(x1, y1);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = theme.ink;
    ctx.stroke();
    ctx.font = theme.name;
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    haloText(ctx, "h", Math.min((x0 + x1) / 2, (x0 + plot.frame.right) / 2), y0 + (y1 < y0 ? 18 : -8), theme);
  }

  function drawDisc(ctx, point, radius, rim) {
    ctx.beginPath();
    ctx.arc(...point, radius, 0, 2 * Math.PI);
    paint(ctx, theme.forward, rim);
  }

  function drawSquare(ctx, [px, py]) {
    ctx.beginPath();
    ctx.rect(px - 5.5, py - 5.5, 11, 11);
    paint(ctx, theme.central, 2);
  }

  function paint(ctx, color, rim) {
    ctx.fillStyle = color;
    ctx.fill();
    ctx.lineWidth = rim;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
  }

  function ring(ctx, point, radius) {
    ctx.beginPath();
    ctx.arc(...point, radius, 0, 2 * Math.PI);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = theme.ink;
    ctx.stroke();
  }

  /** The place on the curve that belongs to a place on the canvas. */
  const startAt = (px) => [x.invert(px)];

  return { canvas: plot.canvas, plot, heightFor, layout, draw, startAt, pixel };
}
