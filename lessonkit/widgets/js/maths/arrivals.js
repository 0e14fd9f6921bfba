// Where runs end: which minimum they reach, at which step, or that they leave or never arrive, or
// come to where there is no value.

export const NEVER = -1; // neither at a minimum nor away when the steps are used up
export const AWAY = -2; // far off the map
export const NOWHERE = -3; // where there is no value, or a slope beyond all numbers

export const NEAR = 0.01; // of the map's width along every axis: that is at the minimum
const FAR = 10; // so many widths away nothing comes back

/** Whether a run may come back from a place: from none far off, and from no NaN. */
export const isNear = ({ domain }, w) =>
  w.every((x, i) => Math.abs(2 * x - domain[i][0] - domain[i][1]) <= 2 * FAR * (domain[i][1] - domain[i][0]));

/**
 * Run an optimizer for at most `most` steps without keeping its path.
 *
 * @returns {minimum, step}: the position in objective.minima of the one at which the run ends,
 *   within 1% of the map along every axis, and the step from which on it stays there; or NEVER,
 *   AWAY or NOWHERE with step null.
 */
export function arrive(objective, optimizer, start, most) {
  const { minima } = objective;
  const widths = objective.domain.map(([low, high]) => high - low);
  const isAt = (minimum, w) => w.every((x, i) => Math.abs(x - minimum[i]) <= NEAR * widths[i]);
  const reached = (w) => minima.findIndex((minimum) => isAt(minimum, w));
  // No rest at a minimum ends a run early: RMSProp can lie still and then jump.
  let [w, state, minimum, since] = [start, optimizer.init(start), reached(start), 0];
  for (let step = 1; step <= most; step++) {
    const before = w;
    [w, state] = optimizer.update(w, objective.gradient, state);
    if (!isNear(objective, w)) {
      const lost = w.some(Number.isNaN) || !objective.gradient(before).every(Number.isFinite);
      return { minimum: lost ? NOWHERE : AWAY, step: null };
    }
    if (minimum < 0 || !isAt(minima[minimum], w)) [minimum, since] = [reached(w), step];
  }
  return minimum < 0 ? { minimum: NEVER, step: null } : { minimum, step: since };
}
