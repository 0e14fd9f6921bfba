// The search explorer: darts thrown into a box on a map, and the best so far as a staircase.
// The dice were cast in Python and come along as numbers from 0 to 1, so that a seed means the
// same everywhere.

import { defineExplorer } from "../../frame/explorer.js";
import { counts, logarithmic } from "../../frame/ranges.js";
import { createMapView } from "../../kit/map_view.js";
import { _, fixed, pointText } from "../../kit/text.js";
import { numbersIn } from "../../maths/sampled.js";
import { compileObjective } from "../../maths/objective.js";
import { boxAround, search } from "./maths.js";
import { createStaircase, drawDarts } from "./views.js";

const SETTINGS = ["tries", "seed", "center", "width"];

export const render = defineExplorer("search", SETTINGS, (explorer) => {
  const { model, state, set, hold, moved, slider, button } = explorer;
  const limits = model.get("_limits");
  const most = limits.tries[1];
  const objective = compileObjective(model.get("_objective"));
  const dice = numbersIn(model.get("_dice"), Float64Array);
  const map = createMapView(objective);
  const staircase = createStaircase(objective, most);
  const box = () => boxAround(objective, state.center, state.width);
  const middle = () => box().map(([low, high]) => (low + high) / 2);
  map.element = hold(map, objective, middle, (center) => set("center", center));

  const ends = limits.tries;
  const range = {
    ...{ ...logarithmic(ends), format: String },
    fromSlider: (position) => Math.round(10 ** position),
    next: (value, count) => value + count * Math.max(1, Math.floor(value / 20)),
    complaint: counts(ends).complaint,
  };
  explorer.player({ label: _("Tries"), setting: "tries", ends, last: () => most, range });
  const percent = counts(limits.width);
  slider("width", _("Box width"), percent, {
    format: (value) => `${value}%`,
    parse: (text) => percent.parse(text.replace("%", "")),
  });
  button(_("Next seed"), () => set("seed", (state.seed + 1) % limits.seeds));

  let found = null;

  function facts() {
    const { points, values, best } = found;
    const holds = (minimum) => box().every(([low, high], i) => low <= minimum[i] && minimum[i] <= high);
    const place = objective.variables.map((name, i) => [name, points[best][i]]);
    return { lowest: values[best], inside: objective.minima.some(holds), ...Object.fromEntries(place) };
  }

  function draw() {
    const throwsOfSeed = dice.subarray(2 * most * state.seed);
    found = search(objective, box(), throwsOfSeed, state.tries);
    drawDarts(map, box(), found);
    staircase.show(found);
    const { points, values, best } = found;
    const place = pointText(points[best], objective.domain, 1);
    const facts = { tries: state.tries, value: fixed(values[best], 4), place };
    const result = Number.isFinite(values[best])
      ? _("best of {tries}: {value} at {place}", facts)
      : _("f has no value at any of the {tries} places", facts);
    const text = `${_("seed {seed}", { seed: state.seed })} · ${result}`;
    map.say(`${_("Middle of the box")}: ${pointText(middle(), objective.domain)}. ${moved}`);
    staircase.say(`${_("Value of every try and the best so far")}. ${text}`);
    return text;
  }

  return { main: map, aside: staircase, draw, facts };
});
