// A map of the loss over two directions, with the two lines along which it is cut.

import { clipped, createPlot, drawAxes, drawStar } from "../../kit/canvas.js";
import { drawBands, drawContours, sampleGrid } from "../../kit/contours.js";
import { linearScale } from "../../kit/scales.js";

const MARGINS = { left: 60, right: 14, top: 30, bottom: 46 };
const TALLEST = 430;

export function createSliceMap() {
  const plot = createPlot("lk-landscape");
  const above = MARGINS.top + MARGINS.bottom;
  const around = MARGINS.left + MARGINS.right;
  let x, y, theme;

  const widthFor = (width) => Math.min(width, TALLEST - above + around);
  const heightFor = (width) => Math.round(Math.min(TALLEST, width - around + above));

  /** Draw another map, or the same in another size; a and b go from −reach to reach. */
  function layout(width, height, newTheme, grid, reach, stars) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      const ticks = linearScale([-reach, reach], [frame.left, frame.right]);
      const upTicks = linearScale([-reach, reach], [frame.bottom, frame.top]);
      x = linearScale([-1, 1], [frame.left, frame.right]);
      y = linearScale([-1, 1], [frame.bottom, frame.top]);
      const over = () => {
        const samples = sampleGrid({ domain: grid.domain, at: grid.at });
        drawBands(ctx, frame, samples, grid.range, theme.map, plot.ratio);
        drawContours(ctx, frame, samples, grid.range, theme.contour);
      };
      drawAxes(ctx, frame, ticks, upTicks, { x: "a", y: "b" }, theme, { grid: false, over });
      clipped(ctx, frame, () => {
        for (const [a, b] of stars) drawStar(ctx, [ticks(a), upTicks(b)], theme);
      });
    });
  }

  const pixel = ([u, v]) => [x(u), y(v)];
  const startAt = (px, py) => [x.invert(px), y.invert(py)];

  function draw(place) {
    const ctx = plot.clear();
    const { left, right, top, bottom } = plot.frame;
    const [px, py] = pixel(place);
    clipped(ctx, plot.frame, () => {
      cut(ctx, [left, py], [right, py], theme.along_a, [], theme);
      cut(ctx, [px, top], [px, bottom], theme.along_b, [9, 6], theme);
    });
    drawBall(ctx, [px, py], theme);
  }

  return { canvas: plot.canvas, plot, widthFor, heightFor, layout, draw, pixel, startAt };
}

function cut(ctx, from, to, color, dashes, theme) {
  for (const [style, width, dash] of [[theme.background, 5, []], [color, 2.5, dashes]]) {
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.setLineDash(dash);
    ctx.lineWidth = width;
    ctx.strokeStyle = style;
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** The point that is held: a disc with a rim and a ring. */
export function drawBall(ctx, [x, y], theme) {
  for (const [radius, style, fill] of [[10, theme.background, true], [8, theme.path, true], [11, theme.ink, false]]) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = ctx.strokeStyle = style;
    ctx.lineWidth = 1.5;
    if (fill) ctx.fill();
    else ctx.stroke();
  }
}
