// A slider for each kind of hyperparameter but the learning rate: which values it stops at, and
// what can be typed.

import { createSlider } from "../../frame/controls.js";
import { listed, parseNumber } from "../../frame/ranges.js";

const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999];
const POWERS = Array.from({ length: 13 }, (_, k) => Number(`1e${k - 12}`));
const DECAYS = [0, ...[-4, -3, -2, -1].flatMap((k) => [1, 2, 5].map((d) => Number(`${d}e${k}`))), 1];

const KNOWN = {
  momentum: { symbol: "α", stops: SHARES },
  decay: { symbol: "ρ", stops: SHARES },
  beta1: { symbol: "β₁", stops: SHARES },
  beta2: { symbol: "β₂", stops: SHARES },
  epsilon: { symbol: "ε", stops: POWERS },
  weight_decay: { symbol: "λ", stops: DECAYS },
};
const ALLOWED = {
  epsilon: (value) => value > 0,
  weight_decay: (value) => value >= 0,
};
const isShare = (value) => value >= 0 && value < 1;

/** Those among a run's parameters that have a slider. */
export const adjustable = (parameters) => Object.keys(parameters).filter((name) => name in KNOWN);

/**
 * @param name of the hyperparameter, as in Python.
 * @param act.tune(parameters), commit(), refuse(text, name) as the slider's events.
 */
export function createHyperparameter(name, labels, { tune, commit, refuse }) {
  const { symbol, stops } = KNOWN[name];
  const allowed = ALLOWED[name] ?? isShare;
  const nearest = (value) => {
    const distances = stops.map((stop) => Math.abs(Math.log((stop + 1e-13) / (value + 1e-13))));
    const gaps = stops === SHARES ? stops.map((stop) => Math.abs(stop - value)) : distances;
    return gaps.indexOf(Math.min(...gaps));
  };
  const range = listed(stops, nearest);
  return createSlider({
    ...range,
    label: labels[name],
    symbol,
    next: (value, count) => range.next(value, Math.sign(count)),
    parse(text) {
      const value = parseNumber(text);
      return value !== null && allowed(value) ? value : null;
    },
    onInput: (value) => tune({ [name]: value }),
    onCommit: commit,
    onRefuse: (text) => refuse(text, name),
  });
}
