// The section explorer: a point on a map, the two slices through it, its gradient, and the slope
// in a direction that is turned by a dial.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { evenly } from "../../frame/ranges.js";
import { createMapView } from "../../kit/map_view.js";
import { _, decimalsFor, fixed, hundredths, plain, pointText } from "../../kit/text.js";
import { compileObjective } from "../../maths/objective.js";
import { createCosineView, createDialView, DIAL, wrapped } from "./dial.js";
import { drawSectionMap, steepestOn } from "./map.js";
import { slopesAt } from "./maths.js";
import { createSliceView } from "./slice.js";

const IN_PAIRS = 340; // the width from which on two of the four others stand beside each other
const LOW = 170;
const GAP = 8;

export const render = defineExplorer("section", ["point", "direction"], (explorer) => {
  const { model, state, set, hold, moved, slider } = explorer;
  const objective = compileObjective(model.get("_objective"));
  const { variables: names, domain } = objective;
  const steepest = steepestOn(objective);
  const map = createMapView(objective);
  const slices = [createSliceView(objective, 0), createSliceView(objective, 1)];
  const dial = createDialView();
  const cosine = createCosineView();
  map.element = hold(map, objective, () => state.point, (point) => set("point", point));
  dial.element = hold(dial, DIAL, () => [state.direction], ([degrees]) => set("direction", wrapped(degrees)));
  const others = make("div", "lk-pairs", {}, ...[...slices, dial, cosine].map(({ element }) => element));

  const degrees = evenly([0, 360]);
  slider("direction", _("Direction"), degrees, {
    format: (value) => `${plain(value)}°`,
    parse: (text) => degrees.parse(text.replace("°", "")),
  });

  /** The slices two by two where there is room, the dial beside its curve. */
  function layout(width, height, theme) {
    others.style.width = `${width}px`;
    const pairs = width >= IN_PAIRS;
    const row = Math.max(LOW, Math.floor((height - GAP) / 2));
    for (const slice of slices) slice.layout(pairs ? Math.floor((width - GAP) / 2) : width, row, theme);
    const round = Math.min(row, Math.round(0.45 * width));
    dial.layout(round, row, theme);
    cosine.layout(width - GAP - round, row, theme);
  }

  /** y = 1.50,  ∂f/∂x = 18.75 */
  function title(i, { gradient }) {
    const held = fixed(state.point[1 - i], decimalsFor(domain[1 - i]));
    return `${names[1 - i]} = ${held},  ∂f/∂${names[i]} = ${hundredths(gradient[i])}`;
  }

  let slopes = null;

  function facts() {
    const { value, gradient, length, slope, between, known } = slopes;
    const places = names.flatMap((name, i) => [[name, state.point[i]], [`f_${name}`, gradient[i]]]);
    const angle = known && length > 0 ? between : NaN;
    return { ...Object.fromEntries(places), value, length, slope, angle };
  }

  function draw() {
    slopes = slopesAt(objective, state.point, state.direction);
    drawSectionMap(map, objective, state, slopes, steepest);
    slices.forEach((slice, i) => {
      slice.show(state.point, slopes, title(i, slopes));
      slice.say(`${_("Slice along {name}", { name: names[i] })}: ${title(i, slopes)}`);
    });
    dial.show(state.direction, slopes);
    cosine.show(state.direction, slopes);
    const text = describe(slopes);
    map.say(`${_("Point on the map")}: ${pointText(state.point, domain)}. ${moved}`);
    const turned = _("Arrow keys turn it, with Shift further.");
    dial.say(`${_("Direction")}: ${plain(state.direction)}°. ${turned}`);
    cosine.say(`${_("Slope over the direction")}. ${text}`);
    return text;
  }

  function describe({ value, gradient, known, length, slope, between }) {
    const facts = {
      place: pointText(state.point, domain),
      gradient: `(${gradient.map(hundredths).join(", ")})`,
      length: hundredths(length),
      direction: plain(state.direction),
      slope: hundredths(slope),
      angle: fixed(between, 1),
    };
    if (!Number.isFinite(value)) return `${facts.place}: ${_("f has no value here")}`;
    if (!known) return `${facts.place}: ${_("f has no gradient here")}`;
    if (!(length > 0)) return _("at {place}: ∇f = {gradient}, flat in every direction", facts);
    return _(
      "at {place}: ∇f = {gradient}, length {length} · direction {direction}°: " +
        "slope {slope} = {length} × cos {angle}°",
      facts,
    );
  }

  return { main: map, aside: { element: others, layout }, draw, facts };
});
