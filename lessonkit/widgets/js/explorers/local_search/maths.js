// The runs that were computed in Python: random search first, then every step size; all with
// every seed.

import { numbersIn } from "../../maths/sampled.js";

/** Functions that look up a run, out of the bytes that came along. */
export function openRuns({ losses, correct, accepted }, { seeds, tries, held_out }) {
  const most = tries[1];
  const tables = {
    losses: numbersIn(losses, Float32Array),
    correct: numbersIn(correct, Uint16Array),
    accepted: numbersIn(accepted, Uint8Array),
  };

  /** Loss, accuracy in percent and steps taken of the first tries of a run. */
  return (search, seed, count) => {
    const first = (search * seeds + seed) * most;
    const part = (name) => tables[name].subarray(first, first + count);
    const percent = Array.from(part("correct"), (right) => (100 * right) / held_out);
    return { losses: part("losses"), percent, accepted: part("accepted") };
  };
}

/** How many steps were taken, the start left out. */
export function countTaken(accepted) {
  return accepted.subarray(1).reduce((total, taken) => total + taken, 0);
}

/** The share of steps taken in percent, for each block of so many steps: [first, last, share]. */
export function takenInBlocks(accepted, size) {
  const blocks = [];
  for (let first = 1; first < accepted.length; first += size) {
    const block = accepted.subarray(first, first + size);
    const taken = block.reduce((total, each) => total + each, 0);
    blocks.push([first, first + block.length, (100 * taken) / block.length]);
  }
  return blocks;
}
