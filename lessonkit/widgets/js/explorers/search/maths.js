// Random search on a map, the same as lessonkit/widgets/search_explorer.py does in Python.

/** The box of a width in percent of the map, around a center but never over the map's edge. */
export function boxAround(objective, center, width) {
  return objective.domain.map(([low, high], i) => {
    const half = ((high - low) * width) / 200;
    const middle = Math.max(low + half, Math.min(high - half, center[i]));
    return [middle - half, middle + half];
  });
}

/**
 * Throw darts into the box.
 *
 * @param dice numbers from 0 to 1, two for each dart.
 * @returns {points, values, records: the tries that beat all before, best: the last of them}
 */
export function search(objective, [[left, right], [low, high]], dice, tries) {
  const points = [];
  const values = [];
  const records = [];
  let best = 0;
  for (let k = 0; k < tries; k++) {
    const point = [left + (right - left) * dice[2 * k], low + (high - low) * dice[2 * k + 1]];
    const value = objective.at(...point);
    points.push(point);
    values.push(value);
    if (k === 0 || value < values[best] || (values[best] !== values[best] && value === value)) {
      best = k;
      records.push(k);
    }
  }
  return { points, values, records, best };
}
