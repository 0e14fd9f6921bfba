// Gradients with noise: a generator with a seed, the same in every browser and after a reload.

/** Numbers from 0 (included) to 1 (excluded): mulberry32, a generator of 32 bits of state. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` draws of the normal distribution with deviation 1, by Box and Muller's transform. */
export function normals(seed, count) {
  const random = createRandom(seed);
  const draws = new Float64Array(count + (count % 2));
  for (let k = 0; k < count; k += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    draws[k] = radius * Math.cos(angle);
    draws[k + 1] = radius * Math.sin(angle);
  }
  return draws.subarray(0, count);
}

/** The objective with a gradient to which σ times the next draws are added. */
export function withNoise(objective, sigma, draws) {
  let used = 0;
  const gradient = (w) => objective.gradient(w).map((slope) => slope + sigma * draws[used++]);
  return { ...objective, gradient };
}

const GHOSTS = 50;
const MOST_UPDATES = 10_000; // of all ghosts in a frame: with very many steps there are fewer

/**
 * Runs that differ in their noise alone. Run k draws from the seed 1000·seed + k, step by step, so
 * it stays the same run when the start, the learning rate or the number of steps changes.
 *
 * @returns ghosts(objective, run, sigma, seed, steps): a list of what `run(objective)` gives.
 */
export function createGhosts() {
  let made = {};
  return (objective, run, sigma, seed, steps) => {
    if (made.seed !== seed || made.steps < steps || made.dim !== objective.dim) {
      const size = Math.max(steps, 100) * objective.dim;
      const draws = Array.from({ length: GHOSTS }, (_, k) => normals(1000 * seed + k, size));
      made = { seed, steps: Math.max(steps, 100), dim: objective.dim, draws };
    }
    const count = Math.max(5, Math.min(GHOSTS, Math.floor(MOST_UPDATES / Math.max(1, steps))));
    return made.draws.slice(0, count).map((draws) => run(withNoise(objective, sigma, draws)));
  };
}
