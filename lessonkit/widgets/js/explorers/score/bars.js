// A bar for each class, on axes that stay as they are while one drags.

import { clipped, createPlot, drawAxes, haloText } from "../../kit/canvas.js";
import { fixed, linearScale } from "../../kit/scales.js";

const MARGINS = { left: 40, right: 46, top: 28, bottom: 24 };
const ROOM_FOR_DECIMALS = 40; // the width of a column in which two decimals can be read

/**
 * @param classes the names of the classes.
 * @param options.domain the ends of the vertical axis; longer bars end in an arrow.
 * @param options.className of the canvas; options.hatched how wide what costs is, in columns.
 */
export function createBars(classes, { domain, className, hatched = 0.68 }) {
  const plot = createPlot(className);
  let x, y, theme;

  function layout(width, height, newTheme) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      x = linearScale([0, classes.length], [frame.left, frame.right]);
      y = linearScale(domain, [frame.bottom, frame.top]);
      const names = Object.assign((value) => x(value + 0.5), {
        ticks: () => classes.map((text, value) => ({ value, text })),
      });
      const lines = () => horizontals(ctx, frame);
      drawAxes(ctx, frame, names, y, { x: "", y: "" }, theme, { grid: false, over: lines });
    });
  }

  function horizontals(ctx, { left, right, top, bottom }) {
    for (const { value } of y.ticks((bottom - top) / 48)) rule(ctx, value, left, right, theme.grid, 1);
  }

  function rule(ctx, value, left, right, color, width, dashes = []) {
    ctx.beginPath();
    ctx.moveTo(left, y(value));
    ctx.lineTo(right, y(value));
    ctx.lineWidth = width;
    ctx.strokeStyle = color;
    ctx.setLineDash(dashes);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  /**
   * @param bars.values of the classes, and right, the index of the right one.
   * @param bars.from a level: what reaches above it is hatched (left out: nothing is).
   * @param bars.margin whether it is named s_y − 1; bars.title and bars.total above the frame.
   */
  function draw({ values, right, from = Infinity, margin = false, title, total = "" }) {
    const ctx = plot.clear();
    const { frame } = plot;
    const width = columnWidth();
    clipped(ctx, frame, () => {
      ctx.globalAlpha = 0.16;
      fill(ctx, theme.minimum, x(right), frame.top, width, frame.bottom - frame.top);
      ctx.globalAlpha = 1;
      values.forEach((value, j) => {
        const color = j === right ? theme.minimum : theme.curve;
        bar(ctx, color, j, 0.68, Math.min(0, value), Math.max(0, value));
        if (j !== right && value > from) drawCost(ctx, j, from, value);
      });
      if (domain[0] < 0) rule(ctx, 0, frame.left, frame.right, theme.ink, 1.2);
      if (margin) rule(ctx, from, frame.left, frame.right, theme.ink, 2, [7, 5]);
    });
    numbers(ctx, values, width);
    write(ctx, title, total);
    if (margin) nameMargin(ctx, from);
  }

  const columnWidth = () => (plot.frame.right - plot.frame.left) / classes.length;

  function fill(ctx, color, left, top, width, height) {
    ctx.fillStyle = color;
    ctx.fillRect(left, top, width, height);
  }

  function bar(ctx, color, j, share, low, high) {
    fill(ctx, color, x(j + 0.5 - share / 2), y(high), columnWidth() * share, y(low) - y(high));
  }

  /** What costs: never the color alone. */
  function drawCost(ctx, j, low, high) {
    bar(ctx, theme.path, j, hatched, low, high);
    const [left, top, bottom] = [x(j + 0.5 - hatched / 2), y(high), y(low)];
    const width = columnWidth() * hatched;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, bottom - top);
    ctx.clip();
    ctx.beginPath();
    for (let rise = -width; rise < bottom - top; rise += 7) {
      ctx.moveTo(left, bottom - rise);
      ctx.lineTo(left + width, bottom - rise - width);
    }
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
    ctx.restore();
  }

  function numbers(ctx, values, width) {
    const wide = width >= ROOM_FOR_DECIMALS;
    const decimals = wide ? 2 : 1;
    ctx.font = wide ? theme.tick : theme.tick.replace("14px", "12px");
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    const { top, bottom } = plot.frame;
    values.forEach((value, j) => {
      const off = value > domain[1] ? "▲" : "";
      const end = value < 0 ? y(value) + 22 : y(value) - 11;
      const place = Math.max(top + 15, Math.min(bottom - 5, end));
      haloText(ctx, off + fixed(value, decimals), x(j + 0.5), place, theme);
    });
  }

  function write(ctx, title, total) {
    const { left, right, top } = plot.frame;
    const end = right + MARGINS.right - 4;
    ctx.textBaseline = "alphabetic";
    ctx.font = theme.bold;
    ctx.fillStyle = theme.ink;
    ctx.textAlign = "left";
    ctx.fillText(title, left, top - 9);
    ctx.textAlign = "right";
    ctx.fillText(total, end, top - 9);
  }

  /** s_y − 1, at the right end of its line. */
  function nameMargin(ctx, level) {
    const { right, top, bottom } = plot.frame;
    const line = y(level) + 5;
    if (line < top || line > bottom + 5) return;
    ctx.fillStyle = theme.ink;
    ctx.textAlign = "left";
    ctx.font = theme.name;
    ctx.fillText("s", right + 3, line);
    ctx.fillText("− 1", right + 18, line);
    ctx.font = theme.index;
    ctx.fillText("y", right + 10, line + 4);
  }

  /** Where a score is held, and what score is at a height. */
  const pixel = (j, value) => [x(j + 0.5), y(value)];
  const valueAt = (py) => y.invert(py);
  const columnAt = (px) => Math.max(0, Math.min(classes.length - 1, Math.floor(x.invert(px))));

  return { canvas: plot.canvas, plot, layout, draw, pixel, valueAt, columnAt, columnWidth };
}
