// The value of the objective over the steps, on a scale that stays as it is while one drags.

import { clipped, createPlot, drawAxes, haloText } from "../../../kit/canvas.js";
import { fill } from "../../../frame/describe.js";
import { drawGhosts } from "../ghosts.js";
import { assign, make } from "../../../frame/host.js";
import { drawMarker } from "../../../kit/looks.js";
import { arrowHead, segments, strokeAll } from "../../../kit/path.js";
import { linearScale, logScale } from "../../../kit/scales.js";

export const MARGINS = { left: 60, right: 16, top: 30, bottom: 46 };
const DECADES = 8;
const HEIGHT = 220;

export function createLossPanel({ objective, labels, act }) {
  const plot = createPlot("lk-loss");
  assign(plot.canvas, { role: "img" });
  const element = make("div", "lk-stage lk-plain");
  const toggle = make("button", "lk-reset lk-corner", { type: "button", textContent: "log" });
  toggle.setAttribute("aria-label", labels.logarithmic);
  toggle.addEventListener("click", () => {
    act.set("logarithmic", !act.get("logarithmic"));
    act.commit();
  });
  element.append(plot.canvas, toggle);
  let logarithmic = null;
  // A logarithm needs positive values: where f is not, or not down to zero, what is left to fall.
  const lowest = objective.minima.length ? Math.min(...objective.minima.map(objective.value)) : objective.range[0];
  const base = () => (logarithmic && !objective.logarithmic ? lowest : 0);
  let x, y, theme;
  let shape = null;
  let steps = null;
  let said = null;

  function layout(width, newTheme, height = HEIGHT) {
    theme = newTheme;
    shape = [width, height];
    steps = null;
  }

  // The axes change with the number of steps and their scale alone.
  function layoutFor(newSteps) {
    steps = newSteps;
    logarithmic = act.get("logarithmic");
    plot.layout(...shape, MARGINS, (ctx, frame) => {
      x = linearScale([0, Math.max(1, steps)], [frame.left, frame.right]);
      y = valueScale(frame);
      const name = base() ? "f − min f" : "f";
      drawAxes(ctx, frame, x, y, { x: labels.step, y: name, plain: true }, theme);
      toggle.setAttribute("aria-pressed", logarithmic);
    });
  }

  function valueScale(frame) {
    const [low, high] = objective.range;
    const pixels = [frame.bottom, frame.top];
    if (logarithmic) {
      const top = 10 ** Math.ceil(Math.log10(high - base()));
      return logScale([top / 10 ** DECADES, top], pixels);
    }
    const margin = 0.08 * (high - low || 1);
    return linearScale([low - margin, high + margin], pixels);
  }

  const place = (value, k) => [x(k), y(value - base())];

  function draw({ runs, steps: newSteps, step, text, ghosts }) {
    if (newSteps !== steps || act.get("logarithmic") !== logarithmic) layoutFor(newSteps);
    const ctx = plot.clear();
    if (ghosts) drawGhosts(ctx, plot.frame, ghosts.paths.map(({ values }) => values.map(place)), ghosts.color);
    for (const run of runs) if (run.visible) drawRun(ctx, run, step, runs.length > 1);
    if (step < steps) drawNow(ctx, step);
    if (text !== said) plot.canvas.setAttribute("aria-label", `${labels.loss}. ${(said = text)}`);
  }

  function drawRun(ctx, { path, color, marker, dash }, step, race) {
    const pixels = path.values.map(place);
    ctx.globalAlpha = 0.35;
    drawLine(ctx, pixels.slice(step), color, race ? dash : []);
    ctx.globalAlpha = 1;
    const done = pixels.slice(0, step + 1);
    drawLine(ctx, done, color, race ? dash : []);
    drawMarkers(ctx, done, color, marker, race);
    drawBeyond(ctx, done, color);
    if (!race && path.divergedAt !== null && path.divergedAt <= step) drawEnd(ctx, path, color);
  }

  function drawLine(ctx, pixels, color, dash) {
    const { frame } = plot;
    clipped(ctx, frame, () => {
      ctx.setLineDash(dash);
      const room = { ...frame, top: frame.top - 1, bottom: frame.bottom + 1 };
      strokeAll(ctx, segments(pixels, room), color, 2.5);
      ctx.setLineDash([]);
    });
  }

  function drawMarkers(ctx, pixels, color, marker, race) {
    const { top, bottom } = plot.frame;
    const last = pixels.length - 1;
    const every = race ? Math.ceil((last + 1) / 12) : 1; // all of them would be a worm
    pixels.forEach(([px, py], k) => {
      const end = k === 0 || k === last;
      if (!end && (k % every || (!race && last > 40))) return;
      if (!(py >= top - 1 && py <= bottom + 1)) return;
      const radius = k === 0 && !race ? 6 : 4.5;
      ctx.fillStyle = theme.background;
      drawMarker(ctx, [px, py], marker, radius + 1.5);
      ctx.fillStyle = color;
      drawMarker(ctx, [px, py], marker, radius);
    });
  }

  /** The step of the clock. */
  function drawNow(ctx, step) {
    const { top, bottom } = plot.frame;
    ctx.setLineDash([3, 4]);
    strokeAll(ctx, [[[x(step), top], [x(step), bottom]]], theme.ink, 1.5);
    ctx.setLineDash([]);
  }

  /** Wedges where the values leave the picture. */
  function drawBeyond(ctx, pixels, color) {
    const { frame } = plot;
    ctx.fillStyle = color;
    const above = pixels.findIndex(([, py]) => py < frame.top - 1);
    if (above >= 0) {
      const px = pixels[above][0];
      arrowHead(ctx, [[px, frame.top + 12], [px, frame.top + 6]], 1, 13);
    }
    const below = pixels.findIndex(([, py]) => py > frame.bottom + 1);
    if (below >= 0) {
      const px = pixels[below][0];
      arrowHead(ctx, [[px, frame.bottom - 12], [px, frame.bottom - 6]], 1, 13);
    }
  }

  /** The step at which the values stop being numbers. */
  function drawEnd(ctx, path, color) {
    const { frame } = plot;
    const text = fill(labels.diverged, { step: path.divergedAt });
    ctx.font = theme.bold;
    ctx.textBaseline = "top";
    ctx.textAlign = "right";
    haloText(ctx, `✕ ${text}`, frame.right - 10, frame.top + 10, theme, color);
  }

  return { element, layout, draw };
}
