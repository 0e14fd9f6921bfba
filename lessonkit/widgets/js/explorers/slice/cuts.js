// The two cuts through a point of the map, as curves, and the colors of the map beside their axis.

import { clipped, createPlot, drawAxes } from "../../kit/canvas.js";
import { levels } from "../../kit/contours.js";
import { drawBall } from "./map.js";
import { linearScale } from "../../kit/scales.js";

const MARGINS = { left: 78, right: 16, top: 30, bottom: 46 };
const BAR = 12;

export function createCuts(labels) {
  const plot = createPlot("lk-landscape");
  let grid, x, y, theme;

  function layout(width, height, newTheme, newGrid, reach) {
    [theme, grid] = [newTheme, newGrid];
    const [low, high] = grid.range;
    const margin = 0.05 * (high - low || 1);
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      const ticks = linearScale([-reach, reach], [frame.left, frame.right]);
      x = linearScale([-1, 1], [frame.left, frame.right]);
      y = linearScale([low - margin, high + margin], [frame.bottom, frame.top]);
      // The ticks of the loss make way for the bar of colors.
      const shifted = { ...frame, left: frame.left - BAR - 4 };
      drawAxes(ctx, frame, ticks, { ticks: () => [] }, { x: "a, b", y: "" }, theme);
      drawTicks(ctx, shifted);
      drawBar(ctx, frame);
    });
  }

  function drawTicks(ctx, { left, right, top, bottom }) {
    ctx.font = theme.tick;
    ctx.textAlign = "right";
    ctx.textBaseline = "middle";
    for (const { value, text } of y.ticks((bottom - top) / 48)) {
      ctx.fillStyle = theme.ink;
      ctx.fillText(text, left - 5, y(value));
      ctx.fillStyle = theme.grid;
      ctx.fillRect(left + BAR + 5, Math.round(y(value)), right - left - BAR - 6, 1);
    }
    ctx.fillStyle = theme.ink;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.fillText(labels.loss, 4, top - 10);
  }

  /** What color on the map is what loss. */
  function drawBar(ctx, { left }) {
    const bounds = levels(grid.range, 24);
    const gradient = ctx.createLinearGradient(0, y(grid.range[0]), 0, y(grid.range[1]));
    theme.map.forEach((color, k) => gradient.addColorStop(k / (theme.map.length - 1), color));
    const [bottom, top] = [y(bounds[0]), y(bounds[bounds.length - 1])];
    ctx.fillStyle = gradient;
    ctx.fillRect(left - BAR - 3, top, BAR, bottom - top);
    ctx.strokeStyle = theme.ink;
    ctx.strokeRect(left - BAR - 3, top, BAR, bottom - top);
  }

  const pixel = ([u], v) => [x(u), y(grid.at(u, v))];
  const startAt = (px) => [x.invert(px)];

  function draw([u, v]) {
    const ctx = plot.clear();
    clipped(ctx, plot.frame, () => {
      curve(ctx, (s) => grid.at(u, s), theme.along_b, [9, 6]);
      curve(ctx, (s) => grid.at(s, v), theme.along_a, []);
    });
    const height = y(grid.at(u, v));
    ctx.beginPath();
    ctx.arc(x(v), height, 6, 0, 2 * Math.PI);
    ctx.lineWidth = 3;
    ctx.strokeStyle = theme.along_b;
    ctx.fillStyle = theme.background;
    ctx.fill();
    ctx.stroke();
    drawBall(ctx, [x(u), height], theme);
    drawKey(ctx);
  }

  function curve(ctx, at, color, dashes) {
    ctx.beginPath();
    for (const s of grid.stops) ctx.lineTo(x(s), y(at(s)));
    ctx.setLineDash(dashes);
    ctx.lineWidth = 3;
    ctx.lineJoin = "round";
    ctx.strokeStyle = color;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  function drawKey(ctx) {
    const { right, top } = plot.frame;
    ctx.font = theme.name;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    for (const [k, name, color, dashes] of [[0, "a", theme.along_a, []], [1, "b", theme.along_b, [9, 6]]]) {
      const left = right - 130 + 66 * k;
      ctx.beginPath();
      ctx.moveTo(left, top - 13);
      ctx.lineTo(left + 34, top - 13);
      ctx.setLineDash(dashes);
      ctx.lineWidth = 3;
      ctx.strokeStyle = color;
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.fillStyle = theme.ink;
      ctx.fillText(name, left + 41, top - 14);
    }
  }

  return { canvas: plot.canvas, plot, layout, draw, pixel, startAt };
}
