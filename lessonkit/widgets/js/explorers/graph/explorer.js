// The graph explorer: a forward and a backward pass through a graph of numbers, step by step, with
// a prediction before each number for those who want to test themselves.

import { createButton } from "../../frame/controls.js";
import { createStage, defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { evenly, parseNumber } from "../../frame/ranges.js";
import { within } from "../../kit/scales.js";
import { fill } from "../../kit/text.js";
import { createGraphView } from "./view.js";
import { equation, pending, tidy } from "./words.js";

export const render = defineExplorer("graph", ["inputs", "step"], (explorer) => {
  const { model, labels, state, set, commit, slider, controls, reset, complain } = explorer;
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

  const back = createButton(`◀ ${labels.back}`, () => go(state.step - 1));
  const next = createButton(`${labels.next} ▶`, () => go(state.step + 1));
  const all = createButton(labels.all, () => go(count));
  reset.addEventListener("click", () => {
    Object.assign(predictions, { right: 0, made: 0 });
    go(state.step);
  });
  view.canvas.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: state.step + 1, ArrowLeft: state.step - 1, Home: 0, End: count };
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(moves[event.key]);
  });

  const asked = make("label", "lk-guess");
  const guessName = make("span");
  const guess = make("input", "", { type: "text", inputMode: "decimal", autocomplete: "off" });
  asked.append(guessName, guess);
  const verdict = make("span", "lk-verdict", { role: "status" });
  guess.addEventListener("keydown", ({ key }) => key === "Enter" && compare());

  function compare() {
    const number = parseNumber(guess.value);
    complain(number === null ? fill(labels.bad_guess, { text: guess.value }) : "");
    const wanted = pending(graph, state.inputs, state.step);
    if (number === null || !wanted) return;
    const near = Math.abs(number - wanted.number) <= 0.006 + 0.01 * Math.abs(wanted.number);
    const right = near || (number !== number && wanted.number !== wanted.number);
    predictions.made++;
    if (right) predictions.right++;
    go(state.step + 1);
    const facts = { guess: tidy(number), number: tidy(wanted.number), ...predictions };
    verdict.textContent = fill(right ? labels.right : labels.wrong, facts);
    verdict.classList.toggle("lk-right", right);
  }

  controls.append(line, back, next, all, reset, asked, verdict, make("div", "lk-break"));
  for (const { op, constant, key, name, data } of graph.nodes) {
    if (op || constant) continue;
    const reach = Math.max(5, 2 * Math.ceil(Math.abs(data)));
    slider("inputs", evenly([-reach, reach], 0.1), {
      ...{ label: name, bad: "input", facts: { name } },
      format: (value) => String(value).replace("-", "−"),
      parse: parseNumber,
      of: () => state.inputs[key],
      onInput: (value) => set("inputs", { ...state.inputs, [key]: value }),
    });
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
      const called = by ? fill(labels.by_way_of, { name, node: by }) : name;
      guessName.textContent = fill(labels.guess, { name: called });
    }
    const rule = describe(step);
    view.say(`${labels.graph}. ${rule} ${line.textContent}. ${labels.keys}`);
    return { shown: rule, said: `${rule} ${line.textContent}` };
  }

  function describe(step) {
    const counter = fill(labels.step, { step, count });
    if (!step) return `${counter} · ${labels.start}`;
    const { kind, node } = graph.steps[step - 1];
    const pass = kind === "forward" ? labels.forward : labels.backward;
    const words = kind === "forward" ? "" : kind === "seed" ? labels.seed : labels.rules[graph.nodes[node].op];
    return [counter, pass, words].filter(Boolean).join(" · ");
  }

  return { main: view, draw };
});
