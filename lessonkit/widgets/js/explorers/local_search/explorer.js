// The local search explorer: 1,000 tries on the digits with steps from timid to reckless, and
// random search with the same dice beside them. Every run was computed in Python and came along.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { counts, listed } from "../../frame/ranges.js";
import { _, fixed, plain } from "../../kit/text.js";
import { countTaken, openRuns, takenInBlocks } from "./maths.js";
import { createSeriesView } from "./view.js";

const BLOCK = 50; // tries, for each of which the share of the steps taken is drawn
const GAP = 4;

export const render = defineExplorer("local_search", ["step_size", "seed", "tries"], (explorer) => {
  const { model, state, set, slider, button } = explorer;
  const limits = model.get("_limits");
  const stops = limits.step_sizes;
  const most = limits.tries[1];
  const [losses, correct, accepted] = ["_losses", "_correct", "_accepted"].map((name) => model.get(name));
  const runOf = openRuns({ losses, correct, accepted }, limits);
  const view = (title, top) => createSeriesView(title, top, _("try"), most);
  const [loss, accuracy, taken] = [
    view(_("loss"), 10),
    view(_("accuracy on held-out digits (%)"), 100),
    view(_("steps taken (%)"), 80),
  ];
  const pair = make("div", "lk-pair", {}, accuracy.element, taken.element);
  const searches = [["local", _("random local search")], ["random", _("random search")]];
  const entries = searches.map(([name, text]) => make("span", "", {}, make("i", `lk-${name}`), text));
  const legend = make("div", "lk-legend", { ariaHidden: "true" }, ...entries);

  slider("step_size", _("Step size"), listed(stops), { symbol: "σ" });
  const ends = [1, most];
  explorer.player({ label: _("Tries"), setting: "tries", ends, last: () => most, range: counts(ends, 10) });
  button(_("Next seed"), () => set("seed", (state.seed + 1) % limits.seeds));

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
    loss.say(`${_("loss")}. ${text}`);
    accuracy.say(`${_("accuracy on held-out digits (%)")}. ${text}`);
    taken.say(`${_("steps taken (%)")}. ${steps(local)}`);
    return text;
  }

  function facts() {
    const { seed, tries, step_size } = state;
    const lossOf = (search) => runOf(search, seed, tries).losses.at(-1);
    const { losses, percent, accepted } = runOf(1 + stops.indexOf(step_size), seed, tries);
    const all = stops.map((_stop, k) => lossOf(1 + k));
    return {
      loss: losses.at(-1),
      accuracy: percent.at(-1) / 100,
      acceptance_rate: tries > 1 ? countTaken(accepted) / (tries - 1) : 0,
      random_loss: lossOf(0),
      best_step_size: stops[all.indexOf(Math.min(...all))],
    };
  }

  const steps = ({ accepted }) =>
    _("{taken} of {steps} steps taken", { taken: countTaken(accepted), steps: accepted.length - 1 });

  function describe(local, random) {
    const setting = { seed: state.seed, step_size: plain(state.step_size), tries: state.tries };
    const end = ({ losses, percent }) => {
      const values = { loss: fixed(losses.at(-1), 3), accuracy: fixed(percent.at(-1), 1) };
      return _("loss {loss}, accuracy {accuracy}%", values);
    };
    const here = _("seed {seed}, step size {step_size}, after try {tries}", setting);
    const best = `${end(local)}, ${steps(local)} · ${_("random search")}: ${end(random)}`;
    return `${here}: ${best}`;
  }

  function layout(width, height, theme) {
    for (const view of [accuracy, taken]) view.layout(width, Math.max(150, (height - GAP) / 2), theme);
  }

  loss.fit = (width, most) => [width, Math.min(most, width < 620 ? 260 : 400)];
  return { head: [legend], main: loss, aside: { element: pair, layout }, draw, facts };
});
