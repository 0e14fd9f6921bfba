// What a step is made of: the vectors that lead to it. Only arithmetic here.

const scaled = (vector, factor) => vector.map((x) => factor * x);
const added = (a, b) => a.map((x, i) => x + b[i]);

/**
 * Step k of a run, from point k to point k + 1.
 *
 * @returns {w, next, gradient, parts}: parts are {name, vector} to be put head to tail, which lead
 *   to `next`, or {name, direction} of which only the direction can be drawn.
 */
export function dissect(objective, { optimizer, path }, k) {
  const { kind, parameters } = optimizer;
  const { learning_rate: rate, momentum } = parameters;
  const [w, next, state, after] = [path.points[k], path.points[k + 1], path.states[k], path.states[k + 1]];
  const memory = state.velocity && scaled(state.velocity, momentum);
  const ahead = kind === "Nesterov" ? added(w, memory) : w;
  const gradient = objective.gradient(ahead);
  const step = { w, next, state, after, ahead, gradient };
  const push = { name: "−η∇f", vector: scaled(gradient, -rate) };
  if (kind === "GradientDescent") return { ...step, parts: [push] };
  if (kind === "ShiftedNesterov") {
    return { ...step, parts: [{ name: "αv", vector: scaled(after.velocity, momentum) }, push] };
  }
  if (memory) return { ...step, parts: [{ name: "αv", vector: memory }, push] };
  const parts = [{ name: "−∇f", direction: scaled(gradient, -1) }];
  if (after.mean) parts.push({ name: "−m", direction: scaled(after.mean, -1) });
  return { ...step, parts };
}
