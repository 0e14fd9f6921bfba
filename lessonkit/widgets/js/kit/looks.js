// How the runs of a race look: never by color alone. The same order as LOOKS in
// lessonkit/figures/explorer.py.

import { disc, shape } from "./pen.js";

const LOOKS = [
  ["path", "circle", []],
  ["green", "square", [9, 4]],
  ["ink", "triangle", [3, 4]],
  ["pink", "diamond", [9, 4, 3, 4]],
  ["yellow", "wedge", [14, 4]],
  ["curve", "plus", [6, 4]],
  ["sky", "cross", []],
  ["path", "square", [3, 4]],
  ["green", "triangle", []],
  ["ink", "diamond", []],
];

/** The color, marker and dashes of run k. */
export function lookOf(k, theme) {
  const [color, marker, dash] = LOOKS[k % LOOKS.length];
  return { color: theme[color], marker, dash };
}

/** What the runs are called: the optimizer, numbered where it occurs again. */
export function runNames(optimizers) {
  const counts = {};
  return optimizers.map(({ kind, name = kind }) => {
    counts[name] = (counts[name] ?? 0) + 1;
    return counts[name] > 1 ? `${name} ${counts[name]}` : name;
  });
}

const star = (corners, inner, turn) =>
  Array.from({ length: 2 * corners }, (_, k) => {
    const [radius, angle] = [k % 2 ? inner : 1, turn + (k * Math.PI) / corners];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

const SHAPES = {
  square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  triangle: [[0, -1.15], [1.1, 0.8], [-1.1, 0.8]],
  wedge: [[0, 1.15], [1.1, -0.8], [-1.1, -0.8]],
  plus: star(4, 0.45, 0),
  cross: star(4, 0.45, Math.PI / 4),
};

/** A marker of about that radius, with a rim if one is wanted. */
export function drawMarker(ctx, point, marker, radius, color, rim) {
  if (rim) drawMarker(ctx, point, marker, radius + 1.5, rim);
  if (marker === "circle") return disc(ctx, point, radius, color);
  const [x, y] = point;
  shape(ctx, SHAPES[marker].map(([dx, dy]) => [x + dx * radius, y + dy * radius]), color);
}
