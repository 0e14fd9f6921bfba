// The optimizers that choose the direction of a step, as in lessonkit/optimizers/directions.py.

const withVelocity = (update) => ({ learning_rate, momentum }) => ({
  init: (w) => ({ count: 0, velocity: w.map(() => 0) }),
  update: (w, gradient, { count, velocity }) =>
    update(w, gradient, { count: count + 1, velocity }, learning_rate, momentum),
  effectiveRate: () => learning_rate,
});

export const DIRECTIONS = {
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
};
