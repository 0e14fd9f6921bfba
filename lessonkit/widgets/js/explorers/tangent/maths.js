// The slope of a curve from points at a distance h, with all the round-off of floating point.

// Distances that the slider stops at, ten in each decade, evenly spaced but round.
const STOPS = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8];

/** Both difference formulas at x. */
export function differences({ at }, x, h) {
  return { forward: (at(x + h) - at(x)) / h, central: (at(x + h) - at(x - h)) / (2 * h) };
}

/** The derivative at x; null at a kink, where the slopes ahead and behind disagree for any h. */
export function slopeAt(objective, x) {
  const [slope] = objective.gradient([x]);
  if (!Number.isFinite(slope)) return null;
  const bend = (h) => Math.abs(differences(objective, x, h).forward - differences(objective, x, -h).forward);
  const kink = bend(1e-7) > 1e-3 && bend(1e-6) < 5 * bend(1e-7);
  return kink ? null : slope;
}

/** Round distances from low to high. */
export function stopsBetween([low, high]) {
  const stops = [];
  for (let power = Math.floor(Math.log10(low) - 1e-9); power <= Math.log10(high); power++) {
    for (const digits of STOPS) stops.push(Number(`${digits}e${power}`));
  }
  return stops.filter((h) => h >= low && h <= high);
}
