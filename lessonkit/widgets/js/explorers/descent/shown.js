// The objective with the part of its domain that is in sight.

/** Let `shown`, a copy of the objective, show these bounds; null stands for the whole domain. */
export function look(shown, objective, bounds) {
  shown.view = bounds;
  shown.domain = bounds ?? objective.domain;
  shown.range = (bounds && rangeOf(objective, bounds)) ?? objective.range;
  const inside = (w) => w.every((v, i) => v >= shown.domain[i][0] && v <= shown.domain[i][1]);
  shown.minima = objective.minima.filter(inside);
}

/** The lowest and highest finite value on a rectangle, null where there is none. */
function rangeOf(objective, domain) {
  const count = objective.dim === 1 ? 400 : 40;
  const ends = [Infinity, -Infinity];
  const along = ([low, high], k) => low + ((high - low) * k) / count;
  for (let j = 0; j <= (objective.dim === 1 ? 0 : count); j++) {
    for (let i = 0; i <= count; i++) {
      const value = objective.at(along(domain[0], i), objective.dim > 1 ? along(domain[1], j) : undefined);
      if (!Number.isFinite(value)) continue;
      ends[0] = Math.min(ends[0], value);
      ends[1] = Math.max(ends[1], value);
    }
  }
  return ends[0] < ends[1] ? ends : null;
}
