// The value of every try as a dot and the best so far as a staircase, on axes that stay as they
// are while one drags.

import { createChart } from "../../kit/chart.js";
import { diamond, stroke } from "../../kit/pen.js";
import { logScale, valueScale } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";

const DECADES = 5;

export function createStaircase(objective, mostTries) {
  const [low, high] = objective.range;
  const chart = createChart(
    "lk-loss",
    (frame) => ({
      x: logScale([1, mostTries], [frame.left, frame.right]),
      y: valueScale([low, high], low >= 0 && high > 0 && DECADES, [frame.bottom, frame.top]),
      names: { x: _("try"), y: "f", plain: true },
    }),
    { left: 52, right: 16 },
  );

  chart.show = ({ values, records, best }) => {
    const { x, y, theme } = chart;
    chart.draw((ctx) => {
      ctx.fillStyle = theme.curve;
      ctx.globalAlpha = 0.7;
      values.forEach((value, k) => ctx.fillRect(x(k + 1) - 2, y(value) - 2, 4, 4));
      ctx.globalAlpha = 1;
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
