// The score explorer: the scores of one example as bars to hold, and what two losses make of them.

import { createPlot, isDark, readTheme } from "../../kit/canvas.js";
import { fill } from "../../frame/describe.js";
import { createFrame, make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { fixed } from "../../kit/scales.js";
import { createBars } from "./bars.js";
import { createKnobs } from "./knobs.js";
import { distance, probabilities, softmaxLoss, sum, svmTerms } from "./maths.js";

const BESIDE = 560; // the width from which on the picture stands beside the bars
const PICTURE = 154;
const GAP = 16;
const NAMES = ["example", "scores"];
const MOST_TERM = 4; // the top of the axis of terms; longer bars say so

/** Show a score explorer in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const limits = model.get("_limits");
  const examples = model.get("_examples");
  const { classes } = examples;
  const state = {};

  // --- elements ---

  const root = makeRoot(labels, "lk-explorer lk-score-explorer");
  const picture = createPlot("lk-picture");
  const bars = createBars(classes, {
    domain: limits.scores,
    className: "lk-landscape",
    hatched: 0.46,
  });
  const terms = createBars(classes, { domain: [0, MOST_TERM], className: "lk-terms" });
  const chances = createBars(classes, { domain: [0, 1], className: "lk-chances" });
  const facts = make("div", "lk-facts");
  const example = make("div", "lk-example");
  example.append(picture.canvas, facts);
  const stage = make("div", "lk-stage");
  stage.append(bars.canvas);
  const panels = make("div", "lk-panels");
  panels.append(stage, terms.canvas, chances.canvas);
  const views = make("div", "lk-views");
  views.append(example, panels);
  const description = make("p", "lk-description", { ariaHidden: "true" });
  const controls = make("div", "lk-controls");
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  root.append(views, description, controls, announcement);
  for (const canvas of [picture.canvas, terms.canvas, chances.canvas]) canvas.role = "img";
  bars.canvas.ariaHidden = "true"; // its handles say what it shows
  Object.assign(stage, { role: "group", ariaLabel: `${labels.scores}. ${labels.keys}` });

  // --- from the hand to the state, and at the end of a gesture to the kernel ---

  let said = "";
  const frame = createFrame(draw, () => {
    announcement.textContent = said;
  });

  function change(name, value) {
    state[name] = value;
    frame.request();
  }

  function commit() {
    const changed = NAMES.filter((name) => String(model.get(name)) !== String(state[name]));
    for (const name of changed) model.set(name, state[name]);
    if (changed.length) model.save_changes();
  }

  function show(number) {
    change("example", number);
    change("scores", examples.scores[number]);
    commit();
  }

  const button = (text, act) => {
    const element = make("button", "lk-reset", { type: "button", textContent: text });
    element.addEventListener("click", act);
    return element;
  };
  controls.append(
    button(labels.next, () => show((state.example + 1) % examples.labels.length)),
    button(labels.reset, () => show(state.example)),
  );
  const names = classes.map((name) => fill(labels.score, { name }));
  const knobs = createKnobs(stage, bars, names, limits.scores, {
    getScores: () => state.scores,
    onMove: (j, score) => change("scores", state.scores.map((old, k) => (k === j ? score : old))),
    onRelease: commit,
  });

  // --- from the state to the picture ---

  let theme = null;

  function draw() {
    if (!bars.plot.frame) return; // not laid out yet
    const { scores } = state;
    const right = examples.labels[state.example];
    const margin = scores[right] - 1;
    const costs = svmTerms(scores, right);
    const shares = probabilities(scores);
    const [svm, softmax] = [sum(costs), softmaxLoss(scores, right)];
    bars.draw({ values: scores, right, from: margin, margin: true, title: labels.scores });
    terms.draw({ values: costs, right, from: 0, title: labels.terms, total: added(costs, svm) });
    const total = `−ln ${fixed(shares[right], 3)} = ${fixed(softmax, 2)}`;
    chances.draw({ values: shares, right, title: labels.probabilities, total });
    drawPicture();
    knobs.place();
    say(right, scores, svm, softmax);
    terms.canvas.ariaLabel = `${labels.terms}: ${listed(costs)}`;
    chances.canvas.ariaLabel = `${labels.probabilities}: ${listed(shares)}`;
  }

  const listed = (values) => values.map((value, j) => `${classes[j]}: ${fixed(value, 2)}`).join(", ");

  /** The sum written out, as long as it is short. */
  function added(costs, svm) {
    const awake = costs.filter((cost) => cost > 0).map((cost) => fixed(cost, 2));
    const long = awake.length < 2 || awake.length > (terms.columnWidth() >= 48 ? 4 : 2);
    return `${long ? "Σ" : awake.join(" + ")} = ${fixed(svm, 2)}`;
  }

  function drawPicture() {
    const ctx = picture.clear();
    const rows = examples.images[state.example];
    const { left, top, right } = picture.frame;
    const size = (right - left) / Math.max(rows.length, rows[0].length);
    ctx.fillStyle = theme.ink;
    rows.forEach((row, i) =>
      row.forEach((shade, k) => {
        ctx.globalAlpha = shade;
        const [x, y] = [left + k * size, top + i * size].map(Math.round);
        const [to, low] = [left + (k + 1) * size, top + (i + 1) * size].map(Math.round);
        ctx.fillRect(x, y, to - x, low - y);
      }),
    );
    ctx.globalAlpha = 1;
  }

  function say(right, scores, svm, softmax) {
    const highest = scores.indexOf(Math.max(...scores));
    const counted = { number: state.example + 1, count: examples.labels.length };
    const guess = fill(labels.guess, { name: classes[highest] });
    const lines = [
      fill(labels.example, counted),
      fill(labels.right, { name: classes[right] }),
      `${guess} ${highest === right ? "✔" : "✘"}`,
    ];
    facts.replaceChildren(...lines.map((textContent) => make("p", "", { textContent })));
    picture.canvas.ariaLabel = fill(labels.picture, { name: classes[right] });
    const moved = distance(scores, examples.scores[state.example]);
    const values = { svm: fixed(svm, 2), softmax: fixed(softmax, 2), moved: fixed(moved, 2) };
    description.textContent = fill(labels.losses, values);
    said = `${lines.join(", ")}. ${description.textContent}`;
  }

  function layout() {
    const all = Math.floor(root.clientWidth);
    if (!all) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    const width = all >= BESIDE ? all - PICTURE - GAP : all;
    const edge = { left: 1, right: 1, top: 1, bottom: 1 };
    picture.layout(PICTURE, PICTURE, edge, (ctx) => {
      ctx.fillStyle = theme.background;
      ctx.fillRect(0, 0, PICTURE, PICTURE);
      ctx.strokeStyle = theme.grid;
      ctx.strokeRect(0.5, 0.5, PICTURE - 1, PICTURE - 1);
    });
    bars.layout(width, 280, theme);
    terms.layout(width, 150, theme);
    chances.layout(width, 138, theme);
    draw();
  }

  // --- watching ---

  for (const name of NAMES) state[name] = model.get(name);
  const unfollow = watchModel(model, NAMES, (name) => change(name, model.get(name)));
  const unwatch = watchPage(root, layout);
  el.append(root);

  return () => {
    unfollow();
    unwatch();
    frame.cancel();
    root.remove();
  };
}
