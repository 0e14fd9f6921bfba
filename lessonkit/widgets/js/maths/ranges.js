// Which values of a landscape are shown, as in lessonkit/figures/landscapes/ranges.py.

const LARGEST = 1e200; // what is larger cannot be drawn
const TOWERING = 20; // this many times the middle half of the values away from it
const ROOM = 3; // of that half is shown beyond it then

/**
 * The lowest and the highest of the values that are worth room: all finite ones, without what
 * towers at a pole. [0, 1] if there is none.
 *
 * @param hasPole(sign) whether the values, or for −1 those below, rise without end.
 */
export function shownRange(values, hasPole = (sign) => values.includes(sign * Infinity)) {
  const finite = values.filter((value) => Math.abs(value) <= LARGEST).sort((a, b) => a - b);
  if (!finite.length) return [0, 1];
  const [low, quarter, three, high] = [0, 0.25, 0.75, 1].map((share) => percentile(finite, share));
  const middle = three - quarter;
  const towers = (height) => TOWERING * middle > 0 && TOWERING * middle < height;
  return [
    towers(quarter - low) && hasPole(-1) ? quarter - ROOM * middle : low,
    towers(high - three) && hasPole(1) ? three + ROOM * middle : high,
  ];
}

/** Between the sorted values, as NumPy does. */
function percentile(sorted, share) {
  const place = share * (sorted.length - 1);
  const [k, part] = [Math.floor(place), place % 1];
  return part ? sorted[k] + part * (sorted[k + 1] - sorted[k]) : sorted[k];
}

/**
 * Whether an objective rises without end (for sign −1: falls) near the most extreme of its samples:
 * from ever nearer by the values tower ever more.
 *
 * @param place of that sample; steps: from sample to sample, along each axis.
 */
export function towersAt({ value, domain }, place, steps, sign) {
  const height = (w) => (Number.isNaN(value(w)) ? -Infinity : sign * value(w));
  const spread = (v, step, [low, high]) =>
    Array.from({ length: 9 }, (_, k) => Math.max(low, Math.min(high, v + (step * (k - 4)) / 4)));
  let [highest, point] = [height(place), place];
  for (let closer = 1; closer > 1e-5; closer *= 0.4) {
    const window = steps.reduce(
      (found, step, i) => found.flatMap((w) => spread(point[i], closer * step, domain[i]).map((v) => [...w, v])),
      [[]],
    );
    point = window.reduce((best, w) => (height(w) > height(best) ? w : best));
    highest = Math.max(highest, height(point));
  }
  return highest > 10 * height(place);
}
