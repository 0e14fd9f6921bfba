// The slice explorer: a map of the loss over two directions, and the cuts through a point on it.
// Every map was computed in Python; here one is chosen and held.

import { defineExplorer } from "../../frame/explorer.js";
import { createNews } from "../../frame/state.js";
import { createMapView } from "../../kit/map_view.js";
import { _, decimalsFor, fixed, plain, short } from "../../kit/text.js";
import { createCuts, drawLines } from "./cuts.js";
import { createAtlas } from "./maths.js";

const SETTINGS = ["landscape", "examples", "seed", "scale", "place"];
const EXAMPLES = ["one", "hundred", "all"];
const SCALES = [0.25, 1, 4];

export const render = defineExplorer("slice", SETTINGS, (explorer) => {
  const { model, state, set, hold, moved, choice, button } = explorer;
  const maps = model.get("_maps");
  const numbers = model.get("_counts");
  const counts = { examples: EXAMPLES.length, scales: SCALES.length };
  const find = createAtlas(model.get("_values"), maps, counts);
  const seeds = Math.max(...maps.map(({ pairs }) => pairs));
  const current = () => maps.find(({ name }) => name === state.landscape);
  const reach = () => current().extent * state.scale;
  const chosen = { dim: 2, variables: ["a", "b"] }; // the map in sight, as an objective
  const isNew = createNews();

  /** Take the chosen map; whether it is another one. */
  function choose() {
    const { landscape, seed, examples, scale } = state;
    if (!isNew(landscape, seed, examples, scale)) return false;
    const size = reach();
    const grid = find(landscape, seed, EXAMPLES.indexOf(examples), SCALES.indexOf(scale));
    chosen.at = (a, b) => grid.at(a / size, b / size);
    chosen.domain = [[-size, size], [-size, size]];
    chosen.range = grid.range;
    chosen.stops = grid.stops.map((share) => share * size);
    chosen.minima = current().stars.filter((star) => star.every((v) => Math.abs(v) <= size));
    return true;
  }

  choose();
  const map = createMapView(chosen);
  const cuts = createCuts(chosen);
  // The hand moves a place from −1 to 1, whatever the extent of the map.
  const scaled = (place) => place.map((share) => share * reach());
  const held = (view) => ({
    ...view,
    pixel: (place) => view.pixel(scaled(place)),
    startAt: (...pixel) => view.startAt(...pixel).map((value) => value / reach()),
  });
  const space = (dim) => ({ dim, domain: new Array(dim).fill([-1, 1]) });
  map.element = hold(held(map), space(2), () => state.place, (place) => set("place", place));
  cuts.element = hold(
    held(cuts),
    space(1),
    () => [state.place[0]],
    ([share]) => set("place", [share, state.place[1]]),
  );

  const called = maps.map(({ name, title }) => [name, title]);
  if (maps.length > 1) choice("landscape", _("Landscape"), called);
  const amounts = [_("one"), _("a hundred"), `${_("all")} (${numbers.at(-1)})`];
  choice("examples", _("Examples"), EXAMPLES.map((name, k) => [name, amounts[k]]));
  const texts = () => SCALES.map((value) => `±${plain(value * current().extent)}`);
  choice("scale", _("Reach"), SCALES.map((value) => [value, ""]), texts);
  const next = button(_("Next directions"), () => set("seed", (state.seed + 1) % seeds));

  function draw() {
    if (choose()) for (const view of [map, cuts]) view.relayout();
    const [a, b] = scaled(state.place);
    drawLines(map, a, b);
    cuts.show(a, b);
    next.disabled = current().pairs < 2;
    const decimals = decimalsFor(chosen.domain[0]);
    const facts = {
      seed: state.seed,
      a: fixed(a, decimals),
      b: fixed(b, decimals),
      value: short(chosen.at(a, b)),
      lowest: short(chosen.range[0]),
    };
    const text =
      current().pairs > 1
        ? _("seed {seed} · loss {value} at a = {a}, b = {b} · lowest here {lowest}", facts)
        : _("loss {value} at a = {a}, b = {b} · lowest here {lowest}", facts);
    map.say(`${_("Point on the map")}: a = ${facts.a}, b = ${facts.b}. ${moved}`);
    cuts.say(`${_("Point on the cut along a")}: a = ${facts.a}. ${text}. ${moved}`);
    return text;
  }

  function facts() {
    const [a, b] = scaled(state.place);
    return { a, b, loss: chosen.at(a, b), lowest: chosen.range[0] };
  }

  return { main: map, aside: cuts, draw, facts };
});
