// A plot with axes: what every view with axes is made of.

import { createPlot } from "./canvas.js";
import { clipped, stroke, strokeBox, write } from "./pen.js";

const MARGINS = { left: 60, right: 14, top: 30, bottom: 46 };

/**
 * @param axes(theme) what the axes are, asked at each layout: {x, y} of scales.js; ticks.x(count)
 *   and ticks.y(count) where these are others; `names` {x, y}, and whether they are `plain` words;
 *   `title` above the frame; `margins` around it; `under(ctx)` paints instead of grid lines and
 *   `over(ctx)` after everything, what stays from picture to picture.
 * @returns what makes a view: canvas, plot, layout, and what draws with the scales.
 */
export function createChart(className, axes) {
  const plot = createPlot(className);
  let size = null;
  const chart = {
    canvas: plot.canvas,
    element: plot.canvas,
    plot,
    say: plot.say,
    pixel: ([u, v]) => [chart.x(u), chart.y(v)],
    startAt: (px, py) => [chart.x.invert(px), chart.y.invert(py)],

    layout(width, height, theme) {
      size = [width, height];
      chart.theme = theme;
      chart.relayout();
    },

    /** The same size, other axes. */
    relayout() {
      const { x, y, margins, over, ...others } = axes(chart.theme);
      plot.layout(...size, chart.theme, { ...MARGINS, ...margins }, (ctx, frame) => {
        const { left, right, top, bottom } = frame;
        Object.assign(chart, { frame, x: x([left, right]), y: y([bottom, top]) });
        drawAxes(ctx, chart, others);
        over?.(ctx);
      });
    },

    /** Start a new picture; what `paint(ctx)` draws is cut off at the frame. */
    draw(paint) {
      const ctx = plot.clear();
      clipped(ctx, chart.frame, () => paint(ctx));
      return ctx;
    },

    /** The graph of a function. */
    curve(ctx, at, color = chart.theme.curve, width = 3, dash = []) {
      const { left, right } = chart.frame;
      const points = [];
      for (let p = left; p <= right; p += 0.5) points.push([p, chart.y(at(chart.x.invert(p)))]);
      clipped(ctx, chart.frame, () => stroke(ctx, brokenAtPoles(points, chart.frame), color, width, dash));
    },

    /** A straight line at a value, across the frame or up through it. */
    across: (ctx, value, ...look) =>
      stroke(ctx, [[chart.frame.left, chart.y(value)], [chart.frame.right, chart.y(value)]], ...look),
    upright: (ctx, value, ...look) =>
      stroke(ctx, [[chart.x(value), chart.frame.top], [chart.x(value), chart.frame.bottom]], ...look),
  };
  return chart;
}

/**
 * A curve, in pixels, that ends where it leaves the picture at a pole, and begins on the other side:
 * a line from far above the picture to far below it would look like a wall.
 */
export function brokenAtPoles(points, { top, bottom }) {
  const side = ([, y]) => (y < top) - (y > bottom);
  return points.flatMap((point, k) => {
    const wall = k > 0 && side(points[k - 1]) * side(point) < 0;
    return wall ? [[point[0], NaN], point] : [point];
  });
}

/** Grid lines, tick labels and axis names. */
function drawAxes(ctx, chart, { ticks = {}, names = {}, title, under }) {
  const { x, y, theme } = chart;
  const { left, right, top, bottom } = chart.frame;
  const columns = (ticks.x ?? x.ticks)((right - left) / 70);
  const rows = (ticks.y ?? y.ticks)((bottom - top) / 48);
  if (under) under(ctx);
  else {
    for (const { value } of columns) chart.upright(ctx, value, theme.grid, 1);
    for (const { value } of rows) chart.across(ctx, value, theme.grid, 1);
  }
  strokeBox(ctx, [left, top, right - left, bottom - top], theme.ink);
  const below = { align: "center", baseline: "top" };
  for (const { value, text } of columns) write(ctx, text, [x(value), bottom + 6], theme, below);
  const beside = { align: "right", baseline: "middle" };
  for (const { value, text } of rows) write(ctx, text, [left - 9, y(value)], theme, beside);
  const font = names.plain ? "tick" : "name";
  write(ctx, names.x ?? "", [right, bottom + 38], theme, { font, align: "right" });
  write(ctx, title ?? names.y ?? "", [4, top - 9], theme, { font: title ? "tick" : "name" });
}
