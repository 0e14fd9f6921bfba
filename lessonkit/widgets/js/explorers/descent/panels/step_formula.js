// The update formula of one step with its numbers filled in, in the small language of mathml.js.

import { numberText } from "../../../kit/text.js";

const vector = (v) => (v.length > 1 ? `(${v.map(numberText).join(", ")})` : numberText(v[0]));
const isNegative = (v) => v.length === 1 && v[0] < 0;
/** The same where something stands before it: a negative number in brackets. */
const operand = (v) => (isNegative(v) ? `(${vector(v)})` : vector(v));
const squared = (v) => (v.length > 1 ? `${vector(v)}^{⊙2}` : `${operand(v)}^2`);
const times = (factor, v) => `${numberText(factor)} · ${operand(v)}`;
const unbiased = (mean, beta, count) => mean.map((m) => m / (1 - beta ** count));
const line = (left, symbols, numbers, result) => `${left} = ${symbols} = ${numbers} = ${vector(result)}`;

/**
 * @param step what anatomy.js makes of step k.
 * @param name what a point is called.
 * @returns the lines of the formula.
 */
export function formulaOf({ kind, parameters }, step, k, name) {
  const { w, next, state, after, gradient: g } = step;
  const { learning_rate: eta, momentum, decay, beta1, beta2, epsilon, weight_decay } = parameters;
  const t = k + 1;
  const [from, to] = [`${name}_{${k}}`, `${name}_{${t}}`];
  const slope = kind === "Nesterov" ? `∇f(${from} + α v_{${k}})` : `∇f(${from})`;

  const moving = (symbol, share, letter, old, now, news, numbers) =>
    line(
      `${symbol}_{${t}}`,
      `${letter} ${symbol}_{${k}} + (1 − ${letter}) ${news}`,
      `${times(share, old)} + ${numberText(1 - share)} · ${numbers}`,
      now,
    );
  const velocity = () =>
    line(`v_{${t}}`, `α v_{${k}} − η ${slope}`, `${times(momentum, state.velocity)} − ${times(eta, g)}`, after.velocity);
  const squares = (share, letter, symbol = "r") =>
    moving(symbol, share, letter, state.squares, after.squares, "∇f ⊙ ∇f", squared(g));
  const rated = (root, roots, symbols, along, more = "", numbers = "") =>
    line(
      to,
      `${from} − {η}/{ε + √{${root}}} ⊙ ${symbols}${more}`,
      `${vector(w)} − {${numberText(eta)}}/{${numberText(epsilon)} + √{${vector(roots)}}} ⊙ ${operand(along)}${numbers}`,
      next,
    );

  function adam(symbols, along, more, numbers) {
    const [m, v] = [unbiased(after.mean, beta1, t), unbiased(after.squares, beta2, t)];
    const mean = `m̂ = {m_{${t}}}/{1 − β_1^{${t}}} = ${vector(m)}`;
    return [
      moving("m", beta1, "β_1", state.mean, after.mean, "∇f", operand(g)),
      squares(beta2, "β_2", "v"),
      `${symbols === "m̂" ? `${mean}, ` : ""}v̂ = {v_{${t}}}/{1 − β_2^{${t}}} = ${vector(v)}`,
      rated("v̂", v, symbols, along ?? m, more, numbers),
    ];
  }

  function lookingAhead() {
    const [next, now] = [unbiased(after.mean, beta1, t + 1), unbiased(g, beta1, t)];
    return next.map((m, i) => beta1 * m + (1 - beta1) * now[i]);
  }

  const lines = {
    GradientDescent: () => [line(to, `${from} − η ${slope}`, `${vector(w)} − ${times(eta, g)}`, next)],
    Momentum: () => [
      velocity(),
      line(to, `${from} + v_{${t}}`, `${vector(w)} + ${operand(after.velocity)}`, next),
    ],
    ShiftedNesterov: () => [
      velocity(),
      line(
        to,
        `${from} + α v_{${t}} − η ${slope}`,
        `${vector(w)} + ${times(momentum, after.velocity)} − ${times(eta, g)}`,
        next,
      ),
    ],
    Adagrad: () => [
      line(`r_{${t}}`, `r_{${k}} + ∇f ⊙ ∇f`, `${vector(state.squares)} + ${squared(g)}`, after.squares),
      rated(`r_{${t}}`, after.squares, "∇f", g),
    ],
    RMSProp: () => [squares(decay, "ρ"), rated(`r_{${t}}`, after.squares, "∇f", g)],
    AdaDelta: () => {
      const step = g.map((slope, i) => after.scale[i] * slope);
      const ratio = `{√{u_{${k}} + ε}}/{√{r_{${t}} + ε}}`;
      return [
        squares(decay, "ρ"),
        line("Δ", `${ratio} ⊙ ∇f`, `${vector(after.scale)} ⊙ ${operand(g)}`, step),
        line(to, `${from} − η Δ`, `${vector(w)} − ${times(eta, step)}`, next),
        moving("u", decay, "ρ", state.squared_steps, after.squared_steps, "Δ ⊙ Δ", squared(step)),
      ];
    },
    Adam: () => adam("m̂"),
    AdamW: () =>
      adam("m̂", null, ` − η λ ${from}`, ` − ${numberText(eta)} · ${times(weight_decay, w)}`),
    Nadam: () =>
      adam(`(β_1 {m_{${t}}}/{1 − β_1^{${t + 1}}} + (1 − β_1) {∇f}/{1 − β_1^{${t}}})`, lookingAhead()),
  };
  lines.Nesterov = lines.Momentum;
  return lines[kind]();
}
