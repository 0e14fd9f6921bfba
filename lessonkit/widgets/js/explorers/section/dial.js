// The dial: turn a direction, and the slope in every direction as a curve beside it.

import { createPlot } from "../../kit/canvas.js";
import { createChart } from "../../kit/chart.js";
import { clipped, disc, ring, stroke, write } from "../../kit/pen.js";
import { linearScale } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";
import { angleOf, unitOf } from "./maths.js";

const KNOB = 9;
const DASH = [6, 4];
// Wider than a turn, so that arrow keys may pass 0° and 360°; its fineness is whole degrees.
export const DIAL = { dim: 1, domain: [[-100, 460]] };
export const wrapped = (degrees) => ((degrees % 360) + 360) % 360;

/** A ring with a knob; `startAt` and `pixel` are what makeDraggable asks for. */
export function createDialView() {
  const plot = createPlot("lk-landscape lk-dial");
  let center, radius, theme;

  function layout(width, height, newTheme) {
    theme = newTheme;
    plot.layout(width, height, theme);
    center = [width / 2, height / 2];
    radius = Math.min(width, height) / 2 - 46;
  }

  const at = (degrees, share = 1) => {
    const [u, v] = unitOf(degrees);
    return [center[0] + share * radius * u, center[1] - share * radius * v];
  };

  function show(direction, { length, steepest }) {
    const ctx = plot.clear();
    ring(ctx, center, radius, theme.ink);
    if (length > 0) {
      stroke(ctx, [at(steepest + 90), at(steepest - 90)], theme.grid);
      stroke(ctx, [center, at(steepest)], theme.minimum, 2, DASH);
    }
    stroke(ctx, [center, at(direction)], theme.ink, 3);
    disc(ctx, at(direction), KNOB, theme.ink, theme.background);
    const look = { align: "center", baseline: "middle", halo: true };
    for (const [angle, align, far] of [[0, "left", 12], [90, "center", 19], [180, "right", 12], [270, "center", 19]]) {
      write(ctx, `${angle}°`, at(angle, 1 + far / radius), theme, { ...look, align });
    }
    if (length > 0) {
      write(ctx, "∇f", at(steepest, 0.72), theme, { ...look, font: "name", color: theme.minimum });
    }
  }

  const startAt = (px, py) => [angleOf([px - center[0], center[1] - py])];
  const pixel = ([degrees]) => at(degrees);
  return { canvas: plot.canvas, plot, layout, show, say: plot.say, startAt, pixel };
}

/** The slope over the direction, a cosine with its top at the gradient's direction. */
export function createCosineView() {
  let height = 1; // of the axis: it follows the gradient
  const angles = (count) => (count < 2.6 ? [0, 180, 360] : [0, 90, 180, 270, 360]);
  const chart = createChart("lk-cosine", () => ({
    ...{ x: linearScale([0, 360]), y: linearScale([-height, height]) },
    ticks: { x: (count) => angles(count).map((value) => ({ value, text: `${value}°` })) },
    ...{ names: { x: _("Direction"), plain: true }, margins: { left: 56, right: 22 } },
    over: (ctx) => write(ctx, _("slope"), [chart.frame.left, chart.frame.top - 9], chart.theme),
  }));

  chart.show = (direction, { length, steepest, slope }) => {
    height = 1.15 * length || 1;
    chart.relayout();
    const { x, y, theme, frame } = chart;
    const ctx = chart.plot.clear();
    clipped(ctx, frame, () => {
      chart.across(ctx, 0, theme.ink, 1);
      if (length > 0) chart.upright(ctx, steepest, theme.minimum, 2, DASH);
      chart.curve(ctx, (degrees) => length * unitOf(degrees - steepest)[0]);
    });
    disc(ctx, [x(direction), y(slope)], KNOB, theme.ink, theme.background);
    if (!(length > 0)) return;
    const last = steepest > 320;
    const look = { font: "name", color: theme.minimum, align: last ? "right" : "left", halo: true };
    write(ctx, "∇f", [x(steepest) + (last ? -6 : 6), frame.bottom - 10], theme, look);
  };
  return chart;
}
