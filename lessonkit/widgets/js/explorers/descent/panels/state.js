// What the optimizer remembers: one small plot for each part of its state, over the steps, with
// the step of the clock marked and its numbers written out.

import { clipped, createPlot, drawAxes } from "../../../kit/canvas.js";
import { assign, make } from "../../../frame/host.js";
import { segments, strokeAll } from "../../../kit/path.js";
import { linearScale, niceStep, numberText } from "../../../kit/scales.js";
import { seriesOf } from "../../../maths/state_series.js";

const MARGINS = { left: 66, right: 14, top: 28, bottom: 24 };
const HEIGHT = 132;
const IN_PAIRS = 620; // the width from which on two stand beside each other
const GAP = 8;

export function createStatePanel({ objective, labels }) {
  const element = make("div", "lk-views");
  const plots = [];
  let [width, theme] = [0, null];

  function layout(all, newTheme) {
    theme = newTheme;
    width = all >= IN_PAIRS ? Math.floor((all - GAP) / 2) : all;
  }

  function draw({ runs, chosen, step, steps }) {
    const run = runs[chosen];
    const series = seriesOf(objective, run);
    while (plots.length < series.length) {
      plots.push(createPlot("lk-state"));
      assign(plots.at(-1).canvas, { role: "img" });
      element.append(plots.at(-1).canvas);
    }
    plots.forEach(({ canvas }, k) => (canvas.hidden = k >= series.length));
    series.forEach((one, k) => drawSeries(plots[k], one, run, step, steps));
  }

  function drawSeries(plot, { name, symbol, lines, names }, run, step, steps) {
    const [x, y] = axes(plot, bounds(lines.flat()), steps);
    const ctx = plot.clear();
    const { top, bottom, left } = plot.frame;
    clipped(ctx, plot.frame, () => {
      lines.forEach((values, i) => {
        const pixels = values.map((value, k) => [x(k), value === null ? NaN : y(value)]);
        ctx.setLineDash(i ? [7, 4] : []);
        strokeAll(ctx, segments(pixels, plot.frame), i ? theme.curve : run.color, 2.2);
      });
      ctx.setLineDash([3, 4]);
      strokeAll(ctx, [[[x(step), top], [x(step), bottom]]], theme.ink, 1.5);
      ctx.setLineDash([]);
    });
    const marks = ["—", "- -"];
    const called = names ?? (lines.length > 1 ? objective.variables : [""]);
    const now = lines.map((values, i) => {
      const value = values[step] === null ? "–" : numberText(values[step]);
      return `${marks[i]} ${called[i]}${called[i] && " "}${value}`;
    });
    const text = `${labels[name]}${symbol && ` ${symbol}`}:  ${now.join("   ")}`;
    ctx.font = theme.tick;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = theme.ink;
    ctx.fillText(text, left, top - 9);
    plot.canvas.ariaLabel = `${labels.step} ${step}, ${text}`;
  }

  /** The scales of a plot; its background is drawn again only when they are others. */
  function axes(plot, ends, steps) {
    const wanted = JSON.stringify([ends, steps, width, theme]);
    if (plot.wanted === wanted) return plot.scales;
    plot.wanted = wanted;
    plot.layout(width, HEIGHT, MARGINS, (ctx, frame) => {
      const x = linearScale([0, Math.max(1, steps)], [frame.left, frame.right]);
      const y = linearScale(ends, [frame.bottom, frame.top]);
      plot.scales = [x, y];
      drawAxes(ctx, frame, x, y, { x: "", y: "", plain: true }, theme);
    });
    return plot.scales;
  }

  return { element, full: true, layout, draw };
}

/** Round ends around the finite values, zero among them. */
function bounds(values) {
  const finite = values.filter((value) => value !== null && Math.abs(value) < 1e150);
  const size = Math.max(...finite.map(Math.abs), 0) || 1;
  const step = niceStep(size / 2);
  const end = (value, way) => way * Math.ceil((way * value) / step - 1e-9) * step;
  const [low, high] = [1.05 * Math.min(0, ...finite), 1.05 * Math.max(0, ...finite)];
  return low === high ? [0, size] : [end(low, -1) + 0, end(high, 1)];
}
