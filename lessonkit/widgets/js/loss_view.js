// The value of the objective over the steps, on a scale that stays as it is while one drags.

import { clipped, createPlot, drawAxes, haloText } from "./canvas.js";
import { fill } from "./describe.js";
import { drawGhosts } from "./ghosts.js";
import { assign, make } from "./host.js";
import { arrowHead, segments } from "./path.js";
import { linearScale, logScale } from "./scales.js";

const MARGINS = { left: 60, right: 16, top: 30, bottom: 46 };
const DECADES = 8;
const HEIGHT = 220;

export function createLossPanel({ objective, labels, act }) {
  const plot = createPlot("lk-loss");
  assign(plot.canvas, { role: "img" });
  const element = make("div", "lk-stage lk-plain");
  const toggle = make("button", "lk-reset lk-corner", { type: "button", textContent: "log" });
  toggle.setAttribute("aria-label", labels.logarithmic);
  toggle.addEventListener("click", () => {
    logarithmic = !logarithmic;
    steps = null;
    act.refresh();
  });
  element.append(plot.canvas, toggle);
  let logarithmic = objective.logarithmic;
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

  // The axis of the steps changes with their number alone.
  function layoutFor(newSteps) {
    steps = newSteps;
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

  function draw({ runs, steps: newSteps, text, ghosts }) {
    if (newSteps !== steps) layoutFor(newSteps);
    const ctx = plot.clear();
    if (ghosts) drawGhosts(ctx, plot.frame, ghosts.paths.map(({ values }) => values.map(place)), ghosts.color);
    for (const { path } of runs) drawRun(ctx, path);
    if (text !== said) plot.canvas.setAttribute("aria-label", `${labels.loss}. ${(said = text)}`);
  }

  function drawRun(ctx, path) {
    const { frame } = plot;
    const pixels = path.values.map(place);
    const pieces = segments(pixels, { ...frame, top: frame.top - 1, bottom: frame.bottom + 1 });
    clipped(ctx, frame, () => {
      ctx.beginPath();
      for (const [from, to] of pieces) {
        ctx.moveTo(...from);
        ctx.lineTo(...to);
      }
      ctx.lineWidth = 2.5;
      ctx.lineJoin = ctx.lineCap = "round";
      ctx.strokeStyle = theme.path;
      ctx.stroke();
    });
    drawMarkers(ctx, pixels);
    drawBeyond(ctx, pixels, path);
  }

  function drawMarkers(ctx, pixels) {
    const { top, bottom } = plot.frame;
    const last = pixels.length - 1;
    ctx.fillStyle = theme.path;
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = 1.5;
    pixels.forEach(([px, py], k) => {
      if (last > 40 && k > 0 && k < last) return; // a line of them would be a worm
      if (!(py >= top - 1 && py <= bottom + 1)) return;
      ctx.beginPath();
      ctx.arc(px, py, k === 0 ? 6 : 4, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    });
  }

  /** Wedges where the values leave the picture, and the step at which they stop being numbers. */
  function drawBeyond(ctx, pixels, path) {
    const { frame } = plot;
    ctx.fillStyle = theme.path;
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
    if (path.divergedAt !== null) {
      const text = fill(labels.diverged, { step: path.divergedAt });
      ctx.font = theme.bold;
      ctx.textBaseline = "top";
      ctx.textAlign = "right";
      haloText(ctx, `✕ ${text}`, frame.right - 10, frame.top + 10, theme, theme.path);
    }
  }

  return { element, layout, draw };
}
