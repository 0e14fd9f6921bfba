// How the runs of a race look, never by color alone: as LOOKS of lessonkit/figures/drawing.py.

import { corners } from "./pen.js";
import { _, N_ } from "./text.js";

const WORDS = [N_("GradientDescent"), N_("Momentum"), N_("Nesterov")];
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
  return optimizers.map(({ kind, name = WORDS.includes(kind) ? _(kind) : kind }) => {
    const n = (counts[name] = (counts[name] ?? 0) + 1);
    return n > 1 ? `${name} ${n}` : name;
  });
}

// The corners of each marker: how many, how far from its middle, and how they are turned.
const SHAPES = {
  square: [4, [1.2], Math.PI / 4],
  diamond: [4, [1.2]],
  triangle: [3, [1.2]],
  wedge: [3, [1.2], Math.PI],
  plus: [8, [1, 0.45]],
  cross: [8, [1, 0.45], Math.PI / 4],
};

/** Markers of about that radius, with rims if these are wanted: all in one path, as this is quick. */
export function drawMarkers(ctx, points, marker, radius, color, rim) {
  if (rim) drawMarkers(ctx, points, marker, radius + 1.5, rim);
  const path = new Path2D();
  for (const [x, y] of points) {
    if (marker === "circle") {
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
      continue;
    }
    const [count, distances, turn] = SHAPES[marker];
    corners([x, y], count, distances.map((share) => share * radius), turn)
      .forEach((at, i) => path[i ? "lineTo" : "moveTo"](...at));
    path.closePath();
  }
  ctx.fillStyle = color;
  ctx.fill(path);
}

export const drawMarker = (ctx, point, ...look) => drawMarkers(ctx, [point], ...look);
