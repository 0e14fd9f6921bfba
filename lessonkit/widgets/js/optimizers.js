// The optimizers and descend(), as in lessonkit/optimizers.py and lessonkit/descent.py. Only
// arithmetic here: a test runs both on every named landscape and compares them.

// Each takes its hyperparameters and gives init(w) and update(w, gradient, state), both pure.
const OPTIMIZERS = {
  GradientDescent: ({ learning_rate }) => ({
    init: () => ({ count: 0 }),
    update(w, gradient, { count }) {
      const slope = gradient(w);
      return [w.map((x, i) => x - learning_rate * slope[i]), { count: count + 1 }];
    },
  }),
};

/** Make an optimizer of {kind: "GradientDescent", parameters: {…}} and a learning rate. */
export function createOptimizer({ kind, parameters }, learning_rate) {
  return OPTIMIZERS[kind]({ ...parameters, learning_rate });
}

/**
 * Run an optimizer and keep everything it did.
 *
 * @returns {points, values, states, divergedAt}: steps + 1 entries each. From the first value on
 *   that is not finite the start is left alone: that step is divergedAt, the points after it NaN.
 */
export function descend(objective, optimizer, start, steps) {
  let w = start;
  let value = objective.value(w);
  let state = optimizer.init(w);
  const path = { points: [w], values: [value], states: [state], divergedAt: null };
  if (!Number.isFinite(value)) path.divergedAt = 0;
  for (let step = 1; step <= steps; step++) {
    if (path.divergedAt === null) {
      [w, state] = optimizer.update(w, objective.gradient, state);
      value = objective.value(w);
      if (!Number.isFinite(value) || !w.every(Number.isFinite)) path.divergedAt = step;
    } else {
      w = w.map(() => NaN);
      value = NaN;
    }
    path.points.push(w);
    path.values.push(value);
    path.states.push(state);
  }
  return path;
}
