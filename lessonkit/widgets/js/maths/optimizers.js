// The optimizers and descend(), as in lessonkit/optimizers and lessonkit/descent.py. Only arithmetic
// here: a test runs both on every named landscape and compares them.
//
// Each optimizer takes its hyperparameters and gives init(w) and update(w, gradient, state), both
// pure, and effectiveRate(state), a number or one for each coordinate. States have the fields that
// they have in Python.

/** Momentum and its kin: a velocity, and what a step makes of it. */
const withVelocity = (update) => ({ learning_rate, momentum }) => ({
  init: (w) => ({ count: 0, velocity: w.map(() => 0) }),
  update: (w, gradient, { count, velocity }) =>
    update(w, gradient, { count: count + 1, velocity }, learning_rate, momentum),
  effectiveRate: () => learning_rate,
});

const zeros = (w) => w.map(() => 0);
const remember = (memory, share, news) => memory.map((m, i) => share * m + (1 - share) * news[i]);
const square = (g) => g.map((slope) => slope * slope);

function unbiased(mean, beta, count) {
  const factor = 1 / (1 - beta ** count);
  return mean.map((m) => m * factor);
}

/** Adagrad and RMSProp: they differ in what they remember of the squared gradients. */
const withSquares = (memory) => ({ learning_rate, decay, epsilon }) => {
  const effectiveRate = ({ squares }) => squares.map((r) => learning_rate / (epsilon + Math.sqrt(r)));
  return {
    init: (w) => ({ count: 0, squares: zeros(w) }),
    update(w, gradient, { count, squares }) {
      const g = gradient(w);
      const state = { count: count + 1, squares: memory(squares, square(g), decay) };
      const rate = effectiveRate(state);
      return [w.map((x, i) => x - rate[i] * g[i]), state];
    },
    effectiveRate,
  };
};

/** Adam and its kin: `direction(state, g, beta1)` is what the effective rates multiply. */
const withMoments = (direction) => ({ learning_rate, beta1, beta2, epsilon, weight_decay = 0 }) => {
  const effectiveRate = ({ count, squares }) =>
    unbiased(squares, beta2, count).map((r) => learning_rate / (epsilon + Math.sqrt(r)));
  return {
    init: (w) => ({ count: 0, mean: zeros(w), squares: zeros(w) }),
    update(w, gradient, { count, mean, squares }) {
      const g = gradient(w);
      const state = {
        count: count + 1,
        mean: remember(mean, beta1, g),
        squares: remember(squares, beta2, square(g)),
      };
      const [rate, along] = [effectiveRate(state), direction(state, g, beta1)];
      const shrink = learning_rate * weight_decay;
      return [w.map((x, i) => x - rate[i] * along[i] - shrink * x), state];
    },
    effectiveRate,
  };
};

const corrected = ({ count, mean }, g, beta1) => unbiased(mean, beta1, count);

function lookingAhead({ count, mean }, g, beta1) {
  const [next, now] = [unbiased(mean, beta1, count + 1), unbiased(g, beta1, count)];
  return next.map((s, i) => beta1 * s + (1 - beta1) * now[i]);
}

const OPTIMIZERS = {
  // Those that choose the direction of a step.
  GradientDescent: ({ learning_rate }) => ({
    init: () => ({ count: 0 }),
    update(w, gradient, { count }) {
      const slope = gradient(w);
      return [w.map((x, i) => x - learning_rate * slope[i]), { count: count + 1 }];
    },
    effectiveRate: () => learning_rate,
  }),

  Momentum: withVelocity((w, gradient, { count, velocity }, learning_rate, momentum) => {
    const slope = gradient(w);
    const v = velocity.map((old, i) => momentum * old - learning_rate * slope[i]);
    return [w.map((x, i) => x + v[i]), { count, velocity: v }];
  }),

  Nesterov: withVelocity((w, gradient, { count, velocity }, learning_rate, momentum) => {
    const slope = gradient(w.map((x, i) => x + momentum * velocity[i]));
    const v = velocity.map((old, i) => momentum * old - learning_rate * slope[i]);
    return [w.map((x, i) => x + v[i]), { count, velocity: v }];
  }),

  ShiftedNesterov: withVelocity((w, gradient, { count, velocity }, learning_rate, momentum) => {
    const step = gradient(w).map((slope) => learning_rate * slope);
    const v = velocity.map((old, i) => momentum * old - step[i]);
    return [w.map((x, i) => x + momentum * v[i] - step[i]), { count, velocity: v }];
  }),

  // Those that choose a learning rate for each coordinate.
  Adagrad: withSquares((squares, news) => squares.map((r, i) => r + news[i])),
  RMSProp: withSquares((squares, news, decay) => remember(squares, decay, news)),
  Adam: withMoments(corrected),
  AdamW: withMoments(corrected),
  Nadam: withMoments(lookingAhead),

  AdaDelta: ({ learning_rate, decay, epsilon }) => ({
    init: (w) => ({ count: 0, squares: zeros(w), squared_steps: zeros(w), scale: zeros(w) }),
    update(w, gradient, state) {
      const g = gradient(w);
      const squares = remember(state.squares, decay, square(g));
      const scale = squares.map(
        (r, i) => Math.sqrt(state.squared_steps[i] + epsilon) / Math.sqrt(r + epsilon),
      );
      const step = g.map((slope, i) => scale[i] * slope);
      const squared_steps = remember(state.squared_steps, decay, square(step));
      const w_next = w.map((x, i) => x - learning_rate * step[i]);
      return [w_next, { count: state.count + 1, squares, squared_steps, scale }];
    },
    effectiveRate: ({ scale }) => scale.map((factor) => learning_rate * factor),
  }),
};

/** Make an optimizer of {kind: "Adam", parameters: {…}}, with a learning rate of your own if given. */
export function createOptimizer({ kind, parameters }, learning_rate = parameters.learning_rate) {
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
