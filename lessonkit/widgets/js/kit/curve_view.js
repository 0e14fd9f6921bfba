// A landscape of one variable: the curve of f, and paths on it.

import { createChart } from "./chart.js";
import { showRuns } from "./draw_runs.js";
import { drawStar } from "./pen.js";
import { linearScale, padded, within } from "./scales.js";

// Numbers go below the curve: the steps are drawn above it wherever it is convex.
const [LEFT, RIGHT] = [[[-13, 18], [-13, -9], [13, -9]], [[13, 18], [13, -9], [-13, -9]]];

/** @param objective read at each layout: its domain, range and minima may change. */
export function createCurveView(objective) {
  const [name] = objective.variables;
  const view = createChart("lk-landscape", () => ({
    ...{ x: linearScale(objective.domain[0]), y: linearScale(padded(objective.range)) },
    names: { x: name, y: `f(${name})` },
    over(ctx) {
      view.curve(ctx, objective.at);
      for (const minimum of objective.minima) drawStar(ctx, view.pixel(minimum), view.theme);
    },
  }));

  view.fit = (width, most) => [width, Math.round(Math.min(most, within(width * 0.64, [240, 380])))];
  /** Where a point lies on the curve; where there is no value, on the edge below. */
  view.pixel = ([w]) => {
    const height = view.y(objective.at(w));
    return [view.x(w), Number.isFinite(height) ? height : view.frame.bottom];
  };
  view.startAt = (px) => [view.x.invert(px)];

  const sidesOf = ({ points }) => (k) => (objective.gradient(points[k])[0] > 0 ? RIGHT : LEFT);
  const pixelsOf = ({ points, values }) =>
    points.map((w, k) => (k === 0 ? view.pixel(w) : [view.x(w[0]), view.y(values[k])]));
  view.show = (picture, layers) => showRuns(view, picture, layers, { pixelsOf, name, sidesOf });
  return view;
}
