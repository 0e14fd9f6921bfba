// The controls that every explorer has: the start, the learning rate, the steps, reset, and what is
// said about a value that cannot be.

import { createSlider, parseRate, parseSteps, rateStop } from "../../frame/controls.js";
import { fill } from "../../frame/describe.js";
import { assign, make } from "../../frame/host.js";
import { plain } from "../../kit/scales.js";
import { createStartField } from "../../frame/start_field.js";

/**
 * @returns {elements, rate, show(state, name), complain}: `rate` is the slider of the learning
 *   rate, `name` of the run that it belongs to unless it is that of all.
 */
export function createControls(state, limits, labels, dim) {
  const complaint = assign(make("p", "lk-complaint"), { role: "alert" });

  /** Say that what was typed cannot be, and what stays; null settles it. */
  function complain(template, text, value, max) {
    const values = { text, value: typeof value === "number" ? plain(value) : value, max };
    complaint.textContent = text === null ? "" : fill(template, values);
  }

  const start = createStartField(labels.start, dim, {
    change(point) {
      state.set("start", point);
      state.commit();
    },
    refuse: (text, shown) => complain(dim === 1 ? labels.bad_start : labels.bad_starts, text, shown),
  });
  const rate = createSlider({
    label: labels.learning_rate,
    symbol: "η",
    min: Math.log10(limits.learning_rate[0]),
    max: Math.log10(limits.learning_rate[1]),
    step: "any",
    toSlider: Math.log10,
    fromSlider: (position) => rateStop(10 ** position),
    next: (value, count) => {
      const [low, high] = limits.learning_rate;
      return Math.max(low, Math.min(high, rateStop(value, count)));
    },
    format: plain,
    parse: parseRate,
    onInput: (value) => state.set("learning_rate", value),
    onCommit: state.commit,
    onRefuse: (text) => complain(labels.bad_rate, text, state.learning_rate),
  });
  const steps = createSlider({
    label: labels.steps,
    min: limits.steps[0],
    max: limits.steps[1],
    step: 1,
    toSlider: Number,
    fromSlider: Number,
    next: (value, count) => Math.max(0, Math.min(limits.steps[1], value + count)),
    format: String,
    parse: (text) => parseSteps(text, limits.steps[1]),
    onInput: (value) => state.set("steps", value),
    onCommit: state.commit,
    onRefuse: (text) => complain(labels.bad_steps, text, state.steps, limits.steps[1]),
  });
  const reset = make("button", "lk-reset", { type: "button", textContent: labels.reset });
  reset.addEventListener("click", state.reset);
  const row = make("div", "lk-controls");
  row.append(start.element, rate.element, steps.element, reset);

  function show({ start: point, learning_rate, steps: count, share }, name) {
    start.set(point);
    rate.rename(share ? labels.learning_rate : fill(labels.rate_of, { name }));
    rate.set(learning_rate);
    steps.set(count);
  }

  return { elements: [row, complaint], rate, show, complain };
}
