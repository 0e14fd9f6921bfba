// The map of the section explorer: where the slices run, the gradient, a direction, the contour.

import { arrowHead, ball, ring, stroke, write } from "../../kit/pen.js";
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
    arrow(ctx, [x, y], [u * RING, -v * RING], "u", side, theme.ink, theme);
    if (slopes.length > 0) {
      // The square root keeps the arrow visible where the ground is gentle.
      const long = LONGEST * Math.sqrt(slopes.length / steepest);
      const [p, q] = slopes.gradient.map((part) => (part / slopes.length) * long);
      arrow(ctx, [x, y], [p, -q], "∇f", -side, theme.path, theme);
    }
    ball(ctx, [x, y], theme);
  });
}

function arrow(ctx, [x, y], [dx, dy], name, side, color, theme) {
  const size = Math.hypot(dx, dy);
  const piece = [[x, y], [x + dx, y + dy]];
  stroke(ctx, piece, theme.background, 6);
  stroke(ctx, piece, color, 3);
  arrowHead(ctx, piece, 1, Math.min(15, size), color);
  const place = [x + 0.55 * dx - (side * 17 * dy) / size, y + 0.55 * dy + (side * 17 * dx) / size];
  write(ctx, name, place, theme, { font: "name", color, align: "center", baseline: "middle", halo: true });
}
