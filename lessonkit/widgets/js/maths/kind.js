// What kind of run it is, told from its numbers. Lengths are in widths of the map, along each axis,
// and slopes and curvatures such that the heights on the map span 1: thresholds fit every landscape.

import { NEAR } from "./arrivals.js";
import { curvatures } from "./stability.js";

const SLOW = 30; // steps as long as the last ones that the way left takes: with 20 not even most of it
const LEVEL = 0.1; // the slope of a plateau; over a whole map it would make a tenth of its height
const STILL = 1e-4; // the slope, and the last steps, where a run has stopped
const CURVED = 0.5; // the curvature that is seen; a parabola over the whole map has 8
const LITTLE = 0.01; // so little height is left on the floor
const NARROW = 5; // so many times as curved is a valley across as along
const NEGLIGIBLE = 0.01; // of the longest step along an axis: no turning back
const WINDING = 3; // turns along an axis that a path makes because it is curved are fewer
const [WIDER, STEADY, SEVERAL] = [1.1, 0.9, 6]; // how swings change from early to late, and how many tell

/**
 * The kind of a run up to a step, up to which it has values:
 *
 *   rests     has not moved: at a minimum from the start on
 *   arrives   is at a minimum and has not swung over it
 *   passed    is at a minimum after turning back once
 *   bounced, swung    is there after turning back, at every second step or more, or rarely
 *   bounces, swings   turns back so, and ever less
 *   endless, widens   turns back as far, or farther, each time
 *   saddle, top, plateau   has stopped, or hardly moves, where the slope is nearly 0
 *   floor     is slow on low ground or in a valley, where it has come down
 *   creeps    is slow: much of the way is left
 *   goes      none of these: it is on its way, or has not begun
 */
export function kindOf(objective, { points, values }, step = points.length - 1) {
  const { domain, minima, range, dim } = objective;
  const widths = domain.map(([low, high]) => high - low);
  const height = range[1] - range[0];
  const between = (a, b) => a.map((x, i) => (b[i] - x) / widths[i]);
  const made = points.slice(0, step + 1);
  const end = made.at(-1);
  const moves = made.slice(1).map((w, k) => between(made[k], w));

  const ways = minima.map((minimum) => between(end, minimum));
  const way = ways.length ? ways.reduce((a, b) => (sizeOf(b) < sizeOf(a) ? b : a)) : null;
  const goal = way && minima[ways.indexOf(way)];
  const pace = Math.max(0, ...moves.slice(-3).map(sizeOf));
  const slope = sizeOf(objective.gradient(end).map((g, i) => (g * widths[i]) / height));
  const hessian = objective.hessian(end);
  const [least, most] = curvatures(hessian.map((row, i) => row.map((h, j) => (h * widths[i] * widths[j]) / height)));
  const stopped = slope <= STILL && pace <= STILL;
  const near = way?.every((part) => Math.abs(part) <= NEAR) && pace <= 2 * NEAR;
  const arrived = near || (stopped && least > 0);

  const crosses = (i) => goal && made.some((w) => Math.sign(made[0][i] - goal[i]) * (w[i] - goal[i]) < -NEAR * widths[i]);
  const axes = widths.map((_, i) => turnsAlong(moves.map((move) => move[i])));
  const swinging = ({ turns, often, growth }, i) => dim === 1 || turns >= WINDING || ((turns > 1 || (often && growth > WIDER)) && crosses(i));
  const counts = axes.map((axis, i) => (swinging(axis, i) ? axis.turns : 0));
  const turns = Math.max(...counts);
  const { often, late, growth, several } = axes[counts.indexOf(turns)];

  if (arrived && !turns) return moves.some(sizeOf) ? "arrives" : "rests";
  if (arrived) return turns === 1 ? "passed" : often ? "bounced" : "swung";
  if (turns && late && !stopped) {
    if (growth > WIDER) return "widens";
    if (growth <= STEADY) return often ? "bounces" : "swings";
    const [half, floor] = [Math.ceil(step / 2), goal ? objective.value(goal) : range[0]];
    const [early, later] = [values.slice(half / 2, half), values.slice(half, step + 1)].map((some) => Math.min(...some) - floor);
    return several && later > STEADY * early ? "endless" : "goes";
  }
  const left = way ? sizeOf(way) : 1;
  if (!stopped && (!moves.length || left < SLOW * pace)) return "goes";
  if (stopped && least < -CURVED && !(most > CURVED)) return "top";
  if (slope <= LEVEL && least < -CURVED && most > CURVED && most < NARROW * -least) return "saddle";
  const fallen = goal && values[step] - objective.value(goal) < LITTLE * height;
  if (fallen || (most > CURVED && leadsAlong(hessian, made))) return "floor";
  return slope <= LEVEL ? "plateau" : "creeps";
}

/** Whether there is a valley, and the last step goes along it. */
function leadsAlong(hessian, points) {
  const [least, most] = curvatures(hessian);
  if (!(Math.abs(least) * NARROW < most) || points.length < 2) return false;
  const move = points.at(-1).map((x, i) => x - points.at(-2)[i]);
  const curved = hessian.flatMap((row, i) => row.map((h, j) => h * move[i] * move[j])).reduce((a, b) => a + b);
  return curved < (most / 2) * sizeOf(move) ** 2;
}

const sizeOf = (vector) => Math.hypot(...vector);

/**
 * How often a sequence of moves along one axis turns back, small moves aside; whether at every
 * second one or more, and in its later half too; how far it goes between late turns, compared with
 * those before, how it began aside; and whether there are several of these.
 */
function turnsAlong(moves) {
  const least = NEGLIGIBLE * Math.max(...moves.map(Math.abs));
  const counted = moves.flatMap((move, k) => (Math.abs(move) > least ? [k] : []));
  const swings = []; // from turn to turn
  let turned = 0;
  counted.forEach((at, k) => {
    const goesOn = k > 0 && moves[at] * moves[counted[k - 1]] > 0;
    if (goesOn) swings[swings.length - 1] += Math.abs(moves[at]);
    else turned = swings.push(Math.abs(moves[at])) && at;
  });
  const late = turned >= moves.length / 2;
  const turns = Math.max(0, swings.length - 1);
  const often = 2 * turns >= counted.length - 1;
  // The way to the first turn is no swing, and the one under way may be half of one.
  const first = turns > 1 ? Math.max(1, Math.floor(swings.length / 4)) : 0;
  const whole = swings.slice(first, often || turns < 2 ? undefined : -1);
  const half = Math.floor(whole.length / 2);
  const longest = (some) => Math.max(...some);
  const growth = half ? longest(whole.slice(half)) / longest(whole.slice(0, half)) : 0;
  return { turns, often, late, growth, several: whole.length >= SEVERAL };
}

/** The step from which on a run stays near one minimum, up to a step; null if it does not. */
export function arrivedAt({ domain, minima }, { points }, step) {
  const at = (w) => (x, i) => Math.abs(w[i] - x) <= NEAR * (domain[i][1] - domain[i][0]);
  const near = (w) => minima.findIndex((minimum) => minimum.every(at(w)));
  const minimum = near(points[step]);
  if (minimum < 0) return null;
  let first = step;
  while (first > 0 && near(points[first - 1]) === minimum) first--;
  return first;
}
