// The objective with the part of its domain that is in sight.

import { shownRange, towersAt } from "../../maths/ranges.js";

/** Let `shown`, a copy of the objective, show these bounds; null stands for the whole domain. */
export function look(shown, objective, bounds) {
  shown.view = bounds;
  shown.domain = bounds ?? objective.domain;
  shown.range = (bounds && rangeOf(objective, bounds)) ?? objective.range;
  const inside = (w) => w.every((v, i) => v >= shown.domain[i][0] && v <= shown.domain[i][1]);
  shown.minima = objective.minima.filter(inside);
}

/** The values that are shown of a rectangle, null where there is none. */
function rangeOf(objective, domain) {
  const count = objective.dim === 1 ? 400 : 40;
  const steps = domain.map(([low, high]) => (high - low) / count);
  const points = [];
  for (let j = 0; j <= (objective.dim === 1 ? 0 : count); j++) {
    for (let i = 0; i <= count; i++) points.push(domain.map(([low], axis) => low + steps[axis] * [i, j][axis]));
  }
  const values = points.map(objective.value);
  if (!values.some(Number.isFinite)) return null;
  const inSight = { ...objective, domain };
  const [low, high] = shownRange(values, (sign) => {
    if (values.includes(sign * Infinity)) return true;
    const heights = values.map((value) => (value === value ? sign * value : -Infinity));
    return towersAt(inSight, points[heights.indexOf(Math.max(...heights))], steps, sign);
  });
  return low < high ? [low, high] : null;
}
