// One slice through a landscape of two variables: the curve along one of them, and its tangent.

import { createChart } from "../../kit/chart.js";
import { disc, stroke, write } from "../../kit/pen.js";
import { linearScale } from "../../kit/scales.js";

const REACH = 0.35; // how far the axis of heights goes up and down, as a share of all heights

/**
 * The axis of heights moves along with the point but never changes its scale, so that a slope
 * looks the same wherever it occurs, and in both slices.
 */
export function createSliceView(objective, i) {
  const reach = REACH * (objective.range[1] - objective.range[0] || 1);
  let middle = (objective.range[0] + objective.range[1]) / 2;
  const chart = createChart("lk-slice", () => ({
    ...{ x: linearScale(objective.domain[i]), y: linearScale([middle - reach, middle + reach]) },
    ...{ names: { x: objective.variables[i], y: "f" }, margins: { left: 50, right: 10 } },
  }));

  /** @param title what stays and the slope, said by who knows the language. */
  chart.show = (point, { value, gradient }, title) => {
    if (Number.isFinite(value)) middle = value; // else the axis stays where it was
    chart.relayout();
    const { x, y, theme, frame } = chart;
    const moved = (v) => objective.value(point.map((w, k) => (k === i ? v : w)));
    const tangent = (v) => [x(v), y(value + gradient[i] * (v - point[i]))];
    const ctx = chart.draw((ctx) => {
      chart.curve(ctx, moved);
      stroke(ctx, objective.domain[i].map(tangent), theme.path, 2, [7, 5]);
      disc(ctx, [x(point[i]), y(value)], 7, theme.path, theme.background);
    });
    const font = frame.right - frame.left < 200 ? "small" : "bold";
    const look = { font, color: theme.path, align: "right", halo: true };
    write(ctx, title, [frame.right, frame.top - 9], theme, look);
  };
  return chart;
}
