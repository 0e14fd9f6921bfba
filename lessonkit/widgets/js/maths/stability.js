// What a quadratic of given curvatures says about a learning rate η and a momentum α: the region
// of convergence, the speed, the best choice.
//
// Along an axis of curvature λ the distance to the minimum follows dₖ₊₁ = p·dₖ − q·dₖ₋₁ with
//   Momentum  p = 1 + α − ηλ          q = α
//   Nesterov  p = (1 + α)(1 − ηλ)     q = α(1 − ηλ)
// and shrinks where both roots of z² = pz − q lie inside the unit circle: q < 1 and |p| < 1 + q.
// Gradient descent is either of them with α = 0.

const LOOKS_AHEAD = { GradientDescent: false, Momentum: false, Nesterov: true, ShiftedNesterov: true };

/** Whether a fixed η and α describe the optimizer, so that this module has something to say. */
export const isLinear = (kind) => kind in LOOKS_AHEAD;

/** The curvatures of a Hessian [[a]] or [[a, b], [b, c]], smallest first; NaN passes through. */
export function curvatures(hessian) {
  if (hessian.length === 1) return [hessian[0][0], hessian[0][0]];
  const [[a, b], [, c]] = hessian;
  const [middle, radius] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  return [middle - radius, middle + radius];
}

/** The same at a run's point at a step or, where that is out of range, at its start. */
export function curvaturesAt(objective, { points }, step) {
  const [here, first] = [points[step], points[0]].map((w) => curvatures(objective.hessian(w)));
  return here.every(Number.isFinite) ? here : first;
}

/** The learning rate from which on the steepest direction diverges; null where nothing curves up. */
export function rateLimit(kind, momentum, [, highest]) {
  if (!(highest > 0)) return null;
  return (2 * (1 + momentum)) / ((LOOKS_AHEAD[kind] ? 1 + 2 * momentum : 1) * highest);
}

/** What a distance along one axis is multiplied by in the long run, step by step: max |z|. */
export function factor(kind, rate, momentum, curvature) {
  const left = 1 - rate * curvature;
  const p = LOOKS_AHEAD[kind] ? (1 + momentum) * left : momentum + left;
  const q = LOOKS_AHEAD[kind] ? momentum * left : momentum;
  const root = p * p - 4 * q;
  return root < 0 ? Math.sqrt(q) : (Math.abs(p) + Math.sqrt(root)) / 2;
}

/** The same for the slower of the two ends of the curvatures. */
export const slowest = (kind, rate, momentum, ends) =>
  Math.max(...ends.map((curvature) => factor(kind, rate, momentum, curvature)));

/** The fastest learning rate for a momentum, 2/(λmin + λmax) without one; null if not convex. */
export function bestRate(kind, momentum, [lowest, highest]) {
  if (!(lowest > 0)) return null;
  if (!LOOKS_AHEAD[kind]) {
    // Between these two both ends spiral in, at the same speed √α.
    const root = Math.sqrt(momentum);
    const [from, to] = [(1 - root) ** 2 / lowest, (1 + root) ** 2 / highest];
    return from < to ? Math.sqrt(from * to) : (2 * (1 + momentum)) / (lowest + highest);
  }
  // The speed falls and then rises over η: close in on its lowest point.
  const speed = (rate) => slowest(kind, rate, momentum, [lowest, highest]);
  let [low, high] = [0, rateLimit(kind, momentum, [lowest, highest])];
  for (let k = 0; k < 60; k++) {
    const [first, second] = [low + (high - low) * 0.4, low + (high - low) * 0.6];
    if (speed(first) <= speed(second)) high = second;
    else low = first;
  }
  return (low + high) / 2;
}

/** The fastest pair: Polyak's for Momentum; Lessard, Recht and Packard's (2016) for Nesterov. */
export function bestPair(kind, [lowest, highest]) {
  if (!(lowest > 0)) return null;
  if (LOOKS_AHEAD[kind]) {
    const root = Math.sqrt((3 * highest) / lowest + 1);
    return { learning_rate: 4 / (3 * highest + lowest), momentum: (root - 2) / (root + 2) };
  }
  const [slow, steep] = [Math.sqrt(lowest), Math.sqrt(highest)];
  return { learning_rate: (2 / (slow + steep)) ** 2, momentum: ((steep - slow) / (steep + slow)) ** 2 };
}
