// The graph explorer: a forward and a backward pass through a graph of numbers, step by step, with
// a prediction before each number for those who want to test themselves.

import { createButton } from "../../frame/controls.js";
import { defineExplorer } from "../../frame/explorer.js";
import { createStage, make, onKeys } from "../../frame/host.js";
import { evenly, parseNumber } from "../../frame/ranges.js";
import { within } from "../../kit/scales.js";
import { _, N_ } from "../../kit/text.js";
import { backward, forward, total } from "./maths.js";
import { createGraphView } from "./view.js";
import { equation, pending, tidy } from "./words.js";

const RULES = {
  "+": N_("add hands the gradient on to each operand, unchanged"),
  "-": N_("subtract hands it on, with the opposite sign to what is taken away"),
  "*": N_("multiply: the gradient times the other operand"),
  "/": N_("divide: the gradient times the slope of the quotient"),
  "**": N_("power: the gradient times the slope of the power"),
  neg: N_("minus turns the sign of the gradient round"),
  exp: N_("exp: the gradient times the result, which is its own slope"),
  log: N_("ln: the gradient divided by the operand"),
  tanh: N_("tanh: the gradient times 1 − result²"),
  sigmoid: N_("σ: the gradient times result · (1 − result)"),
  relu: N_("relu lets it through where the operand is positive, otherwise nothing"),
  max: N_("max hands everything to the larger operand, nothing to the other"),
};

export const render = defineExplorer("graph", ["inputs", "step"], (explorer) => {
  const { model, state, set, commit, slider, controls, reset, complain } = explorer;
  const graph = model.get("_graph");
  const count = graph.steps.length;
  const predictions = { right: 0, made: 0 };
  const view = createGraphView(graph);
  view.element = createStage(view);
  const line = make("p", "lk-equation", { ariaHidden: "true" });

  function go(step) {
    verdict.textContent = "";
    guess.value = "";
    set("step", within(step, [0, count]));
    commit();
    const middle = view.placeOf(state.step) - view.element.clientWidth / 2;
    view.element.scrollTo({ left: middle }); // where the graph is wider than the page
  }

  const back = createButton(`◀ ${_("Back")}`, () => go(state.step - 1));
  const next = createButton(`${_("Next")} ▶`, () => go(state.step + 1));
  const all = createButton(_("All steps"), () => go(count));
  reset.addEventListener("click", () => {
    Object.assign(predictions, { right: 0, made: 0 });
    go(state.step);
  });
  const moves = { ArrowRight: 1, ArrowLeft: -1, Home: -count, End: count };
  onKeys(view.canvas, moves, (move) => go(state.step + move));

  const guessName = make("span");
  const guess = make("input", "", { type: "text", inputMode: "decimal", autocomplete: "off" });
  const asked = make("label", "lk-guess", {}, guessName, guess);
  const verdict = make("span", "lk-verdict", { role: "status" });
  guess.addEventListener("keydown", ({ key }) => key === "Enter" && compare());

  function compare() {
    const number = parseNumber(guess.value);
    complain(number === null ? _("A prediction is a number, not “{text}”.", { text: guess.value }) : "");
    const wanted = pending(graph, state.inputs, state.step);
    if (number === null || !wanted) return;
    const near = Math.abs(number - wanted.number) <= 0.006 + 0.01 * Math.abs(wanted.number);
    const right = near || (number !== number && wanted.number !== wanted.number);
    predictions.made++;
    if (right) predictions.right++;
    go(state.step + 1);
    const facts = { guess: tidy(number), number: tidy(wanted.number), ...predictions };
    verdict.textContent = right
      ? _("✔ {number}, as you predicted ({right} of {made} right)", facts)
      : _("✘ You predicted {guess}, it is {number} ({right} of {made} right)", facts);
    verdict.classList.toggle("lk-right", right);
  }

  controls.append(line, back, next, all, reset, asked, verdict);
  const inputs = make("div", "lk-controls");
  for (const { op, constant, key, name, data } of graph.nodes) {
    if (op || constant) continue;
    const reach = Math.max(5, 2 * Math.ceil(Math.abs(data)));
    const made = slider("inputs", name, evenly([-reach, reach], 0.1), {
      complaint: N_("{label} must be a number, not “{text}”. It stays {value}."),
      format: (value) => String(value).replace("-", "−"),
      parse: parseNumber,
      of: () => state.inputs[key],
      onInput: (value) => set("inputs", { ...state.inputs, [key]: value }),
    });
    inputs.append(made.element);
  }

  function draw() {
    const { inputs, step } = state;
    view.show(inputs, step);
    line.textContent = step ? equation(graph, inputs, step - 1) : "";
    back.disabled = step === 0;
    next.disabled = all.disabled = step === count;
    const wanted = pending(graph, inputs, step);
    asked.hidden = !wanted;
    if (wanted) {
      const { name, by } = wanted;
      const called = by ? _("{name} by way of {node}", { name, node: by }) : name;
      guessName.textContent = _("Your prediction: {name} =", { name: called });
    }
    const rule = describe(step);
    const keys = _("The right arrow key makes a step, the left one takes it back.");
    view.say(`${_("Computational graph")}. ${rule} ${line.textContent}. ${keys}`);
    return { shown: rule, said: `${rule} ${line.textContent}` };
  }

  function facts() {
    const { nodes, steps } = graph;
    const values = forward(nodes, state.inputs);
    const arrived = backward(nodes, values, steps);
    const gradient = (key) => total(arrived[nodes.findIndex((node) => node.key === key)]);
    const gradients = Object.keys(state.inputs).map((key) => [`gradient_${key}`, () => gradient(key)]);
    return { value: values.at(-1), ...predictions, ...state.inputs, ...Object.fromEntries(gradients) };
  }

  function describe(step) {
    const counter = _("step {step} of {count}", { step, count });
    if (!step) return `${counter} · ${_("The inputs are known. Press Next, or predict the first number.")}`;
    const { kind, node } = graph.steps[step - 1];
    const pass = kind === "forward" ? _("forward pass") : _("backward pass");
    const words = {
      forward: () => "",
      seed: () => _("it begins with 1: the end result follows itself one to one"),
    }[kind] ?? (() => _(RULES[graph.nodes[node].op]));
    return [counter, pass, words()].filter(Boolean).join(" · ");
  }

  return { main: view, fold: { title: _("Inputs"), element: inputs }, draw, facts };
});
