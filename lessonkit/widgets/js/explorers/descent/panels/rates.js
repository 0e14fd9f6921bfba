// A sweep: the value that each optimizer reaches with the same steps, over the learning rate. One
// button gives each its best.

import { createBackground } from "../../../frame/background.js";
import { createButton } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { rateStop } from "../../../frame/ranges.js";
import { createNews } from "../../../frame/state.js";
import { createChart } from "../../../kit/chart.js";
import { drawMarker } from "../../../kit/looks.js";
import { clipped, strokeAll } from "../../../kit/pen.js";
import { logScale, valueScale, within } from "../../../kit/scales.js";
import { _, plain } from "../../../kit/text.js";
import { isNear } from "../../../maths/arrivals.js";
import { createOptimizer } from "../../../maths/optimizers.js";

const DECADES = 8;
const A_DECADE = 12; // so many learning rates

/** The learning rates from low to high, evenly on a logarithmic axis, rounded. */
export function ratesBetween([low, high]) {
  const count = Math.max(1, Math.ceil(Math.log10(high / low) * A_DECADE));
  const rates = Array.from({ length: count + 1 }, (_, k) => rateStop(low * (high / low) ** (k / count)));
  return [...new Set(rates)];
}

/**
 * The value after so many steps; infinite when the run leaves the numbers behind, NaN when it comes
 * to where there is no value.
 */
export function reached(objective, optimizer, start, steps) {
  let [w, state, before] = [start, optimizer.init(start), start];
  for (let k = 0; k < steps && w.every(Number.isFinite); k++) {
    before = w;
    [w, state] = optimizer.update(w, objective.gradient, state);
  }
  const value = objective.value(w);
  if (Number.isFinite(value)) return value;
  const end = w.every(Number.isFinite) ? w : before;
  return Number.isNaN(objective.value(end)) && isNear(objective, end) ? NaN : Infinity;
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

export function createRatesPanel({ objective, limits, act }) {
  const chart = createChart("lk-rates", () => ({
    x: logScale(limits.learning_rate),
    y: valueScale(objective.range, objective.logarithmic && DECADES),
    ...{ names: { x: "η", y: "f" }, margins: { right: 16 } },
  }));
  const rates = ratesBetween(limits.learning_rate);
  let table = [];
  let [done, picture] = [false, null];
  const isNew = createNews();
  const background = createBackground(sweepRates, (finished) => {
    done = finished;
    paint();
  });
  const button = createButton(_("Each at its best"), () => {
    act.set("share", false);
    table.forEach((values, k) => {
      const best = lowest(values);
      if (best >= 0) act.tune(k, { learning_rate: rates[best] });
    });
    act.commit();
  });
  button.classList.add("lk-corner");
  const element = make("div", "lk-stage lk-plain", {}, chart.canvas, button);

  function draw(newPicture) {
    picture = newPicture;
    const { runs, start, steps } = picture;
    // The sweep does not depend on the learning rates that are set now.
    const optimizers = runs.map(({ optimizer }) => optimizer);
    const others = optimizers.map(({ kind, parameters }) => [kind, { ...parameters, learning_rate: 0 }]);
    if (isNew(others, start, steps)) {
      done = false;
      table = optimizers.map(() => new Array(rates.length).fill(NaN));
      background.start(table, objective, optimizers, start, steps, rates);
    }
    paint();
  }

  function paint() {
    const { x, y, frame } = chart;
    const { top, bottom } = frame;
    const ctx = chart.plot.clear();
    button.disabled = !done;
    const near = (value) => within(y(value), [top - 1e4, bottom + 1e4]);
    picture.runs.forEach(({ visible, color, marker, dash, optimizer }, k) => {
      if (!visible || !table[k]) return;
      const points = rates.map((rate, i) => [x(rate), near(table[k][i])]);
      const pieces = points.slice(1).map((point, i) => [points[i], point]).filter(([a, b]) => a[1] + b[1] < Infinity);
      clipped(ctx, frame, () => strokeAll(ctx, pieces, color, 2, dash));
      const best = lowest(table[k]);
      const place = [x(rates[best]), within(near(table[k][best]), [top, bottom])];
      if (done && best >= 0) drawMarker(ctx, place, marker, 7, color);
      drawMarker(ctx, [x(optimizer.parameters.learning_rate), bottom], "wedge", 5, color);
    });
    if (done) chart.say(`${_("Value after the steps for each learning rate")}. ${spoken()}`);
  }

  function spoken() {
    const best = (k) => (lowest(table[k]) < 0 ? "–" : plain(rates[lowest(table[k])]));
    return picture.runs.map(({ name }, k) => `${name}: η = ${best(k)}`).join(", ");
  }

  return { title: _("Learning rates"), element, layout: chart.layout, draw, close: background.stop };
}
