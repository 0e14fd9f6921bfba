// Where runs end: which minimum they reach, at which step, or that they leave or never arrive.

export const NEVER = -1; // neither at a minimum nor away when the steps are used up
export const AWAY = -2; // a value or a place that is not finite, or far off the map

export const NEAR = 0.01; // of the map's width along every axis: that is at the minimum
const FAR = 10; // so many widths away nothing comes back

/**
 * Run an optimizer for at most `most` steps without keeping its path.
 *
 * @returns {minimum, step}: the position in objective.minima of the one at which the run ends,
 *   within 1% of the map along every axis, and the step from which on it stays there; or NEVER or
 *   AWAY with step null.
 */
export function arrive(objective, optimizer, start, most) {
  const { domain, minima } = objective;
  const widths = domain.map(([low, high]) => high - low);
  const within = (w, point, share) => {
    for (let i = 0; i < w.length; i++) {
      if (!(Math.abs(w[i] - point[i]) <= share * widths[i])) return false;
    }
    return true;
  };
  const middle = domain.map(([low, high]) => (low + high) / 2);
  const reached = (w) => minima.findIndex((minimum) => within(w, minimum, NEAR));
  // No rest at a minimum ends a run early: RMSProp can lie still and then jump.
  let [w, state, minimum, since] = [start, optimizer.init(start), reached(start), 0];
  for (let step = 1; step <= most; step++) {
    [w, state] = optimizer.update(w, objective.gradient, state);
    if (!within(w, middle, FAR)) return { minimum: AWAY, step: null };
    if (minimum < 0 || !within(w, minima[minimum], NEAR)) [minimum, since] = [reached(w), step];
  }
  return minimum < 0 ? { minimum: NEVER, step: null } : { minimum, step: since };
}
