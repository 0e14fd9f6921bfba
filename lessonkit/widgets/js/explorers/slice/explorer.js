// The slice explorer: a map of the loss over two directions, and the cuts through a point on it.
// Every map was computed in Python; here one is chosen and held.

import { isDark, readTheme } from "../../kit/canvas.js";
import { createChoice } from "../../frame/choice.js";
import { fill } from "../../frame/describe.js";
import { makeDraggable } from "../../frame/drag.js";
import { createFrame, make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { decimalsFor, fixed, plain, short } from "../../kit/scales.js";
import { createCuts } from "./cuts.js";
import { createAtlas } from "./maths.js";
import { createSliceMap } from "./map.js";

const SIDE_BY_SIDE = 620; // the width from which on the two pictures stand beside each other
const GAP = 8;
const NAMES = ["landscape", "examples", "seed", "scale", "place"];
const EXAMPLES = ["one", "hundred", "all"];
const SCALES = [0.25, 1, 4];
const SQUARE = { domain: [[-1, 1], [-1, 1]], dim: 2 };
const LINE = { domain: [[-1, 1]], dim: 1 };

/** Show a slice explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const maps = model.get("_maps");
  const counts = { examples: EXAMPLES.length, scales: SCALES.length };
  const find = createAtlas(model.get("_values"), maps, counts);
  const seeds = Math.max(...maps.map(({ pairs }) => pairs));
  const state = {};
  let grid, shown, theme;

  // --- elements ---

  const root = makeRoot(labels, "lk-explorer lk-slice-explorer");
  const map = createSliceMap();
  const cuts = createCuts(labels);
  const stages = [map, cuts].map((view) => {
    const stage = make("div", "lk-stage");
    stage.append(view.canvas);
    Object.assign(view.canvas, { tabIndex: 0, role: "application" });
    return stage;
  });
  const views = make("div", "lk-views");
  views.append(...stages);
  const description = make("p", "lk-description", { ariaHidden: "true" });
  const controls = make("div", "lk-controls");
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  root.append(controls, views, description, announcement);

  // --- from the hand to the state, and at the end of a gesture to the kernel ---

  const frame = createFrame(draw, () => {
    announcement.textContent = description.textContent;
  });

  function change(name, value) {
    state[name] = value;
    frame.request();
  }

  function commit() {
    const changed = NAMES.filter((name) => String(model.get(name)) !== String(state[name]));
    for (const name of changed) model.set(name, state[name]);
    if (changed.length) model.save_changes();
  }

  const choose = (name) => (value) => {
    change(name, value);
    commit();
  };
  const landscape = createChoice(
    labels.landscape,
    maps.map(({ name }) => [name, labels[name]]),
    choose("landscape"),
  );
  const numbers = model.get("_counts");
  const examples = createChoice(
    labels.examples,
    EXAMPLES.map((name, k) => [name, name === "all" ? `${labels.all} (${numbers[k]})` : labels[name]]),
    choose("examples"),
  );
  const scale = createChoice(labels.scale, SCALES.map((value) => [value, ""]), choose("scale"));
  const button = (text, act) => {
    const element = make("button", "lk-reset", { type: "button", textContent: text });
    element.addEventListener("click", () => {
      act();
      commit();
    });
    return element;
  };
  const next = button(labels.next, () => change("seed", (state.seed + 1) % seeds));
  const reset = button(labels.reset, () => {
    const initial = model.get("_initial");
    for (const name of NAMES) change(name, initial[name]);
  });
  if (maps.length > 1) controls.append(landscape.element);
  controls.append(examples.element, scale.element, next, reset);

  const hands = [
    makeDraggable(stages[0], map, SQUARE, {
      getStart: () => state.place,
      onMove: (place) => change("place", place),
      onRelease: commit,
    }),
    makeDraggable(stages[1], { ...cuts, pixel: ([u]) => cuts.pixel([u], state.place[1]) }, LINE, {
      getStart: () => [state.place[0]],
      onMove: ([u]) => change("place", [u, state.place[1]]),
      onRelease: commit,
    }),
  ];

  // --- from the state to the picture ---

  const current = () => maps.find(({ name }) => name === state.landscape);
  const reach = () => current().extent * state.scale;

  function draw() {
    if (!theme) return; // not laid out yet
    const choice = `${state.landscape} ${state.seed} ${state.examples} ${state.scale}`;
    if (choice !== shown) layout(choice);
    map.draw(state.place);
    cuts.draw(state.place);
    for (const hand of hands) hand.place();
    landscape.set(state.landscape);
    examples.set(state.examples);
    scale.set(state.scale, SCALES.map((value) => `±${plain(value * current().extent)}`));
    next.disabled = current().pairs < 2;
    describe();
  }

  function describe() {
    const decimals = decimalsFor([-reach(), reach()]);
    const [a, b] = state.place.map((value) => fixed(value * reach(), decimals));
    const facts = { seed: state.seed, a, b };
    facts.value = short(grid.at(...state.place));
    facts.lowest = short(grid.range[0]);
    const template = current().pairs > 1 ? labels.description : labels.description_fixed;
    const text = fill(template, facts);
    if (text === description.textContent) return;
    description.textContent = text;
    map.canvas.ariaLabel = `${labels.point}: a = ${a}, b = ${b}. ${labels.keys}`;
    cuts.canvas.ariaLabel = `${labels.cut}: a = ${a}. ${text}. ${labels.keys}`;
  }

  /** Lay out for the present width; draw the chosen map. */
  function layout(choice) {
    const all = Math.floor(root.clientWidth);
    if (!all) return;
    shown = choice;
    const [example, factor] = [EXAMPLES.indexOf(state.examples), SCALES.indexOf(state.scale)];
    grid = find(state.landscape, state.seed, example, factor);
    const wide = all >= SIDE_BY_SIDE;
    const first = map.widthFor(wide ? Math.round((all - GAP) * 0.5) : all);
    const height = map.heightFor(first);
    map.layout(first, height, theme, grid, reach(), current().stars);
    cuts.layout(wide ? all - GAP - first : all, wide ? height : 260, theme, grid, reach());
  }

  function refresh() {
    if (!Math.floor(root.clientWidth)) return;
    const dark = isDark();
    root.classList.toggle("lk-dark", dark);
    theme = readTheme(root);
    Object.assign(theme, { along_a: theme.curve, along_b: dark ? "#f0a6d2" : "#a8478a" });
    shown = null;
    draw();
  }

  // --- watching ---

  for (const name of NAMES) state[name] = model.get(name);
  const unfollow = watchModel(model, NAMES, (name) => change(name, model.get(name)));
  const unwatch = watchPage(root, refresh);
  el.append(root);

  return () => {
    unfollow();
    unwatch();
    frame.cancel();
    root.remove();
  };
}
