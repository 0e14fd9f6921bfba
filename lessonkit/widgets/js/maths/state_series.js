// What an optimizer remembers, as series over the steps.

import { createOptimizer } from "./optimizers.js";

const MEMORIES = [
  ["velocity", "v"],
  ["mean", "m"],
  ["squares", "r"],
  ["squared_steps", "u"],
];
const CORRECTED = { beta1: "1/(1 − β₁ᵗ)", beta2: "1/(1 − β₂ᵗ)" };

/**
 * @returns [{name, symbol, lines}, …]: `lines` has for each coordinate (for each factor of the
 *   bias corrections) its values, from step 0 on; null where there is none yet.
 */
export function seriesOf(objective, { optimizer, path }) {
  const { kind, parameters } = optimizer;
  const { points, states } = path;
  const made = kind === "python" ? null : createOptimizer(optimizer);
  const dim = points[0].length;
  const coordinates = (rows) => Array.from({ length: dim }, (_, i) => rows.map((row) => row[i]));
  const found = [{ name: "gradient", symbol: "∇f", lines: coordinates(points.map(objective.gradient)) }];
  for (const [name, symbol] of MEMORIES) {
    if (!(name in states[0])) continue;
    // Adam's paper calls its mean of squares v.
    const letter = name === "squares" && "mean" in states[0] ? "v" : symbol;
    found.push({ name, symbol: letter, lines: coordinates(states.map((state) => state[name])) });
  }
  const betas = Object.keys(CORRECTED).filter((name) => name in parameters);
  if (betas.length) {
    const lines = betas.map((name) =>
      states.map(({ count }) => (count ? 1 / (1 - parameters[name] ** count) : null)),
    );
    found.push({ name: "corrections", symbol: "", lines, names: betas.map((name) => CORRECTED[name]) });
  }
  if (!made) return found;
  const rates = states.map((state) => {
    const rate = state.count ? made.effectiveRate(state) : null;
    return Array.isArray(rate) ? rate : new Array(dim).fill(rate);
  });
  found.push({ name: "effective_rate", symbol: "η", lines: coordinates(rates) });
  return found;
}
