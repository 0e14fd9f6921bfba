// The same run in the directions of the bowl that do not disturb each other: on a map that can be
// held too, and the value in its two parts, each of which one direction makes alone.

import { make } from "../../../frame/host.js";
import { createChart } from "../../../kit/chart.js";
import { createMapView } from "../../../kit/map_view.js";
import { clipped, stroke, write } from "../../../kit/pen.js";
import { linearScale, valueScale, within } from "../../../kit/scales.js";
import { _, numberText, short } from "../../../kit/text.js";
import { coordinatesOf, partsAt, pointAt } from "../../../maths/eigenbasis.js";
import { leading } from "../runs.js";

const DECADES = 8;
const NAMES = ["u", "v"];
const DASHES = [[], [7, 4]]; // never the color alone
const BESIDE = 1.5; // so much wider than high, the map and the chart stand side by side
const MORE = 130; // pixels: below each other they may be as high as the main view and its controls
const SHARE = 0.58; // of that, what the map has above the chart
const NONE = () => _("Only a quadratic bowl of two variables has directions that do not disturb each other.");

export function createEigenbasisPanel({ objective, act, hold }) {
  const basis = objective.eigenbasis;
  const title = _("Side by side");
  if (!basis) return { title, element: make("p", "lk-muted", { textContent: NONE() }) };
  const { lowest, curvatures } = basis;
  const colors = (theme) => [theme.curve, theme.violet];
  const bowl = {
    variables: NAMES,
    domain: basis.bounds,
    range: objective.range,
    minima: [[0, 0]],
    at: (...place) => partsAt(basis, place).reduce((sum, part) => sum + part, lowest),
  };
  const map = createMapView(bowl);
  map.canvas.ariaRoleDescription = _("landscape");
  const inside = (w) => w.map((x, i) => within(x, objective.domain[i]));
  const stage = hold(
    map,
    { dim: 2, domain: bowl.domain },
    () => coordinatesOf(basis, act.start),
    (place) => act.set("start", inside(pointAt(basis, place))),
  );
  let steps = null;
  const chart = createChart("lk-loss", () => ({
    x: linearScale([0, Math.max(1, steps)]),
    y: valueScale([0, objective.range[1] - lowest], DECADES),
    ...{ names: { x: _("step"), plain: true }, title: _("the two parts of f") },
  }));
  const lines = NAMES.map(() => make("div"));
  const words = make("div", "lk-eigen-words", {}, ...lines);
  const element = make("div", "lk-eigen", {}, words, stage, chart.canvas);

  function layout(width, height, theme) {
    const beside = width > BESIDE * height;
    const rest = height - words.offsetHeight + (beside ? 0 : MORE);
    const [wide, tall] = map.fit(beside ? width / 2 : width, beside ? rest : SHARE * rest);
    map.layout(wide, tall, theme);
    chart.layout(beside ? width - wide : width, beside ? rest : rest - tall, theme);
  }

  function draw(picture) {
    const { runs, step, theme } = picture;
    if (picture.steps !== steps) {
      steps = picture.steps;
      chart.relayout();
    }
    const turned = runs.map((run) => {
      return { ...run, path: { ...run.path, points: run.path.points.map((w) => coordinatesOf(basis, w)) } };
    });
    map.show({ ...picture, runs: turned }, [mapLayer]);
    const run = leading({ ...picture, runs: turned });
    const parts = run.path.points.map((place) => partsAt(basis, place));
    const said = NAMES.map((name, i) => say(name, i, run, parts[step][i], theme));
    map.say(said.join(" "));
    chart.draw((ctx) => {
      NAMES.forEach((_, i) => {
        const at = parts.map((part, k) => chart.pixel([k, part[i]]));
        stroke(ctx, at, colors(theme)[i], 2.5, DASHES[i]);
      });
      if (step < steps) chart.upright(ctx, step, theme.ink, 1.5, [3, 4]);
    });
    chart.say(said.join(" "));
  }

  /** What happens along a direction; 1 − ηλ is the whole story of gradient descent alone. */
  function say(name, i, { optimizer: { kind, parameters } }, part, theme) {
    const factor = 1 - parameters.learning_rate * curvatures[i];
    const values = { name, curvature: numberText(curvatures[i]), factor: numberText(factor), part: short(part) };
    const text =
      kind === "GradientDescent"
        ? _("{name}: curvature {curvature}, each step × {factor}, part of f {part}", values)
        : _("{name}: curvature {curvature}, part of f {part}", values);
    lines[i].textContent = `${i ? "╌╌" : "──"} ${text}`;
    lines[i].style.color = colors(theme)[i];
    return `${text}.`;
  }

  /** The axes u and v on any map: `at` gives where a place in u and v is. */
  function drawAxes(ctx, { frame, theme }, at) {
    clipped(ctx, frame, () => {
      NAMES.forEach((name, i) => {
        const [low, high] = bowl.domain[i];
        const end = (value) => at(i ? [0, value] : [value, 0]);
        stroke(ctx, [end(low), end(high)], colors(theme)[i], 1.5, DASHES[i]);
        write(ctx, name, end(0.6 * high), theme, { font: "name", color: colors(theme)[i], halo: true });
      });
    });
  }

  const mapLayer = { below: (ctx, view) => drawAxes(ctx, view, view.pixel) };
  const layer = { below: (ctx, view) => drawAxes(ctx, view, (place) => view.pixel(pointAt(basis, place))) };
  return { title, element, layout, draw, layer };
}
