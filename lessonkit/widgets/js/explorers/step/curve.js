// The loss after one step over the size of the step, both on logarithmic axes, and the ball.

import { clipped, createPlot, drawAxes, haloText } from "../../kit/canvas.js";
import { linearScale, logScale } from "../../kit/scales.js";
import { FIRST, indexOf, LAST, stepAt } from "./maths.js";

const MARGINS = { left: 60, right: 14, top: 30, bottom: 46 };

export function createStepCurve(labels) {
  const plot = createPlot("lk-landscape");
  let across, up, line, theme;

  function layout(width, height, newTheme, newLine) {
    [theme, line] = [newTheme, newLine];
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      const sides = [frame.left, frame.right];
      across = linearScale([FIRST, LAST], sides);
      up = logScale([line.range[0] / 1.3, line.range[1] * 1.3], [frame.bottom, frame.top]);
      const ticks = logScale([10 ** FIRST, 10 ** LAST], sides);
      const marks = Object.assign((value) => up(value), { ticks: () => plainTicks(up.domain) });
      drawAxes(ctx, frame, ticks, marks, { x: labels.step, y: "L", plain: true }, theme);
      clipped(ctx, frame, () => paint(ctx, frame));
    });
  }

  function paint(ctx, { left, right }) {
    ctx.beginPath();
    ctx.moveTo(left, up(line.before));
    ctx.lineTo(right, up(line.before));
    ctx.setLineDash([7, 5]);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = theme.ink;
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    for (let k = 0; k < line.count; k++) ctx.lineTo(across(Math.log10(stepAt(k))), up(line.at(k)));
    ctx.lineWidth = 3;
    ctx.lineJoin = "round";
    ctx.strokeStyle = theme.curve;
    ctx.stroke();
    ctx.font = theme.tick;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    haloText(ctx, labels.before, left + 8, up(line.before) - 8, theme);
  }

  /** The visited step sizes as small dots, the current one as the ball. */
  function draw(step, visited) {
    const ctx = plot.clear();
    for (const power of visited) dot(ctx, pixel([power]), 4.5, theme.curve);
    dot(ctx, pixel([Math.log10(step)]), 9, theme.path);
  }

  function dot(ctx, point, radius, color) {
    ctx.beginPath();
    ctx.arc(...point, radius, 0, 2 * Math.PI);
    ctx.fillStyle = color;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
  }

  const pixel = ([power]) => [across(power), up(line.at(indexOf(10 ** power)))];
  const startAt = (px) => [across.invert(px)];

  return { canvas: plot.canvas, plot, layout, draw, pixel, startAt };
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
