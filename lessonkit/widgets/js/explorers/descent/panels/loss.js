// The value of the objective over the steps, on a scale that stays as it is while one drags.

import { createButton } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { createChart } from "../../../kit/chart.js";
import { drawMarkers } from "../../../kit/looks.js";
import { segments } from "../../../kit/path.js";
import { arrowHead, clipped, faintly, strokeAll, write } from "../../../kit/pen.js";
import { linearScale, valueScale } from "../../../kit/scales.js";
import { _ } from "../../../kit/text.js";

const DECADES = 8;

export function createLossPanel({ objective, act }) {
  const { minima, range } = objective;
  let [steps, logarithmic] = [null, null];
  // A logarithm needs positive values: where f is not, or not down to zero, what is left to fall.
  const lowest = minima.length ? Math.min(...minima.map(objective.value)) : range[0];
  const base = () => (logarithmic && !objective.logarithmic ? lowest : 0);
  const chart = createChart("lk-loss", () => ({
    x: linearScale([0, Math.max(1, steps)]),
    y: valueScale(range.map((end) => end - base()), logarithmic && DECADES),
    names: { x: _("step"), y: base() ? "f − min f" : "f", plain: true },
    margins: { right: 16 },
  }));
  const toggle = createButton("log", () => act.put("logarithmic", !act.logarithmic));
  toggle.classList.add("lk-corner");
  toggle.ariaLabel = _("Logarithmic scale of values");
  const element = make("div", "lk-stage lk-plain", {}, chart.canvas, toggle);

  const place = (value, k) => chart.pixel([k, value - base()]);

  function draw({ runs, steps: newSteps, step, text }) {
    // The axes change with the number of steps and their scale alone.
    if (newSteps !== steps || act.logarithmic !== logarithmic) {
      [steps, logarithmic] = [newSteps, act.logarithmic];
      chart.relayout();
      toggle.ariaPressed = String(logarithmic);
    }
    const ctx = chart.plot.clear();
    const { frame, theme } = chart;
    for (const run of runs) if (run.visible) drawRun(ctx, run, step, runs.length > 1);
    if (step < steps) chart.upright(ctx, step, theme.ink, 1.5, [3, 4]); // the clock
    chart.say(`${_("Value of the objective over the steps")}. ${text}`);
  }

  function drawRun(ctx, { path, color, marker, dash, lostAt, note }, step, race) {
    const pixels = path.values.map(place);
    const done = pixels.slice(0, step + 1);
    const line = (some) => drawLine(ctx, some, color, race ? dash : []);
    faintly(ctx, 0.35, () => line(pixels.slice(step)));
    line(done);
    markSteps(ctx, done, color, marker, race);
    drawBeyond(ctx, done, color);
    if (race || path.divergedAt === null || path.divergedAt > step) return;
    // The step at which the values stop being numbers.
    const text = lostAt === null ? `✕ ${_("diverged at step {step}", { step: path.divergedAt })}` : note;
    const { frame, theme } = chart;
    const look = { font: "bold", color, align: "right", baseline: "top", halo: true };
    write(ctx, text, [frame.right - 10, frame.top + 10], theme, look);
  }

  function drawLine(ctx, pixels, color, dash) {
    const { frame } = chart;
    const room = { ...frame, top: frame.top - 1, bottom: frame.bottom + 1 };
    clipped(ctx, frame, () => strokeAll(ctx, segments(pixels, room), color, 2.5, dash));
  }

  function markSteps(ctx, pixels, color, marker, race) {
    const { top, bottom } = chart.frame;
    const last = pixels.length - 1;
    const every = race ? Math.ceil((last + 1) / 12) : 1; // all of them would be a worm
    const marked = pixels.filter(([, py], k) => {
      const wanted = k === 0 || k === last || !(k % every || (!race && last > 40));
      return wanted && py >= top - 1 && py <= bottom + 1;
    });
    const first = race ? [] : marked.filter((pixel) => pixel === pixels[0]); // the start is larger
    drawMarkers(ctx, marked.slice(first.length), marker, 4.5, color, chart.theme.background);
    drawMarkers(ctx, first, marker, 6, color, chart.theme.background);
  }

  /** Wedges where the values leave the picture. */
  function drawBeyond(ctx, pixels, color) {
    const { top, bottom } = chart.frame;
    const above = pixels.find(([, py]) => py < top - 1);
    if (above) arrowHead(ctx, [[above[0], top + 12], [above[0], top + 6]], 1, 13, color);
    const below = pixels.find(([, py]) => py > bottom + 1);
    if (below) arrowHead(ctx, [[below[0], bottom - 12], [below[0], bottom - 6]], 1, 13, color);
  }

  return { title: _("Values"), element, layout: chart.layout, draw };
}
