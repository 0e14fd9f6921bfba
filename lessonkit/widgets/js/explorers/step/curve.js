// The loss after one step over the size of the step, both on logarithmic axes, and the ball.

import { createChart } from "../../kit/chart.js";
import { disc, stroke, write } from "../../kit/pen.js";
import { linearScale, logScale } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";
import { FIRST, indexOf, LAST, STEPS } from "./maths.js";

const HEIGHT = 320;

/** @param current() the line in sight, asked at each layout. */
export function createStepCurve(current) {
  let line = null;
  const chart = createChart("lk-landscape", ({ left, right, top, bottom }) => {
    line = current();
    const up = logScale([line.range[0] / 1.3, line.range[1] * 1.3], [bottom, top]);
    up.ticks = () => plainTicks(up.domain);
    return {
      x: linearScale([FIRST, LAST], [left, right]), // of the power of ten
      y: up,
      ticks: { x: logScale([10 ** FIRST, 10 ** LAST], [left, right]) },
      names: { x: _("Step size"), y: "L", plain: true },
      over(ctx) {
        const { theme, x, y } = chart;
        chart.across(ctx, line.before, theme.ink, 1.5, [7, 5]);
        const points = STEPS.map((step, k) => [x(Math.log10(step)), y(line.at(k))]);
        stroke(ctx, points, theme.curve, 3);
        write(ctx, _("loss before"), [left + 8, y(line.before) - 8], theme, { halo: true });
      },
    };
  });
  chart.fit = (width, most) => [width, Math.min(HEIGHT, most)];
  chart.pixel = ([power]) => [chart.x(power), chart.y(line.at(indexOf(10 ** power)))];
  chart.startAt = (px) => [chart.x.invert(px)];

  /** The visited step sizes as small dots, the current one as the ball. */
  chart.show = (step, visited) => {
    const { theme, pixel, plot } = chart;
    const ctx = plot.clear();
    for (const power of visited) disc(ctx, pixel([power]), 4.5, theme.curve, theme.background);
    disc(ctx, pixel([Math.log10(step)]), 9, theme.path, theme.background);
  };
  return chart;
}

/** 1, 2, 5, 10, … */
function plainTicks([low, high]) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++) {
    for (const digit of [1, 2, 5]) {
      const value = Number(`${digit}e${power}`);
      if (value >= low && value <= high) ticks.push({ value, text: String(value) });
    }
  }
  return ticks;
}
