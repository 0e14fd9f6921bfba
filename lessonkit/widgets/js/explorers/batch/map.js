// Runs on the map of the loss: the way of the first one, and where all of them end.

import { clipped } from "../../kit/canvas.js";

/** A layer for the map view: `run` is a list of weights, `ends` has one pair for each run. */
export function drawRuns(ctx, map, { run, ends, start }, theme) {
  clipped(ctx, map.plot.frame, () => {
    ctx.beginPath();
    for (let k = 0; k < run.length; k += 2) ctx.lineTo(...map.pixel([run[k], run[k + 1]]));
    ctx.lineJoin = "round";
    for (const [style, width] of [[theme.background, 4], [theme.path, 1.8]]) {
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      ctx.stroke();
    }
    for (const end of ends) dot(ctx, map.pixel(end), 4, theme.ink, theme.background);
    dot(ctx, map.pixel(start), 9, theme.path, theme.background);
    diamond(ctx, map.pixel([...run.slice(-2)]), 8, theme);
  });
}

function dot(ctx, [x, y], radius, fill, rim) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = rim;
  ctx.stroke();
}

/** A diamond: where the run that is drawn ends. */
function diamond(ctx, [x, y], size, theme) {
  ctx.beginPath();
  for (const [dx, dy] of [[0, -1], [1, 0], [0, 1], [-1, 0]]) {
    ctx.lineTo(x + dx * size, y + dy * size);
  }
  ctx.closePath();
  ctx.lineWidth = 3;
  ctx.strokeStyle = theme.background;
  ctx.stroke();
  ctx.fillStyle = theme.path;
  ctx.fill();
}
