// The landscape along one straight line through the current point: the way of its next step, or
// straight down the slope. With the tangent, whose slope is what the gradient says about that line.

import { createMenu } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { brokenAtPoles, createChart } from "../../../kit/chart.js";
import { disc, stroke, write } from "../../../kit/pen.js";
import { linearScale, padded } from "../../../kit/scales.js";
import { _, short } from "../../../kit/text.js";
import { shownRange } from "../../../maths/ranges.js";
import { leading } from "../runs.js";

const SAMPLES = 200;
const ROW = 40; // the height of the menu below

export function createSlicePanel({ objective, act }) {
  let axes = null; // {reach, range} where there is something to show
  const chart = createChart("lk-slice", ({ left, right, top, bottom }) => ({
    x: linearScale(axes ? [-axes.reach, axes.reach] : [-1, 1], [left, right]),
    y: linearScale(axes ? padded(axes.range) : [0, 1], [bottom, top]),
    names: { x: axes ? _("distance") : "", y: "f", plain: true },
  }));
  const element = make("div");
  const bar = make("div", "lk-row");
  const ways = [["step", _("along the next step")], ["gradient", _("straight downhill")]];
  const choose = createMenu(_("Slice through the current point"), ways, act.refresh);
  bar.append(choose);
  element.append(chart.canvas, bar);

  const layout = (width, height, theme) => chart.layout(width, height - ROW, theme);

  function draw(picture) {
    const { path, color } = leading(picture);
    const { step } = picture;
    const w = path.points[step];
    const gradient = objective.gradient(w);
    // The next step; at the end, where there is none, the way on from the last one.
    const next = path.points[step + 1];
    const stepping = choose.value === "step" && path.points.length > 1;
    const [from, to] = next ? [w, next] : [path.points[step - 1], w];
    const way = stepping ? to.map((x, i) => x - from[i]) : gradient.map((slope) => -slope);
    const size = Math.hypot(...way);
    const known = Number.isFinite(objective.value(w));
    const usable = known && size > 0 && size < Infinity;
    const along = way.map((part) => (usable ? part / size : 0));
    const at = (t) => objective.value(w.map((x, i) => x + t * along[i]));
    const slope = along.reduce((sum, part, i) => sum + part * gradient[i], 0);
    const values = { value: short(at(0)), slope: short(slope) };
    const said = known ? _("value {value}, slope along it {slope}", values) : _("f has no value here");
    paint({ at, slope, color, end: stepping && next && usable ? size : null, usable, said });
    chart.say(`${_("Slice through the current point")}: ${said}`);
  }

  function paint({ at, slope, color, end, usable, said }) {
    // As wide as the map, or as the step if that is longer; centered on the point.
    const widest = Math.max(...objective.domain.map(([low, high]) => high - low)) / 2;
    const reach = Math.min(1e9 * widest, Math.max(widest, 1.2 * (end ?? 0)));
    const ts = Array.from({ length: SAMPLES + 1 }, (_, k) => reach * ((2 * k) / SAMPLES - 1));
    const values = ts.map(at);
    axes = usable ? { reach, range: shownRange([...values, at(0)]) } : null;
    chart.relayout();
    const { theme, pixel, frame } = chart;
    if (!axes) {
      const middle = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
      return write(chart.plot.clear(), said, middle, theme, { font: "bold", align: "center" });
    }
    chart.draw((ctx) => {
      const curve = ts.map((t, k) => pixel([t, values[k]]));
      stroke(ctx, brokenAtPoles(curve, chart.frame), theme.curve, 3);
      const tangent = [-reach, reach].map((t) => pixel([t, at(0) + slope * t]));
      stroke(ctx, tangent, theme.minimum, 2, [7, 4]);
      if (end !== null) {
        stroke(ctx, [pixel([0, at(0)]), pixel([end, at(end)])], color);
        disc(ctx, pixel([end, at(end)]), 5, color, theme.background);
      }
      disc(ctx, pixel([0, at(0)]), 8, color, theme.background);
    });
  }

  return { title: _("Slice"), element, layout, draw };
}
