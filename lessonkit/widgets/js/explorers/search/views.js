// The views of the search: the darts on the map, and the best so far as a staircase.

import { createChart } from "../../kit/chart.js";
import { diamond, disc, faintly, fillBox, stroke } from "../../kit/pen.js";
import { logScale, valueScale } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";

/** @param map a map view; found what `search` returns. */
export function drawDarts(map, [[left, right], [low, high]], { points, values, best }) {
  const { theme, pixel } = map;
  map.draw((ctx) => {
    for (const point of points) disc(ctx, pixel(point), points.length > 200 ? 1.8 : 3, theme.ink);
    const corners = [[left, low], [right, low], [right, high], [left, high], [left, low]];
    stroke(ctx, corners.map(pixel), theme.ink, 2, [7, 5]);
    // The middle of the box, where it is held.
    const [x, y] = pixel([(left + right) / 2, (low + high) / 2]);
    for (const [color, width] of [[theme.background, 5], [theme.ink, 2]]) {
      stroke(ctx, [[x - 8, y], [x + 8, y]], color, width);
      stroke(ctx, [[x, y - 8], [x, y + 8]], color, width);
    }
    map.drawMinima(ctx);
    if (Number.isFinite(values[best])) diamond(ctx, pixel(points[best]), 9, theme);
  });
}

const DECADES = 5;

export function createStaircase(objective, mostTries) {
  const [low, high] = objective.range;
  const chart = createChart("lk-loss", () => ({
    x: logScale([1, mostTries]),
    y: valueScale([low, high], low >= 0 && high > 0 && DECADES),
    ...{ names: { x: _("try"), y: "f", plain: true }, margins: { left: 52, right: 16 } },
  }));

  chart.show = ({ values, records, best }) => {
    const { x, y, theme } = chart;
    chart.draw((ctx) => {
      faintly(ctx, 0.7, () =>
        values.forEach((value, k) => fillBox(ctx, [x(k + 1) - 2, y(value) - 2, 4, 4], theme.curve)));
      const stairs = records.flatMap((k, i) => [
        ...(i ? [[x(k + 1), y(values[records[i - 1]])]] : []),
        [x(k + 1), y(values[k])],
      ]);
      stroke(ctx, [...stairs, [x(values.length), y(values[best])]], theme.path, 2.5);
      for (const k of records) diamond(ctx, [x(k + 1), y(values[k])], 5, theme);
    });
  };
  return chart;
}
