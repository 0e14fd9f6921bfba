// Filled bands and contour lines of a function on a rectangle, with the levels of
// lessonkit/figures/landscapes/maps.py; hatched ground where there is no value.

import { bitmap, blend } from "./bitmap.js";
import { clipped, stroke } from "./pen.js";

const SAMPLES = 201;
const HATCH = 8; // pixels between two lines of it
const BANDS = 23;
export const lines = 11;

/** The values of an objective of two variables on a grid, row by row from the lowest y. */
export function sampleGrid(objective) {
  const [[left, right], [low, high]] = objective.domain;
  const values = new Float64Array(SAMPLES * SAMPLES);
  for (let j = 0; j < SAMPLES; j++) {
    const y = low + ((high - low) * j) / (SAMPLES - 1);
    for (let i = 0; i < SAMPLES; i++) {
      values[j * SAMPLES + i] = objective.at(left + ((right - left) * i) / (SAMPLES - 1), y);
    }
  }
  return values;
}

/** Levels closer together near the bottom, where the paths end. */
export function levels([low, high], count) {
  const size = high - low || 1;
  return Array.from({ length: count }, (_, k) => low + size * (k / (count - 1)) ** 2);
}

/** The ground where there is no value: hatched, as no value is also lighter than the highest. */
export function drawNothing(ctx, frame, color) {
  const { left, top, right, bottom } = frame;
  const height = bottom - top;
  clipped(ctx, frame, () => {
    for (let x = left - height; x < right; x += HATCH) {
      stroke(ctx, [[x, bottom], [x + height, top]], color, 1.5);
    }
  });
}

/** The colors of the bands, from the lowest on. */
export function shadesOf(colors) {
  const bounds = levels([0, 1], BANDS + 1);
  return bounds.slice(1).map((upper, k) => blend(colors, (upper + bounds[k]) / 2));
}

/** Color every pixel of the frame by the band of values that it lies in. */
export function drawBands(ctx, { left, top, right, bottom }, grid, range, colors, ratio) {
  const size = range[1] - range[0] || 1;
  const shades = shadesOf(colors);
  const width = Math.max(1, Math.round((right - left) * ratio));
  const height = Math.max(1, Math.round((bottom - top) * ratio));
  const picture = bitmap(width, height, (column, row) => {
    const v = (1 - (row + 0.5) / height) * (SAMPLES - 1);
    const value = between(grid, ((column + 0.5) / width) * (SAMPLES - 1), v);
    if (!Number.isFinite(value)) return null; // the ground shows through
    const band = Math.floor(Math.sqrt(Math.max(0, (value - range[0]) / size)) * BANDS);
    return shades[Math.min(BANDS - 1, band)];
  });
  ctx.drawImage(picture, left, top, right - left, bottom - top);
}

function between(grid, u, v) {
  const [i, j] = [Math.min(SAMPLES - 2, Math.floor(u)), Math.min(SAMPLES - 2, Math.floor(v))];
  const [s, t] = [u - i, v - j];
  const at = j * SAMPLES + i;
  const lower = grid[at] * (1 - s) + grid[at + 1] * s;
  const upper = grid[at + SAMPLES] * (1 - s) + grid[at + SAMPLES + 1] * s;
  return lower * (1 - t) + upper * t;
}

/** Draw contour lines by marching squares. */
export function drawContours(ctx, { left, top, right, bottom }, grid, range, color) {
  const heights = levels(range, lines + 1).slice(1);
  const place = (i, j) => [
    left + ((right - left) * i) / (SAMPLES - 1),
    bottom - ((bottom - top) * j) / (SAMPLES - 1),
  ];
  ctx.beginPath();
  for (let j = 0; j < SAMPLES - 1; j++) {
    for (let i = 0; i < SAMPLES - 1; i++) {
      const at = j * SAMPLES + i;
      // The corners of the cell, counterclockwise.
      const corners = [grid[at], grid[at + 1], grid[at + SAMPLES + 1], grid[at + SAMPLES]];
      const [low, high] = [Math.min(...corners), Math.max(...corners)];
      for (const level of heights) {
        if (level <= low || !(level <= high) || high - low === Infinity) continue;
        const ends = crossings(corners, level).map(([u, v]) => place(i + u, j + v));
        for (let k = 0; k + 1 < ends.length; k += 2) {
          ctx.moveTo(...ends[k]);
          ctx.lineTo(...ends[k + 1]);
        }
      }
    }
  }
  ctx.lineWidth = 1;
  ctx.strokeStyle = color;
  ctx.stroke();
}

const CORNERS = [[0, 0], [1, 0], [1, 1], [0, 1]];

/** Where a level crosses the edges of a cell, two points for each line through it. */
function crossings(corners, level) {
  const ends = [];
  for (let k = 0; k < 4; k++) {
    const next = (k + 1) % 4;
    if (corners[k] < level === corners[next] < level) continue;
    const t = (level - corners[k]) / (corners[next] - corners[k]);
    const [[u0, v0], [u1, v1]] = [CORNERS[k], CORNERS[next]];
    ends.push([u0 + t * (u1 - u0), v0 + t * (v1 - v0)]);
  }
  return ends;
}
