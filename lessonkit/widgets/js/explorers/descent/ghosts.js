// A cloud of runs that differ in their noise alone.

import { clipped } from "../../kit/pen.js";

/** Thin lines of one color, each with a point at its end; what is far off is left out. */
export function drawGhosts(ctx, frame, lines, color) {
  clipped(ctx, frame, () => {
    ctx.globalAlpha = 0.3;
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const line of lines) {
      let broken = true;
      for (const [x, y] of line) {
        const far = !(Math.abs(x) < 1e4 && Math.abs(y) < 1e4);
        if (!far && broken) ctx.moveTo(x, y);
        else if (!far) ctx.lineTo(x, y);
        broken = far;
      }
    }
    ctx.stroke();
    ctx.globalAlpha = 0.8;
    for (const line of lines) {
      const [x, y] = line[line.length - 1];
      ctx.fillRect(x - 1.5, y - 1.5, 3, 3);
    }
    ctx.globalAlpha = 1;
  });
}
