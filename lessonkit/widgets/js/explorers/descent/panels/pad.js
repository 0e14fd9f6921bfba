// The pad of learning rate × momentum: where a quadratic of the local curvatures converges, and
// how fast. The point on it is the run's own setting: hold it and move it.

import { makeDraggable } from "../../../frame/drag.js";
import { createStage } from "../../../frame/host.js";
import { rateStop } from "../../../frame/ranges.js";
import { createNews } from "../../../frame/state.js";
import { createChart } from "../../../kit/chart.js";
import { bitmap, drawBitmap, shades } from "../../../kit/bitmap.js";
import { ball, clipped, drawStar, stroke, write } from "../../../kit/pen.js";
import { linearScale, logScale, within } from "../../../kit/scales.js";
import { _, plain } from "../../../kit/text.js";
import { bestPair, curvaturesAt, isLinear, rateLimit, slowest } from "../../../maths/stability.js";
import { leading } from "../runs.js";

const MOST = 0.99; // the largest momentum
const GRAIN = 3; // pixels

export function createPadPanel({ objective, moved, limits, act }) {
  // The slider's range, and further down if the rate is there at first.
  const decade = 10 ** Math.floor(Math.log10(act.learning_rate));
  const rates = [Math.min(limits.learning_rate[0], decade), limits.learning_rate[1]];
  let run, ends, size;
  let laid = 0; // how often
  const isNew = createNews();

  const chart = createChart("lk-landscape", (theme) => {
    const up = ends?.filter((curvature) => curvature > 0) ?? [];
    const convex = up.length === ends?.length;
    const saddle = up.length
      ? _("Only for the direction that curves up")
      : _("no limit here: the ground curves up in no direction");
    const usual = convex ? _("Learning rate and momentum, darker is faster") : saddle;
    const note = ends ? usual : _("For gradient descent, Momentum and Nesterov");
    return {
      ...{ x: logScale(rates), y: linearScale([0, MOST]), names: { x: "η", y: "α" } },
      over(ctx) {
        const { frame } = chart;
        if (up.length) clipped(ctx, frame, () => drawRegion(ctx, frame, up));
        write(ctx, note, [frame.right, frame.top - 9], theme, { font: "small", align: "right" });
      },
    };
  });
  // The hand works on the logarithm of the learning rate.
  const plane = { dim: 2, domain: [rates.map(Math.log10), [0, MOST]] };
  const view = {
    ...{ canvas: chart.canvas, plot: chart.plot },
    startAt: (px, py) => [Math.log10(chart.x.invert(px)), chart.y.invert(py)],
    pixel: ([power, momentum]) => chart.pixel([10 ** power, momentum]),
  };
  const element = createStage(view);
  const hand = makeDraggable(element, view, plane, {
    getStart: () => [Math.log10(run.rate), run.momentum],
    onMove: ([power, momentum]) => {
      if (run.held === null) return;
      const learning_rate = within(rateStop(10 ** power), rates);
      const changes = run.moves ? { learning_rate, momentum } : { learning_rate };
      run = { ...run, rate: learning_rate, ...(run.moves && { momentum }) };
      act.tune(run.held, changes);
    },
    onRelease: act.commit,
  });

  function layout(...given) {
    size = given;
    laid++;
  }

  function draw(picture) {
    run = choose(picture);
    ends = run.held === null ? null : curvaturesAt(objective, run.path, picture.step);
    if (isNew(run.kind, ends, laid)) chart.layout(...size);
    const ctx = chart.plot.clear();
    if (run.held === null) return; // nothing to hold
    ball(ctx, chart.pixel([run.rate, run.momentum]), chart.theme, run.color);
    hand.place();
    const setting = `η = ${plain(run.rate)}, α = ${plain(run.momentum)}`;
    chart.say(`${_("Learning rate and momentum, darker is faster")}: ${setting}. ${moved}`);
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

  function drawRegion(ctx, frame, ends) {
    const { x, y, theme } = chart;
    const columns = Math.ceil((frame.right - frame.left) / GRAIN);
    const rows = Math.ceil((frame.bottom - frame.top) / GRAIN);
    const colors = shades(theme.map);
    const momenta = Array.from({ length: rows }, (_, row) => y.invert(frame.top + (row + 0.5) * GRAIN));
    const picture = bitmap(columns, rows, (column, row) => {
      const rate = x.invert(frame.left + (column + 0.5) * GRAIN);
      const speed = slowest(run.kind, rate, momenta[row], ends);
      if (!(speed < 1)) return null;
      const digit = -1 / Math.log10(speed); // how many steps for each correct digit: 1 to 1000
      return colors[within(Math.round((Math.log10(digit) * 8) / 3), [0, 8])];
    });
    drawBitmap(ctx, picture, frame.left, frame.top, columns * GRAIN, rows * GRAIN);
    drawBorder(ctx, frame, ends);
    const best = bestPair(run.kind, ends.length > 1 ? ends : [ends[0], ends[0]]);
    if (run.moves) drawStar(ctx, chart.pixel([best.learning_rate, best.momentum]), theme);
  }

  function drawBorder(ctx, { left, right, top, bottom }, ends) {
    const { x, y, theme } = chart;
    const limitAt = (py) => x(rateLimit(run.kind, y.invert(py), [0, ends[ends.length - 1]]));
    const border = [];
    for (let py = top; py <= bottom; py++) border.push([limitAt(py), py]);
    stroke(ctx, border, theme.ink, 3);
    const middle = (top + bottom) / 2;
    const limit = limitAt(middle);
    ctx.font = theme.tick;
    for (const [name, align, side] of [[_("converges"), "right", -1], [_("diverges"), "left", 1]]) {
      const end = limit + side * (20 + ctx.measureText(name).width);
      if (side < 0 ? end < left : end > right) continue;
      const place = [within(limit + side * 10, [left + 6, right - 6]), middle];
      write(ctx, name, place, theme, { align, baseline: "middle", halo: true });
    }
  }

  return { title: _("η and α"), element, layout, draw };
}
