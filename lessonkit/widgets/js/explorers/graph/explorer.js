// The graph explorer: a forward and a backward pass through a graph of numbers, step by step, with
// a prediction before each number for those who want to test themselves.

import { isDark, readTheme } from "../../kit/canvas.js";
import { createSlider } from "../../frame/controls.js";
import { fill } from "../../frame/describe.js";
import { createGraphView } from "./view.js";
import { equation, pending, tidy } from "./words.js";
import { createFrame, make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { round } from "../../kit/scales.js";

const NAMES = ["inputs", "step"];

/** Show a graph explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const graph = model.get("_graph");
  const count = graph.steps.length;
  const state = { inputs: {}, step: 0 };
  const predictions = { right: 0, made: 0 };

  // --- elements ---

  const root = makeRoot(labels, "lk-explorer lk-graph-explorer");
  const view = createGraphView(graph);
  Object.assign(view.canvas, { tabIndex: 0, role: "application" });
  const stage = make("div", "lk-stage");
  stage.append(view.canvas);
  const rule = make("p", "lk-description", { ariaHidden: "true" });
  const line = make("p", "lk-equation", { ariaHidden: "true" });
  const passes = make("div", "lk-controls");
  const sliders = make("div", "lk-controls");
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  root.append(stage, rule, line, passes, sliders, complaint, announcement);

  // --- from the hand to the state, and at the end of a gesture to the kernel ---

  const frame = createFrame(draw, () => {
    announcement.textContent = `${rule.textContent} ${line.textContent}`;
  });

  function go(step) {
    verdict.textContent = "";
    guess.value = "";
    state.step = Math.max(0, Math.min(count, step));
    frame.request();
    commit();
    const middle = view.placeOf(state.step) - stage.clientWidth / 2;
    stage.scrollTo({ left: middle }); // where the graph is wider than the page
  }

  function commit() {
    const stale = (name) => JSON.stringify(model.get(name)) !== JSON.stringify(state[name]);
    const changed = NAMES.filter(stale);
    for (const name of changed) model.set(name, name === "inputs" ? { ...state.inputs } : state.step);
    if (changed.length) model.save_changes();
  }

  const button = (text, act) => {
    const element = make("button", "lk-reset", { type: "button", textContent: text });
    element.addEventListener("click", act);
    return element;
  };
  const back = button(`◀ ${labels.back}`, () => go(state.step - 1));
  const next = button(`${labels.next} ▶`, () => go(state.step + 1));
  const all = button(labels.all, () => go(count));
  const reset = button(labels.reset, () => {
    const initial = model.get("_initial");
    state.inputs = { ...initial.inputs };
    Object.assign(predictions, { right: 0, made: 0 });
    go(initial.step);
  });

  const asked = make("label", "lk-guess");
  const guessName = make("span", "");
  const guess = make("input", "", { type: "text", inputMode: "decimal", autocomplete: "off" });
  asked.append(guessName, guess);
  const verdict = make("span", "lk-verdict", { role: "status" });
  passes.append(back, next, all, reset, asked, verdict);
  guess.addEventListener("keydown", (event) => {
    if (event.key === "Enter") compare();
  });

  function compare() {
    const number = parseNumber(guess.value);
    complaint.textContent = number === null ? fill(labels.bad_guess, { text: guess.value }) : "";
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

  view.canvas.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: state.step + 1, ArrowLeft: state.step - 1, Home: 0, End: count };
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(moves[event.key]);
  });

  const hands = graph.nodes
    .filter(({ op, constant }) => !op && !constant)
    .map(({ key, name, data }) => {
      const reach = Math.max(5, 2 * Math.ceil(Math.abs(data)));
      const slider = createSlider({
        label: name,
        min: -reach,
        max: reach,
        step: 0.1,
        toSlider: Number,
        fromSlider: (value) => round(value, 1),
        next: (value, steps) => round(Math.max(-reach, Math.min(reach, value + steps / 10)), 6),
        format: (value) => String(value).replace("-", "−"),
        parse: parseNumber,
        onInput: (value) => {
          state.inputs[key] = value;
          frame.request();
        },
        onCommit: commit,
        onRefuse: (text) => {
          const facts = { text, name, value: tidy(state.inputs[key]) };
          complaint.textContent = text === null ? "" : fill(labels.bad_input, facts);
        },
      });
      sliders.append(slider.element);
      return { key, slider };
    });

  // --- from the state to the picture ---

  let drawn = false;

  function draw() {
    if (!drawn) return; // not laid out yet
    const { inputs, step } = state;
    view.draw(inputs, step);
    for (const { key, slider } of hands) slider.set(inputs[key]);
    rule.textContent = describe(step);
    line.textContent = step ? equation(graph, inputs, step - 1) : "";
    back.disabled = step === 0;
    next.disabled = all.disabled = step === count;
    const wanted = pending(graph, inputs, step);
    asked.hidden = !wanted;
    if (wanted) {
      const name = wanted.by ? fill(labels.by_way_of, { name: wanted.name, node: wanted.by }) : wanted.name;
      guessName.textContent = fill(labels.guess, { name });
    }
    view.canvas.ariaLabel = `${labels.graph}. ${rule.textContent} ${line.textContent}. ${labels.keys}`;
  }

  function describe(step) {
    const counter = fill(labels.step, { step, count });
    if (!step) return `${counter} · ${labels.start}`;
    const { kind, node } = graph.steps[step - 1];
    const pass = kind === "forward" ? labels.forward : labels.backward;
    const words = kind === "forward" ? "" : kind === "seed" ? labels.seed : labels.rules[graph.nodes[node].op];
    return [counter, pass, words].filter(Boolean).join(" · ");
  }

  function layout() {
    const width = Math.floor(root.clientWidth);
    if (!width) return;
    root.classList.toggle("lk-dark", isDark());
    view.layout(width, readTheme(root));
    drawn = true;
    draw();
  }

  // --- watching ---

  function take(name) {
    state[name] = name === "inputs" ? { ...model.get("inputs") } : model.get(name);
    frame.request();
  }

  NAMES.forEach(take);
  const endings = [watchModel(model, NAMES, take), watchPage(root, layout), frame.cancel];
  el.append(root);

  return () => {
    for (const end of endings) end();
    root.remove();
  };
}

/** A finite number, with either minus sign, or null. */
export function parseNumber(text) {
  const plain = text.replace("−", "-");
  const value = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : null;
}
