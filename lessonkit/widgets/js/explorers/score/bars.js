// A bar for each class, on axes that stay as they are while one drags.

import { createChart } from "../../kit/chart.js";
import { clipped, faintly, fillBox, stroke, write } from "../../kit/pen.js";
import { linearScale } from "../../kit/scales.js";
import { fixed } from "../../kit/text.js";

const MARGINS = { left: 40, right: 54, top: 28, bottom: 24 };
const ROOM_FOR_DECIMALS = 40; // the width of a column in which two decimals can be read

/**
 * @param classes the names of the classes.
 * @param options.domain the ends of the vertical axis; longer bars end in an arrow.
 * @param options.className of the canvas; options.hatched how wide what costs is, in columns.
 */
export function createBars(classes, { domain, className, hatched = 0.68 }) {
  const chart = createChart(className, (theme) => ({
    ...{ x: linearScale([0, classes.length]), y: linearScale(domain), margins: MARGINS },
    ticks: { x: () => classes.map((text, j) => ({ value: j + 0.5, text })) },
    under(ctx) {
      const { top, bottom } = chart.frame;
      for (const { value } of chart.y.ticks((bottom - top) / 48)) chart.across(ctx, value, theme.grid, 1);
    },
  }));
  const columnWidth = () => (chart.frame.right - chart.frame.left) / classes.length;

  /**
   * @param bars.values of the classes, and right, the index of the right one.
   * @param bars.from a level: what reaches above it is hatched (left out: nothing is).
   * @param bars.margin whether it is named s_y − 1; bars.title and bars.total above the frame.
   */
  chart.show = ({ values, right, from = Infinity, margin = false, title, total = "" }) => {
    const { x, theme, frame } = chart;
    const ctx = chart.draw((ctx) => {
      const column = [x(right), frame.top, columnWidth(), frame.bottom - frame.top];
      faintly(ctx, 0.16, () => fillBox(ctx, column, theme.minimum));
      values.forEach((value, j) => {
        const color = j === right ? theme.minimum : theme.curve;
        bar(ctx, color, j, 0.68, Math.min(0, value), Math.max(0, value));
        if (j !== right && value > from) drawCost(ctx, j, from, value);
      });
      if (domain[0] < 0) chart.across(ctx, 0, theme.ink, 1.2);
      if (margin) chart.across(ctx, from, theme.ink, 2, [7, 5]);
    });
    writeNumbers(ctx, values);
    write(ctx, title, [frame.left, frame.top - 9], theme, { font: "bold" });
    const end = [frame.right + MARGINS.right - 4, frame.top - 9];
    write(ctx, total, end, theme, { font: "bold", align: "right" });
    if (margin) nameMargin(ctx, from);
  };

  function bar(ctx, color, j, share, low, high) {
    const { x, y } = chart;
    fillBox(ctx, [x(j + 0.5 - share / 2), y(high), columnWidth() * share, y(low) - y(high)], color);
  }

  /** What costs: never the color alone. */
  function drawCost(ctx, j, low, high) {
    const { x, y, theme } = chart;
    bar(ctx, theme.path, j, hatched, low, high);
    const [left, top, bottom] = [x(j + 0.5 - hatched / 2), y(high), y(low)];
    const width = columnWidth() * hatched;
    clipped(ctx, { left, right: left + width, top, bottom }, () => {
      for (let rise = -width; rise < bottom - top; rise += 7) {
        const hatch = [[left, bottom - rise], [left + width, bottom - rise - width]];
        stroke(ctx, hatch, theme.background, 1.5);
      }
    });
  }

  function writeNumbers(ctx, values) {
    const { x, y, theme } = chart;
    const { top, bottom } = chart.frame;
    const wide = columnWidth() >= ROOM_FOR_DECIMALS;
    values.forEach((value, j) => {
      const text = (value > domain[1] ? "▲" : "") + fixed(value, wide ? 2 : 1);
      const end = value < 0 ? y(value) + 22 : y(value) - 11;
      const place = [x(j + 0.5), Math.max(top + 15, Math.min(bottom - 5, end))];
      write(ctx, text, place, theme, { font: wide ? "tick" : "small", align: "center", halo: true });
    });
  }

  /** s_y − 1, at the right end of its line. */
  function nameMargin(ctx, level) {
    const { theme, frame } = chart;
    const { right, top, bottom } = frame;
    const line = chart.y(level) + 5;
    if (line < top || line > bottom + 5) return;
    for (const [text, dx, dy, font] of [["s", 3, 0, "name"], ["− 1", 18, 0, "name"], ["y", 10, 4, "index"]]) {
      write(ctx, text, [right + dx, line + dy], theme, { font });
    }
  }

  /** Where a score is held, and what score is at a height. */
  chart.pixel = (j, value) => [chart.x(j + 0.5), chart.y(value)];
  const valueAt = (py) => chart.y.invert(py);
  const columnAt = (px) => Math.max(0, Math.min(classes.length - 1, Math.floor(chart.x.invert(px))));
  return Object.assign(chart, { valueAt, columnAt, columnWidth });
}
