// The two passes through a graph of numbers, as lessonkit/autodiff.py makes them.

/**
 * What each operation gives, and how fast that changes with each operand: a and b are the
 * operands, y the result.
 */
const OPERATIONS = {
  "+": { value: (a, b) => a + b, slopes: [() => 1, () => 1] },
  "-": { value: (a, b) => a - b, slopes: [() => 1, () => -1] },
  "*": { value: (a, b) => a * b, slopes: [(a, b) => b, (a) => a] },
  "/": { value: (a, b) => a / b, slopes: [(a, b) => 1 / b, (a, b) => -a / b ** 2] },
  "**": {
    value: (a, b) => a ** b,
    slopes: [
      (a, b) => (b === 0 ? 0 : b * a ** (b - 1)),
      (a, b, y) => (y === 0 ? 0 : y * Math.log(a)),
    ],
  },
  neg: { value: (a) => -a, slopes: [() => -1] },
  exp: { value: Math.exp, slopes: [(a, b, y) => y] },
  log: { value: Math.log, slopes: [(a) => 1 / a] },
  tanh: { value: Math.tanh, slopes: [(a, b, y) => 1 - y ** 2] },
  sigmoid: { value: sigma, slopes: [(a) => sigma(a) * sigma(-a)] },
  relu: { value: (a) => (a < 0 ? 0 : a), slopes: [(a) => (a > 0 ? 1 : 0)] },
  max: { value: maximum, slopes: [(a, b) => share(a, b), (a, b) => 1 - share(a, b)] },
};

function sigma(a) {
  return a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a));
}

function maximum(a, b) {
  return a !== a || b !== b ? NaN : Math.max(a, b);
}

function share(a, b) {
  return a === b ? 0.5 : a > b ? 1 : 0;
}

/** The values of all nodes; `inputs` has a number for each name. */
export function forward(nodes, inputs) {
  const values = [];
  for (const { op, operands, constant, key, data } of nodes) {
    const given = operands.map((i) => values[i]);
    values.push(op ? OPERATIONS[op].value(...given) : constant ? data : inputs[key]);
  }
  return values;
}

/**
 * What has come back to each node after some steps: [{from, operand, slope, share}], where `from`
 * is the node it came from (null for the first gradient).
 */
export function backward(nodes, values, steps) {
  const arrived = nodes.map(() => []);
  for (const { kind, node, operand } of steps) {
    if (kind === "seed") arrived[node].push({ from: null, operand, slope: 1, share: 1 });
    if (kind !== "backward") continue;
    const { op, operands } = nodes[node];
    const [a, b] = operands.map((i) => values[i]);
    const slope = OPERATIONS[op].slopes[operand](a, b, values[node]);
    arrived[operands[operand]].push({ from: node, operand, slope, share: total(arrived[node]) * slope });
  }
  return arrived;
}

/** The gradient that several shares make. */
export function total(shares) {
  return shares.reduce((sum, { share }) => sum + share, 0);
}
