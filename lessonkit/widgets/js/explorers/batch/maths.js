// Descents on mini-batches of a problem with two weights: what experiments/batch_runs.py computes, run by run.

/** The mean over signed examples z₀, z₁, … (two numbers each) of log(1 + exp(−w · z)). */
export function lossAt(Z, w0, w1) {
  let sum = 0;
  for (let i = 0; i < Z.length; i += 2) {
    const margin = w0 * Z[i] + w1 * Z[i + 1];
    sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  return (2 * sum) / Z.length;
}

/** What shuffles the examples of a run: each call gives the order of the next epoch. */
export function createShuffler(seed, examples) {
  const random = createRandom(seed);
  return () => {
    const order = Uint16Array.from({ length: examples }, (_, i) => i);
    for (let last = examples - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  };
}

/** The orders of all runs, made when first needed: run k draws from the seed 1000 · seed + k. */
export function createOrders(examples) {
  let seed = null;
  let runs;
  return (newSeed, run, epoch) => {
    if (newSeed !== seed) [seed, runs] = [newSeed, []];
    runs[run] ??= { next: createShuffler(1000 * seed + run, examples), orders: [] };
    const { next, orders } = runs[run];
    while (orders.length <= epoch) orders.push(next());
    return orders[epoch];
  };
}

/**
 * Gradient descent on mini-batches.
 *
 * @param orderOf(epoch): the order of the examples in an epoch.
 * @returns the weights after each update, two numbers each, the start first.
 */
export function descendInBatches(Z, orderOf, { start, size, rate, updates }) {
  const examples = Z.length / 2;
  const each = Math.ceil(examples / size);
  const points = new Float64Array(2 * (updates + 1));
  let [w0, w1] = start;
  points.set(start);
  for (let k = 0; k < updates; k++) {
    const order = orderOf(Math.floor(k / each));
    const first = (k % each) * size;
    const end = Math.min(first + size, examples);
    let [g0, g1] = [0, 0];
    for (let i = first; i < end; i++) {
      const [z0, z1] = [Z[2 * order[i]], Z[2 * order[i] + 1]];
      const share = -1 / (1 + Math.exp(w0 * z0 + w1 * z1));
      g0 += share * z0;
      g1 += share * z1;
    }
    w0 -= (rate * g0) / (end - first);
    w1 -= (rate * g1) / (end - first);
    points[2 * k + 2] = w0;
    points[2 * k + 3] = w1;
  }
  return points;
}

/** The root mean square distance of points [x, y] from their middle: how wide a cloud is. */
export function widthOf(ends) {
  const mean = [0, 1].map((j) => ends.reduce((sum, end) => sum + end[j], 0) / ends.length);
  const squares = ends.map(([x, y]) => (x - mean[0]) ** 2 + (y - mean[1]) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / ends.length);
}

/** Numbers from 0 to below 1, the same in every browser: mulberry32, a generator of 32 bits of state. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
