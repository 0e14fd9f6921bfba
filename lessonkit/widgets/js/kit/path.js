// A path in pixels: line, arrows, numbered points, the ball, and where it leaves the frame.

import { arrowHead, ball, clipped, disc, distance, ring, strokeAll, write } from "./pen.js";

const RING = 8; // around the last point
// Points closer to each other than this many pixels do not both get a number.
const LEAST_GAP = 24;
const NUMBER_HEIGHT = 18;
// Where the number of the first point goes when no place near to it is free.
const FURTHER = [24, 40, 60].flatMap((far) => [[far, -far], [far, far], [-far, -far], [-far, far]]);

/**
 * @param pixels [x, y] of every point, off the frame or not finite as they may be.
 * @param options.rim whether the line has a rim in the page's color.
 * @param options.name what the points are called: x gives x₀, x₁, …
 * @param options.sides, room where numbers may go, see drawNumbers.
 * @param options.rolls whether it goes on: then no ring tells the last point from the others.
 */
export function drawPath(ctx, frame, pixels, theme, { color, name, sides, rim, room, rolls }) {
  const pieces = segments(pixels, frame);
  clipped(ctx, frame, () => {
    if (rim) strokeAll(ctx, pieces, theme.background, 4.5);
    strokeAll(ctx, pieces, color, 2);
    for (const piece of pieces) if (distance(...piece) > 30) arrowHead(ctx, piece, 0.55, 9, color);
    drawPoints(ctx, frame, pixels, theme, color, rolls);
  });
  const last = pixels.at(-1);
  if (inside(last, frame)) room.markDisc(last, RING + 1);
  drawNumbers(ctx, pixels, pieces, { name, sides, room }, theme);
}

/**
 * The part of each step that is inside the frame, [from, to]; of a point that lists the pixels on
 * the way to it in `via`, each part of this way.
 */
export function segments(pixels, frame) {
  const pieces = [];
  for (let k = 1; k < pixels.length; k++) {
    const stops = [pixels[k - 1], ...(pixels[k].via ?? []), pixels[k]];
    for (let i = 1; i < stops.length; i++) {
      const piece = cut(stops[i - 1], stops[i], frame);
      if (piece) pieces.push(piece);
    }
  }
  return pieces;
}

/** A line through pixels, where it is in the frame. */
export const drawWay = (ctx, frame, pixels, ...look) =>
  clipped(ctx, frame, () => strokeAll(ctx, segments(pixels, frame), ...look));

// Liang and Barsky's clipping; numbers too large for a product are pulled in first.
function cut(from, to, frame) {
  if (inside(from, frame) && inside(to, frame)) return [from, to]; // most are
  if (![...from, ...to].every((v) => v === v)) return null;
  const { left, top, right, bottom } = frame;
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
  return [first === 0 ? from : at(first), last === 1 ? to : at(last)];
}

// The start comes last and lies on top: it is what one takes hold of.
function drawPoints(ctx, frame, pixels, theme, color, rolls) {
  for (const point of pixels.slice(1)) {
    if (inside(point, frame)) disc(ctx, point, 4.5, color, theme.background, 1.5);
  }
  const last = pixels[pixels.length - 1];
  if (!rolls && pixels.length > 1 && inside(last, frame)) ring(ctx, last, RING, theme.ink, 2);
  if (inside(pixels[0], frame)) ball(ctx, pixels[0], theme, color);
}

/** Whether a pixel lies in the frame, its border included. */
export const inside = ([x, y], { left, top, right, bottom }) =>
  x >= left - 0.5 && x <= right + 0.5 && y >= top - 0.5 && y <= bottom + 0.5;

/** A wedge on the edge where the path leaves the frame, or where it ends. */
export function drawExit(ctx, frame, pixels, step, color) {
  const piece = step > 0 && cut(pixels[step - 1], pixels[step], frame);
  if (piece) arrowHead(ctx, piece, 1, 15, color);
}

/** Lines in the corners of a frame, the upper right one first, for a note that stands there. */
export const inCorners = ({ left, top, right, bottom }) => (width, height) =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((line) => {
    const [west, east] = [left + 10 + width / 2, right - 10 - width / 2];
    const [north, south] = [10 + height / 2 + 20 * line, -10 - height / 2 - 20 * line];
    return [[east, top + north], [east, bottom + south], [west, top + north], [west, bottom + south]];
  });

/**
 * @param pixels [x, y] of every point.
 * @param lines the pieces of the path inside the frame, as segments() gives them.
 * @param room what else is in the picture, the ball at the first point included.
 * @param sides for a point's index: the places of its number by preference, each [dx, dy] from
 *   the point to the near end of the number's baseline; dx < 0 puts it to the left.
 */
function drawNumbers(ctx, pixels, lines, { name, sides, room }, theme) {
  for (const piece of lines) room.markLine(...piece, 1);
  for (const point of pixels) room.mark(point, 4);
  const taken = [];
  for (let k = 0; k < pixels.length && taken.length < 60; k++) {
    const [x, y] = pixels[k];
    if (!room.has(x, y)) continue;
    if (taken.some((other) => distance(pixels[k], other) < LEAST_GAP)) continue;
    const widths = measure(ctx, name, String(k), theme);
    const width = widths.name + widths.index;
    const places = k === 0 ? [...sides(k), ...FURTHER] : sides(k);
    // The first of the places with the least in the way: x₀ always has a number, the next ones
    // may lie on a line but not on a point, later ones need a free place.
    const { box, cost } = room.best(
      places.map(([dx, dy]) => {
        const left = dx < 0 ? x + dx - width : x + dx;
        return { left, right: left + width, top: y + dy + 5 - NUMBER_HEIGHT, bottom: y + dy + 5 };
      }),
    );
    if (k > 0 && cost >= (k < 4 ? 4 : 1)) continue;
    taken.push(pixels[k]);
    room.take(box);
    write(ctx, name, [box.left, box.bottom - 5], theme, { font: "name", halo: true });
    write(ctx, String(k), [box.left + widths.name, box.bottom - 1], theme, { font: "index", halo: true });
  }
}

function measure(ctx, name, index, theme) {
  ctx.font = theme.index;
  const indexWidth = ctx.measureText(index).width;
  ctx.font = theme.name;
  return { name: ctx.measureText(name).width + 1, index: indexWidth };
}
