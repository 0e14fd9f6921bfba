// A sweep: the value that each optimizer reaches with the same steps, over the learning rate. One
// button gives each its best.

import { createBackground } from "../../../frame/background.js";
import { clipped, createPlot, drawAxes } from "../../../kit/canvas.js";
import { rateStop } from "../../../frame/controls.js";
import { assign, make } from "../../../frame/host.js";
import { drawMarker } from "../../../kit/looks.js";
import { createOptimizer } from "../../../maths/optimizers.js";
import { strokeAll } from "../../../kit/path.js";
import { linearScale, logScale, plain } from "../../../kit/scales.js";

const MARGINS = { left: 60, right: 16, top: 30, bottom: 46 };
const HEIGHT = 240;
const DECADES = 8;
const A_DECADE = 12; // so many learning rates

/** The learning rates from low to high, evenly on a logarithmic axis, rounded. */
export function ratesBetween([low, high]) {
  const count = Math.max(1, Math.ceil(Math.log10(high / low) * A_DECADE));
  const rates = Array.from({ length: count + 1 }, (_, k) => rateStop(low * (high / low) ** (k / count)));
  return [...new Set(rates)];
}

/** The value after so many steps; infinite when the run leaves the numbers behind. */
export function reached(objective, optimizer, start, steps) {
  let [w, state] = [start, optimizer.init(start)];
  for (let k = 0; k < steps && w.every(Number.isFinite); k++) {
    [w, state] = optimizer.update(w, objective.gradient, state);
  }
  const value = objective.value(w);
  return Number.isFinite(value) ? value : Infinity;
}

/** The position of the lowest value, the first of equals; -1 when none is finite. */
export const lowest = (values) =>
  values.reduce((best, value, k) => (value < (values[best] ?? Infinity) ? k : best), -1);

function* sweepRates(table, objective, optimizers, start, steps, rates) {
  for (const [k, optimizer] of optimizers.entries()) {
    if (optimizer.kind === "python") continue; // the browser does not know it
    for (const [i, rate] of rates.entries()) {
      table[k][i] = reached(objective, createOptimizer(optimizer, rate), start, steps);
      yield;
    }
  }
}

export function createRatesPanel({ objective, labels, limits, act }) {
  const plot = createPlot("lk-rates");
  assign(plot.canvas, { role: "img" });
  const element = make("div", "lk-stage lk-plain");
  const button = make("button", "lk-reset lk-corner", { type: "button", textContent: labels.each_best });
  element.append(plot.canvas, button);
  const rates = ratesBetween(limits.learning_rate);
  let table = [];
  let [swept, done, picture, x, y, theme] = [null, false, null];
  const background = createBackground(sweepRates, (finished) => {
    done = finished;
    paint();
  });

  button.addEventListener("click", () => {
    act.set("share", false);
    table.forEach((values, k) => {
      const best = lowest(values);
      if (best >= 0) act.tune(k, { learning_rate: rates[best] });
    });
    act.commit();
  });

  function layout(width, newTheme, height = HEIGHT) {
    theme = newTheme;
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      x = logScale(limits.learning_rate, [frame.left, frame.right]);
      const [low, high] = objective.range;
      const pixels = [frame.bottom, frame.top];
      const top = 10 ** Math.ceil(Math.log10(high));
      const margin = 0.08 * (high - low || 1);
      y = objective.logarithmic
        ? logScale([top / 10 ** DECADES, top], pixels)
        : linearScale([low - margin, high + margin], pixels);
      drawAxes(ctx, frame, x, y, { x: "η", y: "f" }, theme);
    });
  }

  function draw(newPicture) {
    picture = newPicture;
    const { runs, start, steps } = picture;
    // The sweep does not depend on the learning rates that are set now.
    const optimizers = runs.map(({ optimizer }) => optimizer);
    const others = optimizers.map(({ kind, parameters }) => [kind, { ...parameters, learning_rate: 0 }]);
    const wanted = JSON.stringify([others, start, steps]);
    if (wanted !== swept) {
      swept = wanted;
      done = false;
      table = optimizers.map(() => new Array(rates.length).fill(NaN));
      background.start(table, objective, optimizers, start, steps, rates);
    }
    paint();
  }

  function paint() {
    const ctx = plot.clear();
    button.disabled = !done;
    const { top, bottom } = plot.frame;
    const near = (value) => Math.max(top - 1e4, Math.min(bottom + 1e4, y(value)));
    picture.runs.forEach(({ visible, color, marker, dash, optimizer }, k) => {
      if (!visible || !table[k]) return;
      const points = rates.map((rate, i) => [x(rate), near(table[k][i])]).filter(([, py]) => py === py);
      clipped(ctx, plot.frame, () => {
        ctx.setLineDash(dash);
        strokeAll(ctx, points.slice(1).map((point, i) => [points[i], point]), color, 2);
        ctx.setLineDash([]);
      });
      const best = lowest(table[k]);
      ctx.fillStyle = color;
      if (done && best >= 0) drawMarker(ctx, [x(rates[best]), within(near(table[k][best]))], marker, 7);
      drawMarker(ctx, [x(optimizer.parameters.learning_rate), bottom], "wedge", 5);
    });
    if (done) plot.canvas.setAttribute("aria-label", `${labels.rates}. ${spoken()}`);
  }

  const within = (py) => Math.max(plot.frame.top, Math.min(plot.frame.bottom, py));

  function spoken() {
    const best = (k) => (lowest(table[k]) < 0 ? "–" : plain(rates[lowest(table[k])]));
    return picture.runs.map(({ name }, k) => `${name}: η = ${best(k)}`).join(", ");
  }

  return { element, layout, draw, close: background.stop };
}
