// How large the learning rate may be here: the limit, marked on the slider too, what the run does
// in one word, and a button for the best rate.

import { createButton } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { _, N_, plain } from "../../../kit/text.js";
import { kindOf } from "../../../maths/kind.js";
import { bestRate, curvaturesAt, isLinear, rateLimit } from "../../../maths/stability.js";
import { leading, madeHere } from "../runs.js";

// Never the color alone: each word has its sign.
const SIGNS = { crawling: "…", converging: "↘", oscillating: "↭", diverging: "↗" };
const WORDS = {
  crawling: N_("crawling"),
  converging: N_("converging"),
  oscillating: N_("oscillating"),
  diverging: N_("diverging"),
};
const WORD_OF = {
  ...{ rests: "converging", arrives: "converging", goes: "converging" },
  ...{ bounced: "oscillating", swung: "oscillating", bounces: "oscillating", swings: "oscillating" },
  ...{ endless: "oscillating", widens: "diverging" },
};

/** What a run does, in one word; null where it makes no steps. */
export function wordOf(objective, { path, leftAt }) {
  if (path.points.length < 2) return null;
  return path.divergedAt !== null || leftAt !== null ? "diverging" : WORD_OF[kindOf(objective, path)] ?? "crawling";
}

export function createStabilityPanel({ objective, act, rate }) {
  const badge = make("strong", "lk-badge");
  const text = make("span", "lk-grow");
  const button = createButton(_("Best rate"), () => act.put("learning_rate", best));
  const element = make("div", "lk-row", {}, badge, text, button);
  let best = null;

  function draw(picture) {
    const run = leading(picture, madeHere);
    element.hidden = !run;
    if (!run) return;
    const { path } = run;
    const { kind, parameters } = run.optimizer;
    const momentum = parameters.momentum ?? 0;
    const word = wordOf(objective, run);
    badge.textContent = word ? `${SIGNS[word]} ${_(WORDS[word])}` : "";
    badge.dataset.word = word;
    const ends = curvaturesAt(objective, path, picture.step);
    const limit = isLinear(kind) ? rateLimit(kind, momentum, ends) : null;
    best = isLinear(kind) ? bestRate(kind, momentum, ends) : null;
    button.disabled = best === null;
    text.textContent = said(kind, ends, limit);
    rate.mark(limit);
  }

  function said(kind, [lowest, highest], limit) {
    if (!isLinear(kind)) return _("no fixed limit: this optimizer scales its own steps");
    if (limit === null) return _("no limit here: the ground curves up in no direction");
    const values = { limit: plain(round(limit)), low: plain(round(lowest)), high: plain(round(highest)) };
    if (best === null) {
      return _("stable up to η = {limit} along the direction that curves up (λ = {high})", values);
    }
    return objective.dim === 1
      ? _("stable up to η = {limit} here (curvature {high})", values)
      : _("stable up to η = {limit} here (curvature {low} to {high})", values);
  }

  return { element, draw, close: () => rate.mark(null) };
}

const round = (value) => Number(value.toPrecision(4));
