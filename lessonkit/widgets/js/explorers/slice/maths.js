// The maps that Python computed: which one is shown, and what it is between its points.

import { interpolate, numbersIn } from "../../maths/sampled.js";

const SQUARE = [[-1, 1], [-1, 1]];

/**
 * @param bytes of all maps, float32: for each landscape, each pair of directions, each number of
 *   examples and each scale, size × size values, row by row from the lowest b.
 * @param maps what each landscape has: {name, extent, pairs, stars}.
 * @returns find(name, pair, examples, scale), with the last two as indices: {at, range, stops} of a
 *   function on the square from (−1, −1) to (1, 1), straight between the stops along each side.
 */
export function createAtlas(bytes, maps, { examples, scales }) {
  const numbers = numbersIn(bytes, Float32Array);
  const count = maps.reduce((sum, { pairs }) => sum + pairs, 0) * examples * scales;
  const size = Math.round(Math.sqrt(numbers.length / count));
  const stops = Array.from({ length: size }, (_, k) => (2 * k) / (size - 1) - 1);
  const inside = (share) => Math.max(-1, Math.min(1, share));

  return (name, pair, example, scale) => {
    const at = maps.findIndex((map) => map.name === name);
    const before = maps.slice(0, at).reduce((sum, { pairs }) => sum + pairs, 0);
    const index = ((before + (pair % maps[at].pairs)) * examples + example) * scales + scale;
    const samples = [...numbers.subarray(index * size * size, (index + 1) * size * size)];
    const { value } = interpolate({ samples, domain: SQUARE });
    const range = [Math.min(...samples), Math.max(...samples)];
    return { at: (u, v) => value(inside(u), inside(v)), range, stops };
  };
}
