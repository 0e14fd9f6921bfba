// The sliders and buttons of the mini-batch explorer.

import { createSlider, parseRate, parseSteps, rateStop } from "../../frame/controls.js";
import { fill } from "../../frame/describe.js";
import { make } from "../../frame/host.js";
import { plain } from "../../kit/scales.js";

const within = (value, [least, most]) => Math.max(least, Math.min(most, value));

/**
 * @param hand {state, change(name, value), commit(), complain(text), reset()}.
 * @returns {element, show()}; show() brings the controls up to the state.
 */
export function createBatchControls(labels, limits, { state, change, commit, complain, reset }) {
  const element = make("div", "lk-controls");
  const refuse = (template, name) => (text) => {
    const [min, max] = limits[name];
    complain(text === null ? "" : fill(template, { text, value: state[name], min, max }));
  };
  const isIn = (value, [least, most]) => value !== null && value >= least && value <= most;

  const size = createSlider({
    label: labels.size,
    symbol: "B",
    min: 0,
    max: Math.log2(limits.batch_size[1]),
    step: "any",
    toSlider: Math.log2,
    fromSlider: (position) => Math.round(2 ** position),
    next: (value, count) => {
      const power = count > 0 ? Math.floor(Math.log2(value)) : Math.ceil(Math.log2(value));
      return within(2 ** Math.max(0, power + Math.sign(count)), limits.batch_size);
    },
    format: String,
    parse: (text) => {
      const value = parseSteps(text, limits.batch_size[1]);
      return isIn(value, limits.batch_size) ? value : null;
    },
    onInput: (value) => change("batch_size", value),
    onCommit: commit,
    onRefuse: refuse(labels.bad_size, "batch_size"),
  });
  const rate = createSlider({
    label: labels.rate,
    symbol: "η",
    min: Math.log10(limits.learning_rate[0]),
    max: Math.log10(limits.learning_rate[1]),
    step: "any",
    toSlider: Math.log10,
    fromSlider: (position) => within(rateStop(10 ** position), limits.learning_rate),
    next: (value, count) => within(rateStop(value, count), limits.learning_rate),
    format: plain,
    parse: (text) => {
      const value = parseRate(text);
      return isIn(value, limits.learning_rate) ? value : null;
    },
    onInput: (value) => change("learning_rate", value),
    onCommit: commit,
    onRefuse: refuse(labels.bad_rate, "learning_rate"),
  });

  const button = (text, act) => {
    const made = make("button", "lk-reset", { type: "button", textContent: text });
    made.addEventListener("click", () => {
      act();
      commit();
    });
    return made;
  };
  const budgets = { updates: labels.by_updates, examples: labels.by_examples };
  const choices = Object.entries(budgets).map(([name, text]) => [
    name,
    button(text, () => change("budget", name)),
  ]);
  const group = make("div", "lk-row", { role: "group", ariaLabel: labels.budget });
  group.append(make("span", "", { textContent: labels.budget }));
  group.append(...choices.map(([, choice]) => choice));
  group.append(
    button(labels.next, () => change("seed", (state.seed + 1) % limits.seeds)),
    button(labels.reset, reset),
  );
  element.append(size.element, rate.element, group);

  function show() {
    size.set(state.batch_size);
    rate.set(state.learning_rate);
    for (const [name, choice] of choices) choice.ariaPressed = String(name === state.budget);
  }

  return { element, show };
}
