// How large the learning rate may be here: the limit, marked on the slider too, what the run does
// in one word, and a button for the best rate.

import { createButton } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { fill, plain } from "../../../kit/text.js";
import { bestRate, classify, curvaturesAt, isLinear, rateLimit } from "../../../maths/stability.js";
import { leading, madeHere } from "./chosen_run.js";

// Never the color alone: each word has its sign.
const SIGNS = { crawling: "…", converging: "↘", oscillating: "↭", diverging: "↗" };

export function createStabilityPanel({ objective, labels, act, rate }) {
  const element = make("div", "lk-row");
  const badge = make("strong", "lk-badge");
  const text = make("span", "lk-grow");
  const button = createButton(labels.best_rate, () => {
    act.set("learning_rate", best);
    act.commit();
  });
  element.append(badge, text, button);
  let best = null;

  function draw(picture) {
    const run = leading(picture, madeHere);
    element.hidden = !run;
    if (!run) return;
    const { optimizer, path } = run;
    const { kind, parameters } = optimizer;
    const momentum = parameters.momentum ?? 0;
    const word = classify(objective, path);
    badge.textContent = word ? `${SIGNS[word]} ${labels[word]}` : "";
    badge.dataset.word = word;
    const ends = curvaturesAt(objective, path, picture.step);
    const limit = isLinear(kind) ? rateLimit(kind, momentum, ends) : null;
    best = isLinear(kind) ? bestRate(kind, momentum, ends) : null;
    button.disabled = best === null;
    text.textContent = said(kind, ends, limit);
    rate.mark(limit);
  }

  function said(kind, [lowest, highest], limit) {
    if (!isLinear(kind)) return labels.limit_adaptive;
    if (limit === null) return labels.limit_none;
    const values = { limit: plain(round(limit)), low: plain(round(lowest)), high: plain(round(highest)) };
    const here = objective.dim === 1 ? labels.limit_1d : labels.limit;
    return fill(best === null ? labels.limit_saddle : here, values);
  }

  return { element, full: true, draw, close: () => rate.mark(null) };
}

const round = (value) => Number(value.toPrecision(4));
