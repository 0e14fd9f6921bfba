// The dial: turn a direction, and the slope in every direction as a curve beside it.

import { clipped, createPlot, drawAxes, haloText } from "../../kit/canvas.js";
import { linearScale } from "../../kit/scales.js";
import { angleOf, unitOf } from "./maths.js";

const KNOB = 9;
// Wider than a turn, so that arrow keys may pass 0° and 360°; its fineness is whole degrees.
export const DIAL = { dim: 1, domain: [[-100, 460]] };
export const wrapped = (degrees) => ((degrees % 360) + 360) % 360;

/** A ring with a knob; `startAt` and `pixel` are what makeDraggable asks for. */
export function createDialView() {
  const plot = createPlot("lk-landscape lk-dial");
  let center, radius, theme;

  function layout(width, height, newTheme) {
    theme = newTheme;
    plot.layout(width, height, { left: 0, right: 0, top: 0, bottom: 0 }, (ctx) => {
      ctx.fillStyle = theme.background;
      ctx.fillRect(0, 0, width, height);
    });
    center = [width / 2, height / 2];
    radius = Math.min(width, height) / 2 - 36;
  }

  const at = (degrees, share = 1) => {
    const [u, v] = unitOf(degrees);
    return [center[0] + share * radius * u, center[1] - share * radius * v];
  };

  function draw(direction, { length, steepest }) {
    const ctx = plot.clear();
    ring(ctx);
    if (length > 0) {
      line(ctx, at(steepest + 90), at(steepest - 90), theme.grid, 2);
      line(ctx, center, at(steepest), theme.minimum, 2, [6, 4]);
    }
    line(ctx, center, at(direction), theme.ink, 3);
    ctx.beginPath();
    ctx.arc(...at(direction), KNOB, 0, 2 * Math.PI);
    ctx.fillStyle = theme.ink;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
    ctx.font = theme.tick;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const angle of [0, 90, 180, 270]) {
      haloText(ctx, `${angle}°`, ...at(angle, 1 + 19 / radius), theme);
    }
    ctx.font = theme.name;
    if (length > 0) haloText(ctx, "∇f", ...at(steepest, 0.72), theme, theme.minimum);
  }

  function ring(ctx) {
    ctx.beginPath();
    ctx.arc(...center, radius, 0, 2 * Math.PI);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = theme.ink;
    ctx.stroke();
  }

  const startAt = (px, py) => [angleOf([px - center[0], center[1] - py])];
  const pixel = ([degrees]) => at(degrees);

  return { canvas: plot.canvas, plot, layout, draw, startAt, pixel };
}

const MARGINS = { left: 56, right: 18, top: 30, bottom: 46 };

/** The slope over the direction, a cosine with its top at the gradient's direction. */
export function createCosineView(labels) {
  const plot = createPlot("lk-cosine");
  let theme;

  function layout(width, height, newTheme) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, () => {});
  }

  function draw(direction, { length, steepest, slope }) {
    const ctx = plot.clear();
    const { frame } = plot;
    const top = 1.15 * length || 1;
    const x = linearScale([0, 360], [frame.left, frame.right]);
    const y = linearScale([-top, top], [frame.bottom, frame.top]);
    x.ticks = () => [0, 90, 180, 270, 360].map((value) => ({ value, text: `${value}°` }));
    drawAxes(ctx, frame, x, y, { x: labels.direction, y: "", plain: true }, theme);
    ctx.font = theme.tick;
    ctx.fillText(labels.slope, frame.left, frame.top - 9);
    clipped(ctx, frame, () => {
      line(ctx, [frame.left, y(0)], [frame.right, y(0)], theme.ink, 1);
      if (length > 0) {
        line(ctx, [x(steepest), frame.top], [x(steepest), frame.bottom], theme.minimum, 2, [6, 4]);
      }
      ctx.beginPath();
      for (let p = frame.left; p <= frame.right; p++) {
        ctx.lineTo(p, y(length * unitOf(x.invert(p) - steepest)[0]));
      }
      ctx.lineWidth = 3;
      ctx.strokeStyle = theme.curve;
      ctx.stroke();
    });
    ctx.beginPath();
    ctx.arc(x(direction), y(slope), KNOB, 0, 2 * Math.PI);
    ctx.fillStyle = theme.ink;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = theme.background;
    ctx.stroke();
    if (length > 0) {
      ctx.font = theme.name;
      ctx.textAlign = steepest > 320 ? "right" : "left";
      const aside = steepest > 320 ? -6 : 6;
      haloText(ctx, "∇f", x(steepest) + aside, frame.bottom - 10, theme, theme.minimum);
    }
  }

  return { canvas: plot.canvas, layout, draw };
}

function line(ctx, from, to, color, width, dashes = []) {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.lineWidth = width;
  ctx.setLineDash(dashes);
  ctx.strokeStyle = color;
  ctx.stroke();
  ctx.setLineDash([]);
}
