// A slider for each kind of hyperparameter but the learning rate: which values it stops at, and
// what can be typed.

import { createSlider } from "../../frame/controls.js";
import { listed, parseNumber } from "../../frame/ranges.js";
import { _, N_ } from "../../kit/text.js";

const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999];
const POWERS = Array.from({ length: 13 }, (_, k) => Number(`1e${k - 12}`));
const DECAYS = [0, ...[-4, -3, -2, -1].flatMap((k) => [1, 2, 5].map((d) => Number(`${d}e${k}`))), 1];

const share = {
  stops: SHARES,
  allowed: (value) => value >= 0 && value < 1,
  complaint: N_(
    "This must be a number from 0 up to, but not including, 1, not “{text}”. It stays {value}.",
  ),
};
const KNOWN = {
  momentum: { label: N_("Momentum"), symbol: "α", ...share },
  decay: { label: N_("Decay"), symbol: "ρ", ...share },
  beta1: { label: N_("Decay of the mean"), symbol: "β₁", ...share },
  beta2: { label: N_("Decay of the squares"), symbol: "β₂", ...share },
  epsilon: {
    ...{ label: N_("Epsilon"), symbol: "ε", stops: POWERS, allowed: (value) => value > 0 },
    complaint: N_("Epsilon must be a positive number, not “{text}”. It stays {value}."),
  },
  weight_decay: {
    ...{ label: N_("Weight decay"), symbol: "λ", stops: DECAYS, allowed: (value) => value >= 0 },
    complaint: N_("The weight decay must be a number of at least 0, not “{text}”. It stays {value}."),
  },
};

/** Those among a run's parameters that have a slider. */
export const adjustable = (parameters) => Object.keys(parameters).filter((name) => name in KNOWN);

/**
 * @param name of the hyperparameter, as in Python.
 * @param act.tune(parameters), commit(), refuse(complaint, text) as the slider's events.
 */
export function createHyperparameter(name, { tune, commit, refuse }) {
  const { label, symbol, stops, allowed, complaint } = KNOWN[name];
  const nearest = (value) => {
    const distances = stops.map((stop) => Math.abs(Math.log((stop + 1e-13) / (value + 1e-13))));
    const gaps = stops === SHARES ? stops.map((stop) => Math.abs(stop - value)) : distances;
    return gaps.indexOf(Math.min(...gaps));
  };
  const range = listed(stops, nearest);
  return createSlider({
    ...range,
    label: _(label),
    symbol,
    next: (value, count) => range.next(value, Math.sign(count)),
    parse(text) {
      const value = parseNumber(text);
      return value !== null && allowed(value) ? value : null;
    },
    onInput: (value) => tune({ [name]: value }),
    onCommit: commit,
    onRefuse: (text) => refuse(complaint, text),
  });
}
