// The search explorer: darts thrown into a box on a map, and the best so far as a staircase.
// The dice were cast in Python and come along as numbers from 0 to 1, so that a seed means the
// same everywhere.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { counts, isIn, logarithmic, parseSteps } from "../../frame/ranges.js";
import { createMapView } from "../../kit/map_view.js";
import { within } from "../../kit/scales.js";
import { fill, fixed, pointText } from "../../kit/text.js";
import { numbersIn } from "../../maths/arrays.js";
import { compileObjective } from "../../maths/objective.js";
import { drawDarts } from "./darts.js";
import { boxAround, search } from "./maths.js";
import { createStaircase } from "./staircase.js";

const SETTINGS = ["tries", "seed", "center", "width"];

export const render = defineExplorer("search", SETTINGS, (explorer) => {
  const { model, labels, state, set, hold, slider, button } = explorer;
  const limits = model.get("_limits");
  const most = limits.tries[1];
  const objective = compileObjective(model.get("_objective"));
  const dice = numbersIn(model.get("_dice"), Float64Array);
  const map = createMapView(objective);
  const staircase = createStaircase(objective, labels, most);
  const box = () => boxAround(objective, state.center, state.width);
  const middle = () => box().map(([low, high]) => (low + high) / 2);
  map.element = hold(map, objective, middle, (center) => set("center", center));

  slider("tries", logarithmic([1, most]), {
    ends: limits.tries,
    fromSlider: (position) => Math.round(10 ** position),
    next: (value, count) => within(value + count * Math.max(1, Math.floor(value / 20)), limits.tries),
    format: String,
    parse: (text) => isIn(parseSteps(text, most), limits.tries),
  });
  const percent = counts(limits.width);
  slider("width", percent, {
    format: (value) => `${value}%`,
    parse: (text) => percent.parse(text.replace("%", "")),
  });
  button(labels.next, () => set("seed", (state.seed + 1) % limits.seeds));

  function draw() {
    const throwsOfSeed = dice.subarray(2 * most * state.seed);
    const found = search(objective, box(), throwsOfSeed, state.tries);
    drawDarts(map, box(), found);
    staircase.show(found);
    const { points, values, best } = found;
    const place = pointText(points[best], objective.domain, 1);
    const facts = { tries: state.tries, value: fixed(values[best], 4), place };
    const result = fill(Number.isFinite(values[best]) ? labels.best : labels.nowhere, facts);
    const text = `${fill(labels.seed, { seed: state.seed })} · ${result}`;
    map.say(`${labels.box}: ${pointText(middle(), objective.domain)}. ${labels.keys}`);
    staircase.say(`${labels.staircase}. ${text}`);
    return text;
  }

  return {
    head: [make("div", "lk-formula", { innerHTML: objective.mathml })],
    main: map,
    aside: staircase,
    share: 0.62,
    low: 220,
    draw,
  };
});
