// The score explorer: the scores of one example as bars to hold, and what two losses make of them.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { bitmap, drawBitmap } from "../../kit/bitmap.js";
import { createPlot } from "../../kit/canvas.js";
import { fill, fixed } from "../../kit/text.js";
import { createBars } from "./bars.js";
import { createKnobs } from "./knobs.js";
import { distance, probabilities, softmaxLoss, sum, svmTerms } from "./maths.js";

const BESIDE = 560; // the width from which on the picture stands beside the bars
const PICTURE = 154;
const GAP = 16;
const HEIGHT = 568; // of all bars
const SHARES = [0.493, 0.264, 0.243];
const MOST_TERM = 4; // the top of the axis of terms; longer bars say so

export const render = defineExplorer("score", ["example", "scores"], (explorer) => {
  const { model, labels, state, set, commit, button } = explorer;
  const limits = model.get("_limits");
  const examples = model.get("_examples");
  const { classes } = examples;

  const picture = createPlot("lk-picture");
  const bars = createBars(classes, { domain: limits.scores, className: "lk-landscape", hatched: 0.46 });
  const terms = createBars(classes, { domain: [0, MOST_TERM], className: "lk-terms" });
  const chances = createBars(classes, { domain: [0, 1], className: "lk-chances" });
  const facts = make("div", "lk-facts");
  const example = make("div", "lk-example");
  example.append(picture.canvas, facts);
  const ariaLabel = `${labels.scores}. ${labels.keys}`;
  const stage = make("div", "lk-stage", { role: "group", ariaLabel });
  stage.append(bars.canvas);
  bars.canvas.ariaHidden = "true"; // its handles say what it shows
  const panels = make("div", "lk-panels");
  panels.append(stage, terms.canvas, chances.canvas);
  const element = make("div", "lk-views");
  element.append(example, panels);

  function show(number) {
    set("example", number);
    set("scores", examples.scores[number]);
  }

  const names = classes.map((name) => fill(labels.score, { name }));
  const knobs = createKnobs(stage, bars, names, limits.scores, {
    getScores: () => state.scores,
    onMove: (j, score) => set("scores", state.scores.map((old, k) => (k === j ? score : old))),
    onRelease: commit,
  });

  function draw(theme) {
    const { scores } = state;
    const right = examples.labels[state.example];
    const costs = svmTerms(scores, right);
    const shares = probabilities(scores);
    const [svm, softmax] = [sum(costs), softmaxLoss(scores, right)];
    bars.show({ values: scores, right, from: scores[right] - 1, margin: true, title: labels.scores });
    terms.show({ values: costs, right, from: 0, title: labels.terms, total: added(costs, svm) });
    const total = `−ln ${fixed(shares[right], 3)} = ${fixed(softmax, 2)}`;
    chances.show({ values: shares, right, title: labels.probabilities, total });
    drawPicture(theme);
    knobs.place();
    terms.say(`${labels.terms}: ${listed(costs)}`);
    chances.say(`${labels.probabilities}: ${listed(shares)}`);
    return describe(right, scores, svm, softmax);
  }

  const listed = (values) => values.map((value, j) => `${classes[j]}: ${fixed(value, 2)}`).join(", ");

  /** The sum written out, as long as it is short. */
  function added(costs, svm) {
    const awake = costs.filter((cost) => cost > 0).map((cost) => fixed(cost, 2));
    const long = awake.length < 2 || awake.length > (terms.columnWidth() >= 48 ? 4 : 2);
    return `${long ? "Σ" : awake.join(" + ")} = ${fixed(svm, 2)}`;
  }

  function drawPicture(theme) {
    const rows = examples.images[state.example];
    const ink = theme.ink.match(/\d+/g).slice(0, 3).map(Number); // a computed color: rgb(…)
    const image = bitmap(rows[0].length, rows.length, (k, i) => [...ink, 255 * rows[i][k]]);
    const size = (PICTURE - 2) / Math.max(image.width, image.height);
    drawBitmap(picture.clear(), image, 1, 1, size * image.width, size * image.height);
  }

  function describe(right, scores, svm, softmax) {
    const highest = scores.indexOf(Math.max(...scores));
    const guess = fill(labels.guess, { name: classes[highest] });
    const lines = [
      fill(labels.example, { number: state.example + 1, count: examples.labels.length }),
      fill(labels.right, { name: classes[right] }),
      `${guess} ${highest === right ? "✔" : "✘"}`,
    ];
    facts.replaceChildren(...lines.map((textContent) => make("p", "", { textContent })));
    picture.say(fill(labels.picture, { name: classes[right] }));
    const moved = fixed(distance(scores, examples.scores[state.example]), 2);
    const shown = fill(labels.losses, { svm: fixed(svm, 2), softmax: fixed(softmax, 2), moved });
    return { shown, said: `${lines.join(", ")}. ${shown}` };
  }

  function layout(all, height, theme) {
    const width = all >= BESIDE ? all - PICTURE - GAP : all;
    picture.layout(PICTURE, PICTURE, { left: 1, right: 1, top: 1, bottom: 1 }, (ctx) => {
      ctx.fillStyle = theme.background;
      ctx.fillRect(0, 0, PICTURE, PICTURE);
      ctx.strokeStyle = theme.grid;
      ctx.strokeRect(0.5, 0.5, PICTURE - 1, PICTURE - 1);
    });
    [bars, terms, chances].forEach((each, k) => each.layout(width, Math.round(SHARES[k] * height), theme));
  }

  button(labels.next, () => show((state.example + 1) % examples.labels.length));
  const fit = (width, most) => [width, Math.min(HEIGHT, most - (width >= BESIDE ? 0 : PICTURE + GAP))];
  return { main: { element, fit, layout }, draw, reset: () => show(state.example) };
});
