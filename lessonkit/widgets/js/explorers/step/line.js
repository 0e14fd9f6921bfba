// The loss from no step to twice the current one, on ordinary axes, with the tangent at 0.

import { createChart } from "../../kit/chart.js";
import { disc, stroke, write } from "../../kit/pen.js";
import { linearScale, padded } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";

const POINTS = 160;
const DASH = [9, 6];

export function createStepLine() {
  let [reach, values] = [1, [0, 1]]; // the axes follow the step
  const chart = createChart(
    "lk-values",
    ({ left, right, top, bottom }) => {
      const x = linearScale([0, reach], [left, right]);
      x.ticks = () => ends(reach);
      const ranged = [Math.min(...values), Math.max(...values)];
      return {
        x,
        y: linearScale(padded(ranged, 0.15), [bottom, top]),
        names: { x: _("Step size"), y: "L", plain: true },
      };
    },
    { left: 78 },
  );

  chart.show = (line, step) => {
    reach = 2 * step;
    values = Array.from({ length: POINTS + 1 }, (_, k) => line.along((reach * k) / POINTS));
    chart.relayout();
    const { x, y, theme } = chart;
    const ctx = chart.draw((ctx) => {
      stroke(ctx, values.map((value, k) => [x((reach * k) / POINTS), y(value)]), theme.curve, 3);
      // On top, so that it is seen where it is kept.
      const promise = [0, reach].map((end) => [x(end), y(line.before + line.slope * end)]);
      stroke(ctx, promise, theme.path, 2.5, DASH);
      disc(ctx, [x(step), y(line.along(step))], 9, theme.path, theme.background);
    });
    drawLegend(ctx);
  };

  /** Above the frame: a sample of each line and its name. */
  function drawLegend(ctx) {
    const { theme, frame } = chart;
    const height = frame.top - 14;
    let end = frame.right;
    for (const [name, color, dash] of [[_("promise"), theme.path, DASH], [_("truth"), theme.curve]]) {
      write(ctx, name, [end, height], theme, { align: "right", baseline: "middle" });
      end -= ctx.measureText(name).width + 8;
      stroke(ctx, [[end - 28, height], [end, height]], color, 3, dash);
      end -= 44;
    }
  }
  return chart;
}

/** Three ticks, as the step is typed: 0, the step itself and twice as much. */
function ends(reach) {
  return [0, reach / 2, reach * 0.999].map((value) => ({
    value,
    text: value ? String(Number(value.toPrecision(2))) : "0",
  }));
}
