// The landscape along one straight line through the current point: the way of its next step, or
// straight down the slope. With the tangent, whose slope is what the gradient says about that line.

import { clipped, createPlot, drawAxes } from "../../../kit/canvas.js";
import { fill } from "../../../frame/describe.js";
import { assign, make } from "../../../frame/host.js";
import { leading } from "./chosen_run.js";
import { linearScale, short } from "../../../kit/scales.js";

const MARGINS = { left: 60, right: 14, top: 30, bottom: 46 };
const HEIGHT = 240;
const SAMPLES = 200;

export function createSlicePanel({ objective, labels, act }) {
  const plot = createPlot("lk-slice");
  const element = make("div");
  const bar = make("div", "lk-row");
  const choose = make("select", "lk-select", { ariaLabel: labels.slice });
  for (const way of ["slice_step", "slice_gradient"]) {
    choose.append(make("option", "", { value: way, textContent: labels[way] }));
  }
  choose.addEventListener("change", () => act.refresh());
  bar.append(choose);
  element.append(plot.canvas, bar);
  assign(plot.canvas, { role: "img" });
  let theme, shape;

  function layout(width, newTheme, height) {
    theme = newTheme;
    shape = [width, height ? height - 40 : HEIGHT];
  }

  function draw(picture) {
    const { path, color } = leading(picture);
    const { step } = picture;
    const w = path.points[step];
    const gradient = objective.gradient(w);
    // The next step; at the end, where there is none, the way on from the last one.
    const next = path.points[step + 1];
    const stepping = choose.value === "slice_step" && path.points.length > 1;
    const [from, to] = next ? [w, next] : [path.points[step - 1], w];
    const way = stepping ? to.map((x, i) => x - from[i]) : gradient.map((slope) => -slope);
    const size = Math.hypot(...way);
    const usable = size > 0 && size < Infinity;
    const along = way.map((part) => (usable ? part / size : 0));
    const at = (t) => objective.value(w.map((x, i) => x + t * along[i]));
    const slope = along.reduce((sum, part, i) => sum + part * gradient[i], 0);
    paint({ at, slope, color, end: stepping && next && usable ? size : null, usable });
    const values = { value: short(at(0)), slope: short(slope) };
    plot.canvas.setAttribute("aria-label", `${labels.slice}: ${fill(labels.slice_said, values)}`);
  }

  function paint({ at, slope, color, end, usable }) {
    // As wide as the map, or as the step if that is longer; centered on the point.
    const widest = Math.max(...objective.domain.map(([low, high]) => high - low)) / 2;
    const reach = Math.min(1e9 * widest, Math.max(widest, 1.2 * (end ?? 0)));
    const ts = Array.from({ length: SAMPLES + 1 }, (_, k) => reach * ((2 * k) / SAMPLES - 1));
    const values = ts.map(at);
    const finite = [...values, at(0)].filter(Number.isFinite);
    const [low, high] = [Math.min(...finite), Math.max(...finite)];
    const margin = 0.08 * (high - low || 1);
    plot.layout(...shape, MARGINS, (ctx, frame) => {
      const x = linearScale([-reach, reach], [frame.left, frame.right]);
      const y = linearScale([low - margin, high + margin], [frame.bottom, frame.top]);
      if (!usable || !finite.length) {
        drawAxes(ctx, frame, linearScale([-1, 1], [frame.left, frame.right]), linearScale([0, 1], [frame.bottom, frame.top]), { x: "", y: "f" }, theme);
        return;
      }
      drawAxes(ctx, frame, x, y, { x: labels.slice_distance, y: "f", plain: true }, theme);
      clipped(ctx, frame, () => {
        const curve = ts.map((t, k) => [x(t), y(values[k])]);
        stroke(ctx, curve.filter(([, py]) => Number.isFinite(py)), theme.curve, 3, []);
        const tangent = [-reach, reach].map((t) => [x(t), y(at(0) + slope * t)]);
        stroke(ctx, tangent, theme.minimum, 2, [7, 4]);
        if (end !== null) {
          stroke(ctx, [[x(0), y(at(0))], [x(end), y(at(end))]], color, 2, []);
          disc(ctx, [x(end), y(at(end))], 5, color, theme);
        }
        disc(ctx, [x(0), y(at(0))], 8, color, theme);
      });
    });
    plot.clear();
  }

  return { element, layout, draw };
}

function stroke(ctx, points, color, width, dash) {
  ctx.beginPath();
  for (const [x, y] of points) ctx.lineTo(x, Math.max(-1e5, Math.min(1e5, y)));
  ctx.setLineDash(dash);
  ctx.lineWidth = width;
  ctx.strokeStyle = color;
  ctx.stroke();
  ctx.setLineDash([]);
}

function disc(ctx, [x, y], radius, color, theme) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = theme.background;
  ctx.stroke();
}
