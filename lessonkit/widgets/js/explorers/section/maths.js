// What the section explorer computes: the slope in a direction, and the contour through a point.

/** The unit direction of an angle in degrees. */
export function unitOf(degrees) {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

/** The angle of a vector in degrees from 0 to 360. */
export function angleOf([u, v]) {
  return ((Math.atan2(v, u) * 180) / Math.PI + 360) % 360;
}

/**
 * Everything about the slope at a point: gradient, its length and angle, slope in a direction; and
 * whether it is `known`. Where it is not, no direction is the steepest.
 */
export function slopesAt(objective, point, degrees) {
  const gradient = objective.gradient(point);
  const [ux, uy] = unitOf(degrees);
  const steepest = angleOf(gradient);
  const length = Math.hypot(...gradient);
  const known = Number.isFinite(length);
  const turn = Math.abs(degrees - steepest) % 360;
  return {
    value: objective.value(point),
    gradient,
    known,
    length: known ? length : 0,
    steepest,
    slope: gradient[0] * ux + gradient[1] * uy,
    between: Math.min(turn, 360 - turn),
  };
}

const STEPS = 1500; // each way, of a 400th of the map

/**
 * The contour through a point, as points from end to end: it is walked at right angles to the
 * gradient, and after each step pulled back to its height.
 */
export function contourThrough(objective, start) {
  const [ahead, closed] = walk(objective, start, 1);
  if (closed) return ahead;
  return [...walk(objective, start, -1)[0].reverse(), start, ...ahead];
}

function walk(objective, start, side) {
  const spans = objective.domain.map(([low, high]) => high - low);
  const step = Math.min(...spans) / 400;
  const height = objective.value(start);
  const points = [];
  let [x, y] = start;
  for (let k = 0; k < STEPS; k++) {
    const [u, v] = sideways(objective, x, y, side);
    const [p, q] = sideways(objective, x + (u * step) / 2, y + (v * step) / 2, side);
    [x, y] = level(objective, x + p * step, y + q * step, height);
    if (!onMap(objective, x, y)) break;
    points.push([x, y]);
    if (k > 10 && Math.hypot(x - start[0], y - start[1]) < step) return [[start, ...points, start], true];
  }
  return [points, false];
}

/** The unit vector at right angles to the gradient; not a number where the ground is flat. */
function sideways(objective, x, y, side) {
  const [u, v] = objective.gradient([x, y]);
  const length = Math.hypot(u, v);
  return [(-side * v) / length, (side * u) / length];
}

/** One step of Newton's method along the gradient, back to a height. */
function level(objective, x, y, height) {
  const [u, v] = objective.gradient([x, y]);
  const share = (height - objective.value([x, y])) / (u * u + v * v);
  return [x + share * u, y + share * v];
}

const onMap = (objective, ...w) =>
  w.every((value, i) => value >= objective.domain[i][0] && value <= objective.domain[i][1]);
