// The local search explorer: 1,000 tries on the digits with steps from timid to reckless, and
// random search with the same dice beside them. Every run was computed in Python and came along.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { counts, listed } from "../../frame/ranges.js";
import { fill, fixed, plain } from "../../kit/text.js";
import { countTaken, openRuns, takenInBlocks } from "./maths.js";
import { createSeriesView } from "./view.js";

const BLOCK = 50; // tries, for each of which the share of the steps taken is drawn
const GAP = 4;

export const render = defineExplorer("local_search", ["step_size", "seed", "tries"], (explorer) => {
  const { model, labels, state, set, slider, button } = explorer;
  const limits = model.get("_limits");
  const stops = limits.step_sizes;
  const most = limits.tries[1];
  const [losses, correct, accepted] = ["_losses", "_correct", "_accepted"].map((name) => model.get(name));
  const runOf = openRuns({ losses, correct, accepted }, limits);
  const view = (title, top) => createSeriesView(title, top, labels.try, most);
  const [loss, accuracy, taken] = [
    view(labels.loss, 10),
    view(labels.accuracy, 100),
    view(labels.acceptance, 80),
  ];
  const pair = make("div", "lk-pair");
  pair.append(accuracy.element, taken.element);
  const legend = make("div", "lk-legend", { ariaHidden: "true" });
  for (const name of ["local", "random"]) {
    const entry = make("span");
    entry.append(make("i", `lk-${name}`), labels[name]);
    legend.append(entry);
  }

  const facts = { all: stops.map(plain).join(", ") };
  slider("step_size", listed(stops), { symbol: "σ", facts });
  slider("tries", counts([1, most], 10));
  button(labels.next, () => set("seed", (state.seed + 1) % limits.seeds));

  function draw(theme) {
    const random = runOf(0, state.seed, state.tries);
    const local = runOf(1 + stops.indexOf(state.step_size), state.seed, state.tries);
    const lines = (name) => [
      { values: random[name], color: theme.ink, dash: [6, 5] },
      { values: local[name], color: theme.path, dash: [] },
    ];
    loss.showLines(lines("losses"));
    accuracy.showLines(lines("percent"));
    taken.showBars(takenInBlocks(local.accepted, BLOCK));
    const text = describe(local, random);
    loss.say(`${labels.loss}. ${text}`);
    accuracy.say(`${labels.accuracy}. ${text}`);
    taken.say(`${labels.acceptance}. ${steps(local)}`);
    return text;
  }

  const steps = ({ accepted }) =>
    fill(labels.taken, { taken: countTaken(accepted), steps: accepted.length - 1 });

  function describe(local, random) {
    const setting = { seed: state.seed, step_size: plain(state.step_size), tries: state.tries };
    const end = ({ losses, percent }) =>
      fill(labels.found, { loss: fixed(losses.at(-1), 3), accuracy: fixed(percent.at(-1), 1) });
    const here = `${fill(labels.description, setting)}: ${end(local)}, ${steps(local)}`;
    return `${here} · ${labels.random}: ${end(random)}`;
  }

  function layout(width, height, theme) {
    for (const view of [accuracy, taken]) view.layout(width, height ? (height - GAP) / 2 : 180, theme);
  }

  loss.fit = (width, most) => [width, Math.min(most, width < 620 ? 260 : 400)];
  return {
    head: [legend],
    main: loss,
    aside: { element: pair, layout },
    share: 0.55,
    draw,
  };
});
