// The loss from no step to twice the current one, on ordinary axes, with the tangent at 0.

import { clipped, createPlot, drawAxes } from "../../kit/canvas.js";
import { linearScale } from "../../kit/scales.js";

const MARGINS = { left: 78, right: 14, top: 30, bottom: 46 };
const POINTS = 160;

export function createStepLine(labels) {
  const plot = createPlot("lk-values");

  /** All of it depends on the step, so all is drawn anew. */
  function draw(width, height, theme, line, step) {
    const reach = 2 * step;
    const values = Array.from({ length: POINTS + 1 }, (_, k) => line.along((reach * k) / POINTS));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = 0.15 * (high - low || 1);
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      const x = linearScale([0, reach], [frame.left, frame.right]);
      const y = linearScale([low - margin, high + margin], [frame.bottom, frame.top]);
      const ticks = Object.assign((value) => x(value), { ticks: () => ends(reach) });
      drawAxes(ctx, frame, ticks, y, { x: labels.step, y: "L", plain: true }, theme);
      clipped(ctx, frame, () => {
        stroke(ctx, theme.curve, 3, [], () => {
          values.forEach((value, k) => ctx.lineTo(x((reach * k) / POINTS), y(value)));
        });
        // On top, so that it is seen where it is kept.
        stroke(ctx, theme.path, 2.5, [9, 6], () => {
          ctx.moveTo(x(0), y(line.before));
          ctx.lineTo(x(reach), y(line.before + line.slope * reach));
        });
        ball(ctx, [x(step), y(line.along(step))], theme);
      });
      legend(ctx, frame, theme);
    });
    plot.clear();
  }

  function stroke(ctx, color, width, dashes, path) {
    ctx.beginPath();
    path();
    ctx.setLineDash(dashes);
    ctx.lineWidth = width;
    ctx.strokeStyle = color;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  function ball(ctx, point, theme) {
    ctx.beginPath();
    ctx.arc(...point, 9, 0, 2 * Math.PI);
    ctx.fillStyle = theme.path;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
  }

  /** Above the frame: a sample of each line and its name. */
  function legend(ctx, { right, top }, theme) {
    ctx.font = theme.tick;
    ctx.textAlign = "right";
    ctx.textBaseline = "middle";
    let end = right;
    for (const [name, color, dashes] of [
      [labels.promise, theme.path, [9, 6]],
      [labels.truth, theme.curve, []],
    ]) {
      ctx.fillStyle = theme.ink;
      ctx.fillText(name, end, top - 14);
      end -= ctx.measureText(name).width + 8;
      stroke(ctx, color, 3, dashes, () => {
        ctx.moveTo(end - 28, top - 14);
        ctx.lineTo(end, top - 14);
      });
      end -= 44;
    }
  }

  return { canvas: plot.canvas, draw };
}

/** Three ticks, as the step is typed: 0, the step itself and twice as much. */
function ends(reach) {
  return [0, reach / 2, reach * 0.999].map((value) => ({
    value,
    text: value ? String(Number(value.toPrecision(2))) : "0",
  }));
}
