// The box of the search, the darts in it and the best of them, on the map of an objective.

import { clipped, drawStar } from "../../kit/canvas.js";

/** @param map a map view of `objective`; found what `search` returns. */
export function drawDarts(map, objective, box, { points, best }, theme) {
  const [[left, right], [low, high]] = box;
  const ctx = map.plot.clear();
  const [x0, y0] = map.pixel([left, high]);
  const [x1, y1] = map.pixel([right, low]);
  clipped(ctx, map.plot.frame, () => {
    ctx.fillStyle = theme.ink;
    for (const point of points) dot(ctx, map.pixel(point), points.length > 200 ? 1.8 : 3);
    ctx.lineWidth = 2;
    ctx.setLineDash([7, 5]);
    ctx.strokeStyle = theme.ink;
    ctx.strokeRect(x0, y0, x1 - x0, y1 - y0);
    ctx.setLineDash([]);
    drawCross(ctx, [(x0 + x1) / 2, (y0 + y1) / 2], theme);
    for (const minimum of objective.minima) drawStar(ctx, map.pixel(minimum), theme);
    drawDiamond(ctx, map.pixel(points[best]), 9, theme);
  });
}

function dot(ctx, [x, y], radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

/** The middle of the box, where it is held. */
function drawCross(ctx, [x, y], theme) {
  for (const [color, width] of [[theme.background, 5], [theme.ink, 2]]) {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(x - 8, y);
    ctx.lineTo(x + 8, y);
    ctx.moveTo(x, y - 8);
    ctx.lineTo(x, y + 8);
    ctx.stroke();
  }
}

/** A diamond: the best. */
export function drawDiamond(ctx, [x, y], size, theme) {
  ctx.beginPath();
  for (const [dx, dy] of [[0, -1], [1, 0], [0, 1], [-1, 0]]) {
    ctx.lineTo(x + dx * size, y + dy * size);
  }
  ctx.closePath();
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.background;
  ctx.stroke();
  ctx.fillStyle = theme.path;
  ctx.fill();
}
