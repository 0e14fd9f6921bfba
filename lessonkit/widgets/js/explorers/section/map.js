// The map of the section explorer: where the slices run, the gradient, a direction, the contour.

import { arrowHead, BALL, ball, ring, stroke } from "../../kit/pen.js";
import { around, createRoom } from "../../kit/room.js";
import { contourThrough, unitOf } from "./maths.js";

const RING = 52; // of the directions around the point, in pixels
const LONGEST = 76; // of the gradient's arrow

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
export function drawSectionMap(map, objective, { point, direction }, slopes, steepest) {
  const { theme } = map;
  const [x, y] = map.pixel(point);
  map.draw((ctx) => {
    for (const line of [map.across, map.upright]) {
      const value = line === map.across ? point[1] : point[0];
      line(ctx, value, theme.background, 4);
      line(ctx, value, theme.curve, 2);
    }
    stroke(ctx, contourThrough(objective, point).map(map.pixel), theme.ink, 1.5);
    map.drawMinima(ctx);
    ring(ctx, [x, y], RING, theme.ink, 1, [3, 4]);
    const [u, v] = unitOf(direction);
    // Each name stands on the side of its arrow where the other one is not.
    const side = slopes.gradient[0] * v - slopes.gradient[1] * u < 0 ? 1 : -1;
    const arrows = [[[u * RING, -v * RING], "u", side, theme.ink]];
    if (slopes.length > 0) {
      // The square root keeps the arrow visible where the ground is gentle.
      const long = LONGEST * Math.sqrt(slopes.length / steepest);
      const [p, q] = slopes.gradient.map((part) => (part / slopes.length) * long);
      arrows.push([[p, -q], "∇f", -side, theme.path]);
    }
    const room = createRoom(map.frame);
    room.markDisc([x, y], BALL + 3);
    for (const [way, , , color] of arrows) drawArrow(ctx, [x, y], way, color, theme);
    ball(ctx, [x, y], theme);
    for (const [way, name, side, color] of arrows) {
      room.label(ctx, name, beside([x, y], way, side), theme, { font: "name", color });
    }
  });
}

function drawArrow(ctx, [x, y], [dx, dy], color, theme) {
  const piece = [[x, y], [x + dx, y + dy]];
  stroke(ctx, piece, theme.background, 6);
  stroke(ctx, piece, color, 3);
  arrowHead(ctx, piece, 1, Math.min(15, Math.hypot(dx, dy)), color);
}

/** The places for the name of an arrow: beside its middle, beside its end, around its end. */
const beside = ([x, y], [dx, dy], side) => (width, height) => {
  const size = Math.hypot(dx, dy);
  const [across, down] = [(-side * 17 * dy) / size, (side * 17 * dx) / size];
  const along = [0.55, 0.8, 1].map((share) => [x + share * dx + across, y + share * dy + down]);
  return [...along, ...around([x + dx, y + dy], dx < 0 ? -1 : 1)(width, height)];
};
