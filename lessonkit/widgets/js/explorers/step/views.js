// The views of a step: the loss over its size, and along its line with the tangent at 0.

import { createChart } from "../../kit/chart.js";
import { disc, stroke, write } from "../../kit/pen.js";
import { linearScale, logScale, padded } from "../../kit/scales.js";
import { _, power } from "../../kit/text.js";
import { FIRST, indexOf, LAST, POWERS, STEPS } from "./maths.js";

const HEIGHT = 320;

/** @param current() the line in sight, asked at each layout. */
export function createStepCurve(current) {
  let line = null;
  const chart = createChart("lk-landscape", () => {
    line = current();
    const ends = [line.range[0] / 1.3, line.range[1] * 1.3];
    return {
      ...{ x: linearScale([FIRST, LAST]), y: logScale(ends) }, // x is the power of ten
      ticks: { x: () => POWERS.map((value) => ({ value, text: power(value) })), y: () => plainTicks(ends) },
      names: { x: _("Step size"), y: "L", plain: true },
      over(ctx) {
        const { theme, x, y, frame: { left } } = chart;
        chart.across(ctx, line.before, theme.ink, 1.5, [7, 5]);
        const points = STEPS.map((step, k) => [x(Math.log10(step)), y(line.at(k))]);
        stroke(ctx, points, theme.curve, 3);
        write(ctx, _("loss before"), [left + 8, y(line.before) - 8], theme, { halo: true });
      },
    };
  });
  chart.fit = (width, most) => [width, Math.min(HEIGHT, most)];
  chart.pixel = ([at]) => [chart.x(at), chart.y(line.at(indexOf(10 ** at)))];
  chart.startAt = (px) => [chart.x.invert(px)];

  /** The visited step sizes as small dots, the current one as the ball. */
  chart.show = (step, visited) => {
    const { theme, pixel, plot } = chart;
    const ctx = plot.clear();
    for (const at of visited) disc(ctx, pixel([at]), 4.5, theme.curve, theme.background);
    disc(ctx, pixel([Math.log10(step)]), 9, theme.path, theme.background);
  };
  return chart;
}

/** 1, 2, 5, 10, … */
function plainTicks([low, high]) {
  const ticks = [];
  for (let decade = Math.floor(Math.log10(low)); 10 ** decade <= high; decade++) {
    for (const digit of [1, 2, 5]) {
      const value = Number(`${digit}e${decade}`);
      if (value >= low && value <= high) ticks.push({ value, text: String(value) });
    }
  }
  return ticks;
}

const POINTS = 160;
const DASH = [9, 6];

export function createStepLine() {
  let [reach, values] = [1, [0, 1]]; // the axes follow the step
  const ranged = () => padded([Math.min(...values), Math.max(...values)], 0.15);
  const chart = createChart("lk-values", () => ({
    ...{ x: linearScale([0, reach]), y: linearScale(ranged()), ticks: { x: () => ends(reach) } },
    ...{ names: { x: _("Step size"), y: "L", plain: true }, margins: { left: 78, right: 24 } },
  }));

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
