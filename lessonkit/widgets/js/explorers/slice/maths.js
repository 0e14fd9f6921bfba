// The maps that Python computed: which one is shown, and what it is between its points.

import { numbersIn } from "../../maths/arrays.js";

/**
 * @param bytes of all maps, float32: for each landscape, each pair of directions, each number of
 *   examples and each scale, size × size values, row by row from the lowest b.
 * @param maps what each landscape has: {name, extent, pairs, stars}.
 * @returns find(name, pair, examples, scale), with the last two as indices.
 */
export function createAtlas(bytes, maps, { examples, scales }) {
  const numbers = numbersIn(bytes, Float32Array);
  const count = maps.reduce((sum, { pairs }) => sum + pairs, 0) * examples * scales;
  const size = Math.round(Math.sqrt(numbers.length / count));

  return (name, pair, example, scale) => {
    const at = maps.findIndex((map) => map.name === name);
    const before = maps.slice(0, at).reduce((sum, { pairs }) => sum + pairs, 0);
    const index = ((before + (pair % maps[at].pairs)) * examples + example) * scales + scale;
    return createGrid(numbers.subarray(index * size * size, (index + 1) * size * size), size);
  };
}

/** A function on the square from (−1, −1) to (1, 1), given by size × size values. */
function createGrid(values, size) {
  const cell = (u) => {
    const place = ((Math.max(-1, Math.min(1, u)) + 1) / 2) * (size - 1);
    const i = Math.min(size - 2, Math.floor(place));
    return [i, place - i];
  };

  /** Between the points: straight along each side of a cell, so that a kink stays a kink. */
  function at(u, v) {
    const [[i, s], [j, t]] = [cell(u), cell(v)];
    const k = j * size + i;
    const lower = values[k] * (1 - s) + values[k + 1] * s;
    const upper = values[k + size] * (1 - s) + values[k + size + 1] * s;
    return lower * (1 - t) + upper * t;
  }

  const stops = Array.from({ length: size }, (_, k) => (2 * k) / (size - 1) - 1);
  const range = [Math.min(...values), Math.max(...values)];
  return { at, stops, range };
}
