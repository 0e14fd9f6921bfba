// The optimizers that choose a learning rate for each coordinate, as in
// lessonkit/optimizers/adaptive.py.

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

export const ADAPTIVE = {
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
