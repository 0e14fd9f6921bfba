// The losses along the lines that Python computed, and what a step on one of them is called.

import { numbersIn } from "../../maths/sampled.js";

export const FIRST = -6; // the exponents of the smallest and the largest step size
export const LAST = 2;
const PER_DECADE = 40;
const COUNT = (LAST - FIRST) * PER_DECADE + 1;

/** The number of the step size that is nearest to a positive value. */
export function indexOf(step) {
  const index = Math.round((Math.log10(step) - FIRST) * PER_DECADE);
  return Math.max(0, Math.min(COUNT - 1, index));
}

/** All step sizes, by their numbers. */
export const STEPS = Array.from({ length: COUNT }, (_, index) => 10 ** (index / PER_DECADE + FIRST));

/** find(line): one line of those in the bytes, {before, slope, at(index), along(step), range}. */
export function createLines(bytes, starts) {
  const all = numbersIn(bytes, Float32Array);
  return (line) => {
    const losses = all.subarray(line * COUNT, (line + 1) * COUNT);
    const [before, slope] = starts[line];
    const at = (index) => losses[index];

    /** The loss after any step: straight between the steps that were computed. */
    function along(step) {
      if (step <= STEPS[0]) return before + slope * step;
      const index = Math.min(COUNT - 2, Math.floor((Math.log10(step) - FIRST) * PER_DECADE));
      const [low, high] = STEPS.slice(index, index + 2);
      return losses[index] + ((losses[index + 1] - losses[index]) * (step - low)) / (high - low);
    }
    const range = [Math.min(...losses), Math.max(before, ...losses)];
    return { before, slope, at, along, range };
  };
}

export const POWERS = Array.from({ length: LAST - FIRST + 1 }, (_, k) => FIRST + k);

/** The powers of ten that a move from one step size to another touches. */
export function touched(from, to) {
  const [low, high] = [from, to].map(Math.log10).sort((a, b) => a - b);
  return POWERS.filter((power) => power >= low - 1e-9 && power <= high + 1e-9);
}

/** Which of four stories a step tells: creeps, keeps, bends or overshoots. */
export function storyOf({ before, slope }, step, loss) {
  if (loss > before) return "overshoots";
  if (before - loss < 0.01 * before) return "creeps";
  return before - loss > -0.9 * slope * step ? "keeps" : "bends";
}
