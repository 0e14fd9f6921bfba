// The map of the section explorer: where the slices run, the gradient, a direction, the contour.

import { clipped, drawStar, haloText } from "../../kit/canvas.js";
import { arrowHead } from "../../kit/path.js";
import { contourThrough, unitOf } from "./maths.js";

const RING = 52; // of the directions around the point, in pixels
const LONGEST = 76; // of the gradient's arrow
const BALL = 9;

/** The largest slope on a map, which gets the longest arrow. */
export function steepestOn(objective) {
  const at = ([low, high], k) => low + ((high - low) * k) / 20;
  let most = 0;
  for (let i = 0; i <= 20; i++) {
    for (let j = 0; j <= 20; j++) {
      const w = [at(objective.domain[0], i), at(objective.domain[1], j)];
      const length = Math.hypot(...objective.gradient(w));
      if (Number.isFinite(length)) most = Math.max(most, length);
    }
  }
  return most || 1;
}

/** @param map a map view of `objective`; slopes what `slopesAt` returns. */
export function drawSectionMap(map, objective, { point, direction }, slopes, steepest, theme) {
  const ctx = map.plot.clear();
  const { frame } = map.plot;
  const [x, y] = map.pixel(point);
  clipped(ctx, frame, () => {
    lines(ctx, [[[frame.left, y], [frame.right, y]], [[x, frame.top], [x, frame.bottom]]], theme);
    stroke(ctx, contourThrough(objective, point).map(map.pixel), theme.ink, 1.5);
    for (const minimum of objective.minima) drawStar(ctx, map.pixel(minimum), theme);
    circle(ctx, [x, y], RING);
    ctx.lineWidth = 1;
    ctx.setLineDash([3, 4]);
    ctx.strokeStyle = theme.ink;
    ctx.stroke();
    ctx.setLineDash([]);
    const [u, v] = unitOf(direction);
    // Each name stands on the side of its arrow where the other one is not.
    const side = slopes.gradient[0] * v - slopes.gradient[1] * u < 0 ? 1 : -1;
    arrow(ctx, [x, y], [u * RING, -v * RING], "u", side, theme.ink, theme);
    if (slopes.length > 0) {
      // The square root keeps the arrow visible where the ground is gentle.
      const long = LONGEST * Math.sqrt(slopes.length / steepest);
      const [p, q] = slopes.gradient.map((part) => (part / slopes.length) * long);
      arrow(ctx, [x, y], [p, -q], "∇f", -side, theme.path, theme);
    }
    circle(ctx, [x, y], BALL);
    ctx.fillStyle = theme.path;
    ctx.fill();
    ctx.lineWidth = 3;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
    circle(ctx, [x, y], BALL + 2);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = theme.ink;
    ctx.stroke();
  });
}

/** The two straight lines that the slices run along. */
function lines(ctx, pieces, theme) {
  for (const piece of pieces) {
    stroke(ctx, piece, theme.background, 4);
    stroke(ctx, piece, theme.curve, 2);
  }
}

function stroke(ctx, pixels, color, width) {
  ctx.beginPath();
  for (const pixel of pixels) ctx.lineTo(...pixel);
  ctx.lineWidth = width;
  ctx.lineJoin = "round";
  ctx.strokeStyle = color;
  ctx.stroke();
}

function circle(ctx, [x, y], radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
}

function arrow(ctx, [x, y], [dx, dy], name, side, color, theme) {
  const size = Math.hypot(dx, dy);
  const end = [x + dx, y + dy];
  stroke(ctx, [[x, y], end], theme.background, 6);
  stroke(ctx, [[x, y], end], color, 3);
  ctx.fillStyle = color;
  arrowHead(ctx, [[x, y], end], 1, Math.min(15, size));
  ctx.font = theme.name;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const [across, down] = [(-side * 17 * dy) / size, (side * 17 * dx) / size];
  haloText(ctx, name, x + 0.55 * dx + across, y + 0.55 * dy + down, theme, color);
}
