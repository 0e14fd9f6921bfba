// The pad of learning rate × momentum: where a quadratic of the local curvatures converges, and
// how fast. The point on it is the run's own setting: hold it and move it.

import { clipped, createPlot, drawAxes, drawStar, haloText } from "../../../kit/canvas.js";
import { rateStop } from "../../../frame/controls.js";
import { blend } from "../../../kit/contours.js";
import { fill } from "../../../frame/describe.js";
import { makeDraggable } from "../../../frame/drag.js";
import { assign, make } from "../../../frame/host.js";
import { leading } from "./chosen_run.js";
import { linearScale, logScale, plain } from "../../../kit/scales.js";
import { bestPair, curvaturesAt, isLinear, rateLimit, slowest } from "../../../maths/stability.js";

const MARGINS = { left: 60, right: 14, top: 30, bottom: 46 };
const HEIGHT = 340;
const MOST = 0.99; // the largest momentum
const GRAIN = 3; // pixels

export function createPadPanel({ objective, labels, limits, act }) {
  const plot = createPlot("lk-landscape");
  const element = make("div", "lk-stage");
  element.append(plot.canvas);
  assign(plot.canvas, { tabindex: 0, role: "application" });
  // The slider's range, and further down if the rate is there at first.
  const decade = 10 ** Math.floor(Math.log10(act.learning_rate));
  const rates = [Math.min(limits.learning_rate[0], decade), limits.learning_rate[1]];
  let x, y, theme, shape, shown, run, painted;

  // The hand works on the logarithm of the learning rate.
  const plane = { dim: 2, domain: [rates.map(Math.log10), [0, MOST]] };
  const view = {
    canvas: plot.canvas,
    plot,
    startAt: (px, py) => [Math.log10(x.invert(px)), y.invert(py)],
    pixel: ([power, momentum]) => [x(10 ** power), y(momentum)],
  };
  const hand = makeDraggable(element, view, plane, {
    getStart: () => [Math.log10(run.rate), run.momentum],
    onMove: ([power, momentum]) => {
      if (run.held === null) return;
      const learning_rate = Math.max(rates[0], Math.min(rates[1], rateStop(10 ** power)));
      const changes = run.moves ? { learning_rate, momentum } : { learning_rate };
      run = { ...run, rate: learning_rate, ...(run.moves && { momentum }) };
      act.tune(run.held, changes);
    },
    onRelease: act.commit,
  });

  function layout(width, newTheme, height = HEIGHT) {
    theme = newTheme;
    shape = [width, height];
    painted = null;
  }

  function draw(picture) {
    run = choose(picture);
    const ends = run.held === null ? null : curvaturesAt(objective, run.path, picture.step);
    const wanted = JSON.stringify([run.kind, ends]);
    if (wanted !== painted) paint(ends);
    painted = wanted;
    const ctx = plot.clear();
    if (run.held === null) return; // nothing to hold
    drawPoint(ctx, view.pixel([Math.log10(run.rate), run.momentum]), theme, run.color);
    hand.place();
    const text = `η = ${plain(run.rate)}, α = ${plain(run.momentum)}`;
    if (text === shown) return;
    shown = text;
    plot.canvas.setAttribute("aria-label", `${labels.pad}: ${text}. ${labels.keys}`);
  }

  /** The run to hold: one with a momentum if there is one. */
  function choose(picture) {
    const has = ({ optimizer }) => "momentum" in optimizer.parameters;
    const chosen = leading(picture, has) ?? leading(picture, ({ optimizer }) => isLinear(optimizer.kind));
    if (!chosen) return { held: null, kind: null, rate: 1, momentum: 0 };
    const { kind, parameters } = chosen.optimizer;
    const { learning_rate: rate, momentum = 0 } = parameters;
    const held = picture.runs.indexOf(chosen);
    return { held, kind, rate, momentum, moves: has(chosen), path: chosen.path, color: chosen.color };
  }

  function paint(ends) {
    plot.layout(...shape, MARGINS, (ctx, frame) => {
      x = logScale(rates, [frame.left, frame.right]);
      y = linearScale([0, MOST], [frame.bottom, frame.top]);
      const up = ends?.filter((curvature) => curvature > 0) ?? [];
      const over = () => {
        ctx.save();
        if (up.length) drawRegion(ctx, frame, up);
        ctx.restore();
      };
      drawAxes(ctx, frame, x, y, { x: "η", y: "α" }, theme, { over });
      ctx.font = theme.tick;
      ctx.textAlign = "right";
      const convex = up.length === ends?.length;
      const note = !ends ? "pad_none" : convex ? "pad" : up.length ? "pad_saddle" : "limit_none";
      ctx.fillText(labels[note], frame.right, frame.top - 9);
    });
  }

  function drawRegion(ctx, frame, ends) {
    const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
    const size = { width: Math.ceil(width / GRAIN), height: Math.ceil(height / GRAIN) };
    const image = new ImageData(size.width, size.height);
    const shades = Array.from({ length: 9 }, (_, k) => blend(theme.map, k / 8));
    for (let row = 0; row < size.height; row++) {
      const momentum = y.invert(frame.top + (row + 0.5) * GRAIN);
      for (let column = 0; column < size.width; column++) {
        const rate = x.invert(frame.left + (column + 0.5) * GRAIN);
        const speed = slowest(run.kind, rate, momentum, ends);
        if (!(speed < 1)) continue;
        const digit = -1 / Math.log10(speed); // how many steps for each correct digit: 1 to 1000
        const shade = shades[Math.max(0, Math.min(8, Math.round((Math.log10(digit) * 8) / 3)))];
        image.data.set(shade, 4 * (row * size.width + column));
      }
    }
    const bitmap = Object.assign(document.createElement("canvas"), size);
    bitmap.getContext("2d").putImageData(image, 0, 0);
    clipped(ctx, frame, () => {
      ctx.imageSmoothingEnabled = false;
      ctx.drawImage(bitmap, frame.left, frame.top, size.width * GRAIN, size.height * GRAIN);
      drawBorder(ctx, frame, ends);
    });
    const best = bestPair(run.kind, ends.length > 1 ? ends : [ends[0], ends[0]]);
    if (run.moves) drawStar(ctx, [x(best.learning_rate), y(best.momentum)], theme);
  }

  function drawBorder(ctx, { top, bottom }, ends) {
    ctx.beginPath();
    for (let py = top; py <= bottom; py++) {
      ctx.lineTo(x(rateLimit(run.kind, y.invert(py), [0, ends[ends.length - 1]])), py);
    }
    ctx.lineWidth = 3;
    ctx.strokeStyle = theme.ink;
    ctx.stroke();
    const middle = (top + bottom) / 2;
    const limit = x(rateLimit(run.kind, y.invert(middle), [0, ends[ends.length - 1]]));
    ctx.font = theme.tick;
    ctx.textBaseline = "middle";
    for (const [name, align, side] of [["converges", "right", -1], ["diverges", "left", 1]]) {
      ctx.textAlign = align;
      const end = limit + side * (20 + ctx.measureText(labels[name]).width);
      if (end > x(rates[0]) && end < x(rates[1])) {
        haloText(ctx, labels[name], limit + side * 10, middle, theme);
      }
    }
  }

  return { element, layout, draw };
}

function drawPoint(ctx, [px, py], theme, color) {
  for (const [radius, width, ink] of [[9, 3, theme.background], [11, 1.5, theme.ink]]) {
    ctx.beginPath();
    ctx.arc(px, py, radius, 0, 2 * Math.PI);
    ctx.fillStyle = color;
    if (radius === 9) ctx.fill();
    ctx.lineWidth = width;
    ctx.strokeStyle = ink;
    ctx.stroke();
  }
}
