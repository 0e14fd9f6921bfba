// The score explorer: the scores of one example as bars to hold, and what two losses make of them.

import { defineExplorer } from "../../frame/explorer.js";
import { make } from "../../frame/host.js";
import { bitmap, drawBitmap } from "../../kit/bitmap.js";
import { createPlot } from "../../kit/canvas.js";
import { _, fixed } from "../../kit/text.js";
import { createBars } from "./bars.js";
import { createKnobs } from "./knobs.js";
import { distance, probabilities, softmaxLoss, sum, svmTerms } from "./maths.js";

const PICTURE = 96;
const TALLEST = 400; // the bars of the scores
const LOW = 150; // and at least each of the others
const MOST_TERM = 4; // the top of the axis of terms; longer bars say so

export const render = defineExplorer("score", ["example", "scores"], (explorer) => {
  const { model, state, set, commit, button } = explorer;
  const limits = model.get("_limits");
  const examples = model.get("_examples");
  const { classes } = examples;

  const picture = createPlot("lk-picture");
  const bars = createBars(classes, { domain: limits.scores, className: "lk-landscape", hatched: 0.46 });
  const terms = createBars(classes, { domain: [0, MOST_TERM], className: "lk-terms" });
  const chances = createBars(classes, { domain: [0, 1], className: "lk-chances" });
  const facts = make("div", "lk-facts");
  const example = make("div", "lk-example", {}, picture.canvas, facts);
  const keys = _(
    "Up and down arrow keys change a score, with Shift further; left and right go to the next class.",
  );
  const told = { role: "group", ariaLabel: `${_("scores")}. ${keys}` };
  const stage = make("div", "lk-stage", told, bars.canvas);
  bars.canvas.ariaHidden = "true"; // its handles say what it shows
  const losses = make("div", "", {}, terms.canvas, chances.canvas);

  function show(number) {
    set("example", number);
    set("scores", examples.scores[number]);
  }

  const names = classes.map((name) => _("score of class {name}", { name }));
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
    bars.show({ values: scores, right, from: scores[right] - 1, margin: true, title: _("scores") });
    const title = _("SVM loss, term by term");
    terms.show({ values: costs, right, from: 0, title, total: added(costs, svm) });
    const total = `−ln ${fixed(shares[right], 3)} = ${fixed(softmax, 2)}`;
    chances.show({ values: shares, right, title: _("softmax: probabilities"), total });
    drawPicture(theme);
    knobs.place();
    terms.say(`${_("SVM loss, term by term")}: ${listed(costs)}`);
    chances.say(`${_("softmax: probabilities")}: ${listed(shares)}`);
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
    const guess = _("highest score: {name}", { name: classes[highest] });
    const lines = [
      _("example {number} of {count}", { number: state.example + 1, count: examples.labels.length }),
      _("right class: {name}", { name: classes[right] }),
      `${guess} ${highest === right ? "✔" : "✘"}`,
    ];
    facts.replaceChildren(...lines.map((textContent) => make("p", "", { textContent })));
    picture.say(_("A picture of the class {name}.", { name: classes[right] }));
    const moved = fixed(distance(scores, examples.scores[state.example]), 2);
    const losses = { svm: fixed(svm, 2), softmax: fixed(softmax, 2), moved };
    const shown = _("SVM loss {svm} · softmax loss {softmax} · scores moved by {moved}", losses);
    return { shown, said: `${lines.join(", ")}. ${shown}` };
  }

  function factsOfGoals() {
    const { scores, example } = state;
    const [right, first] = [examples.labels[example], examples.scores[example]];
    return {
      svm_loss: sum(svmTerms(scores, right)),
      softmax_loss: softmaxLoss(scores, right),
      first_svm_loss: sum(svmTerms(first, right)),
      moved: distance(scores, first),
      changed: scores.filter((score, k) => score !== first[k]).length,
      right,
      ...Object.fromEntries(scores.map((score, k) => [`score_${k}`, score])),
    };
  }

  function layout(width, height, theme) {
    picture.layout(PICTURE, PICTURE, theme);
    bars.layout(width, height, theme);
  }

  function layoutLosses(width, height, theme) {
    for (const view of [terms, chances]) view.layout(width, Math.floor(Math.max(height, 2 * LOW) / 2), theme);
  }

  button(_("Next example"), () => show((state.example + 1) % examples.labels.length));
  return {
    head: [example],
    main: { element: stage, fit: (width, most) => [width, Math.min(TALLEST, most)], layout },
    aside: { element: losses, layout: layoutLosses },
    draw,
    facts: factsOfGoals,
    reset: () => show(state.example),
  };
});
