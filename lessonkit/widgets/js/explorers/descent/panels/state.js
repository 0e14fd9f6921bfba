// What the optimizer remembers: one small plot for each part of its state, over the steps, with
// the step of the clock marked and its numbers written out.

import { make } from "../../../frame/host.js";
import { createChart } from "../../../kit/chart.js";
import { segments } from "../../../kit/path.js";
import { strokeAll, write } from "../../../kit/pen.js";
import { linearScale, niceStep } from "../../../kit/scales.js";
import { _, N_, numberText } from "../../../kit/text.js";
import { seriesOf } from "../../../maths/state_series.js";

const HEIGHT = 132;
const [BROAD, GAP] = [560, 8]; // from which width on there are two beside each other, and between them
const MARKS = ["—", "- -"]; // never the color alone
const DASHES = [[], [7, 4]];
const NAMES = {
  gradient: N_("Gradient"),
  velocity: N_("Velocity"),
  mean: N_("Mean of the gradients"),
  squares: N_("Squares of the gradients"),
  squared_steps: N_("Squares of the steps"),
  corrections: N_("Bias corrections"),
  effective_rate: N_("Effective learning rate"),
};

export function createStatePanel({ objective }) {
  const element = make("div", "lk-pairs");
  const charts = [];
  let [width, theme] = [0, null];

  function layout(all, _height, newTheme) {
    theme = newTheme;
    width = all >= BROAD ? Math.floor((all - GAP) / 2) : all;
    for (const chart of charts) chart.known = null;
  }

  function draw({ runs, chosen, step, steps }) {
    const run = runs[chosen];
    const series = seriesOf(objective, run);
    while (charts.length < series.length) {
      charts.push(create());
      element.append(charts.at(-1).canvas);
    }
    charts.forEach(({ canvas }, k) => (canvas.hidden = k >= series.length));
    series.forEach((one, k) => drawSeries(charts[k], one, run, step, steps));
  }

  function create() {
    const chart = createChart("lk-state", () => ({
      ...{ x: linearScale([0, Math.max(1, chart.steps)]), y: linearScale(chart.ends) },
      margins: { left: 66, top: 28, bottom: 24 },
    }));
    return chart;
  }

  function drawSeries(chart, { name, symbol, lines, names }, run, step, steps) {
    // The background is drawn again only when the axes are others.
    const ends = bounds(lines.flat());
    const wanted = JSON.stringify([ends, steps]);
    Object.assign(chart, { ends, steps });
    if (chart.known !== wanted) chart.layout(width, HEIGHT, theme);
    chart.known = wanted;
    const { x, y, frame } = chart;
    const ctx = chart.draw((ctx) => {
      lines.forEach((values, i) => {
        const pixels = values.map((value, k) => [x(k), value === null ? NaN : y(value)]);
        strokeAll(ctx, segments(pixels, frame), i ? theme.curve : run.color, 2.2, DASHES[i]);
      });
      chart.upright(ctx, step, theme.ink, 1.5, [3, 4]);
    });
    const called = names ?? (lines.length > 1 ? objective.variables : [""]);
    const now = lines.map((values, i) => {
      const value = values[step] === null ? "–" : numberText(values[step]);
      return `${MARKS[i]} ${called[i]}${called[i] && " "}${value}`;
    });
    const text = `${_(NAMES[name])}${symbol && ` ${symbol}`}:  ${now.join("   ")}`;
    write(ctx, text, [frame.left, frame.top - 9], theme, { most: frame.right - frame.left });
    chart.say(`${_("step")} ${step}, ${text}`);
  }

  return { title: _("State"), element, layout, draw };
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
