// What a step through a graph does, as an equation with its numbers.

import { fixed, raised, scientific } from "../../kit/text.js";
import { backward, forward, total } from "./maths.js";

/** Short: up to three decimals, very large or small ones as powers of ten: −12, 0.197, 1.0×10⁻⁷. */
export function tidy(value) {
  const size = Math.abs(value);
  if (value !== value) return "NaN";
  if (size < Infinity && (size >= 1e5 || (size > 0 && size < 5e-4))) return scientific(value, 1);
  return fixed(value, 3).replace(/\.?0+$/, "");
}

/** In brackets when it is negative, to stand in a product. */
const factor = (text) => (text.startsWith("−") ? `(${text})` : text);

/** A sum with its terms: 5, or 2 + 3 = 5 when there are several. */
export function sumText(shares) {
  const result = tidy(total(shares));
  if (shares.length < 2) return result;
  const [first, ...rest] = shares.map(({ share }) => tidy(share));
  const signed = rest.map((text) => (text.startsWith("−") ? ` − ${text.slice(1)}` : ` + ${text}`));
  return `${first}${signed.join("")} = ${result}`;
}

/** How a result is made: x × y, exp(a). `names` are those of the operands, or their numbers. */
function made({ op, symbol }, names) {
  if ("+-*/".includes(op)) return `${names[0]} ${symbol} ${names[1]}`;
  if (op === "**") return `${factor(names[0])}${power(names[1])}`;
  return op === "neg" ? `−${factor(names[0])}` : `${symbol}(${names.join(", ")})`;
}

function power(text) {
  return /^−?\d+$/.test(text) ? raised(text.replace("−", "-")) : `^${factor(text)}`;
}

/** How fast a result changes with an operand, in symbols; null where only the number says it. */
function localSlope({ op, name }, [a, b], operand) {
  const lower = /^−?\d+$/.test(b ?? "") ? String(Number(b.replace("−", "-")) - 1) : null;
  const slopes = {
    "*": [b, a],
    "/": [`1/${factor(b ?? "")}`, `−${a}/${b}²`],
    "**": [
      lower === "1" ? `${b}·${a}` : `${b}·${a}${power(lower?.replace("-", "−") ?? `(${b} − 1)`)}`,
      `${name}·ln ${a}`,
    ],
    exp: [name],
    log: [`1/${a}`],
    tanh: [`(1 − ${name}²)`],
    sigmoid: [`${name}·(1 − ${name})`],
  };
  return slopes[op]?.[operand] ?? null;
}

/** What a step finds: its name, its number and, if one of several shares, by way of which node. */
function findingOf({ nodes, steps }, values, at) {
  const { kind, node, operand } = steps[at];
  const own = nodes[node];
  const end = nodes.at(-1).name;
  if (kind === "forward") return { name: own.name, number: values[node], by: null };
  if (kind === "seed") return { name: `∂${end}/∂${end}`, number: 1, by: null };
  const source = own.operands[operand];
  const arrived = backward(nodes, values, steps.slice(0, at + 1));
  const shares = arrived[source];
  const several = nodes.flatMap(({ operands }) => operands).filter((i) => i === source).length > 1;
  const by = several ? own.name : null;
  const [given, { slope, share }] = [total(arrived[node]), shares.at(-1)];
  return { name: `∂${end}/∂${nodes[source].name}`, number: share, by, given, slope, shares, end };
}

/** The equation of the step: q = x + y = −2 + 5 = 3, or ∂f/∂x = ∂f/∂q · 1 = (−4) · 1 = −4. */
export function equation(graph, inputs, at) {
  const { nodes, steps } = graph;
  const { kind, node, operand } = steps[at];
  const values = forward(nodes, inputs);
  const { name, number, given, slope, shares, end } = findingOf(graph, values, at);
  if (kind === "seed") return `${name} = 1`;
  const own = nodes[node];
  const names = own.operands.map((i) => nodes[i].name);
  if (kind === "forward") {
    const numbers = own.operands.map((i, k) => (k ? factor(tidy(values[i])) : tidy(values[i])));
    return `${name} = ${made(own, names)} = ${made(own, numbers)} = ${tidy(number)}`;
  }
  const symbol = localSlope(own, names, operand) ?? tidy(slope);
  const symbols = `∂${end}/∂${own.name} · ${factor(symbol)}`;
  const result = `${symbols} = ${factor(tidy(given))} · ${factor(tidy(slope))} = ${tidy(number)}`;
  return shares.length < 2 ? `${name} = ${result}` : `${result},   ${name} = ${sumText(shares)}`;
}

/** What the next step will find; null where there is none. */
export function pending(graph, inputs, at) {
  if (at >= graph.steps.length) return null;
  return findingOf(graph, forward(graph.nodes, inputs), at);
}
