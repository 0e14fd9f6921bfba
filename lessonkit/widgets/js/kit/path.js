// A path in pixels: line, arrows, numbered points, the ball, and where it leaves the frame.

import { clipped, haloText } from "./canvas.js";
import { drawNumbers } from "./numbers.js";

const BALL = 9;

/**
 * @param pixels [x, y] of every point, off the frame or not finite as they may be.
 * @param options.rim whether the line has a rim in the page's color.
 * @param options.name what the points are called: x gives x₀, x₁, …
 * @param options.sides where numbers may go, see drawNumbers.
 */
export function drawPath(ctx, frame, pixels, theme, { color, name, sides, rim }) {
  const pieces = segments(pixels, frame);
  clipped(ctx, frame, () => {
    if (rim) strokeAll(ctx, pieces, theme.background, 4.5);
    strokeAll(ctx, pieces, color, 2);
    ctx.fillStyle = color;
    for (const piece of pieces) if (length(piece) > 30) arrowHead(ctx, piece, 0.55, 9);
    drawPoints(ctx, frame, pixels, theme, color);
  });
  drawNumbers(ctx, frame, pixels, pieces, { name, sides, ball: BALL + 3 }, theme);
}

/** The part of each step that is inside the frame: [from, to, whether it was cut at its end]. */
export function segments(pixels, frame) {
  const pieces = [];
  for (let k = 1; k < pixels.length; k++) {
    const piece = cut(pixels[k - 1], pixels[k], frame);
    if (piece) pieces.push(piece);
  }
  return pieces;
}

// Liang and Barsky's clipping; numbers too large for a product are pulled in first.
function cut(from, to, { left, top, right, bottom }) {
  if (![...from, ...to].every((v) => v === v)) return null;
  const [x0, y0, x1, y1] = [...from, ...to].map((v) => Math.max(-1e150, Math.min(1e150, v)));
  let [first, last] = [0, 1];
  const edges = [
    [x0 - x1, x0 - left],
    [x1 - x0, right - x0],
    [y0 - y1, y0 - top],
    [y1 - y0, bottom - y0],
  ];
  for (const [towards, room] of edges) {
    if (towards === 0 && room < 0) return null;
    if (towards < 0) first = Math.max(first, room / towards);
    if (towards > 0) last = Math.min(last, room / towards);
  }
  if (first > last) return null;
  const at = (t) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
  return [first === 0 ? from : at(first), last === 1 ? to : at(last), last < 1];
}

const length = ([[x0, y0], [x1, y1]]) => Math.hypot(x1 - x0, y1 - y0);

/** Stroke the pieces as one line: where one goes on from the other, so do its dashes. */
export function strokeAll(ctx, pieces, color, width) {
  ctx.beginPath();
  let end = null;
  for (const [from, to] of pieces) {
    if (from !== end) ctx.moveTo(...from);
    ctx.lineTo(...to);
    end = to;
  }
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.lineWidth = width;
  ctx.strokeStyle = color;
  ctx.stroke();
}

/** A filled triangle on a segment, pointing along it, its middle at the fraction `at`. */
export function arrowHead(ctx, [[x0, y0], [x1, y1]], at, size) {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  const [x, y] = [x0 + at * (x1 - x0), y0 + at * (y1 - y0)];
  ctx.beginPath();
  for (const [turn, radius] of [[0, 0.7], [2.5, 0.75], [-2.5, 0.75]]) {
    ctx.lineTo(x + size * radius * Math.cos(angle + turn), y + size * radius * Math.sin(angle + turn));
  }
  ctx.closePath();
  ctx.fill();
}

// The start comes last and lies on top: it is what one takes hold of.
function drawPoints(ctx, frame, pixels, theme, color) {
  for (const point of pixels.slice(1)) {
    if (inside(point, frame)) ball(ctx, point, 4.5, 1.5, theme, color);
  }
  const last = pixels[pixels.length - 1];
  if (pixels.length > 1 && inside(last, frame)) ring(ctx, last, 8, theme.ink, 2);
  drawBall(ctx, frame, pixels[0], theme, color);
}

/** The start: what one takes hold of. */
export function drawBall(ctx, frame, point, theme, color) {
  if (!inside(point, frame)) return;
  ball(ctx, point, BALL, 3, theme, color);
  ring(ctx, point, BALL + 2, theme.ink, 1.5);
}

function ball(ctx, point, radius, rim, theme, color) {
  disc(ctx, point, radius);
  ctx.fillStyle = color;
  ctx.fill();
  ctx.lineWidth = rim;
  ctx.strokeStyle = theme.background;
  ctx.stroke();
}

function disc(ctx, [x, y], radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
}

function ring(ctx, point, radius, color, width) {
  disc(ctx, point, radius);
  ctx.lineWidth = width;
  ctx.strokeStyle = color;
  ctx.stroke();
}

const inside = ([x, y], { left, top, right, bottom }) =>
  x >= left - 0.5 && x <= right + 0.5 && y >= top - 0.5 && y <= bottom + 0.5;

/** A wedge on the edge where the path leaves the frame, and a note on a line in the corner. */
export function drawExit(ctx, frame, pixels, step, note, theme, color, line = 0) {
  const piece = step > 0 && cut(pixels[step - 1], pixels[step], frame);
  ctx.fillStyle = color;
  if (piece) arrowHead(ctx, piece, 1, 15);
  ctx.font = theme.bold;
  ctx.textBaseline = "top";
  ctx.textAlign = "right";
  haloText(ctx, note, frame.right - 10, frame.top + 10 + 20 * line, theme, color);
}
