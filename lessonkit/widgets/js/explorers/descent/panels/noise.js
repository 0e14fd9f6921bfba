// Noise on the gradients: how strong, which seed, and a cloud of runs that differ in it alone.

import { createSlider, parseSteps } from "../../../frame/controls.js";
import { fill } from "../../../frame/describe.js";
import { drawGhosts } from "../ghosts.js";
import { make } from "../../../frame/host.js";
import { leading, madeHere } from "./chosen_run.js";
import { createGhosts } from "../../../maths/noise.js";
import { createOptimizer, descend } from "../../../maths/optimizers.js";
import { plain } from "../../../kit/scales.js";

const STOPS = 100;
const LARGEST_SEED = 999;

export function createNoisePanel({ objective, labels, limits, act }) {
  const element = make("div", "lk-row lk-noise");
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const strongest = limits.noise;
  const ghosts = createGhosts();

  const slider = (name, label, symbol, most, step, parse) =>
    createSlider({
      label,
      symbol,
      min: 0,
      max: most,
      step,
      toSlider: Number,
      fromSlider: (value) => tidy(value),
      next: (value, count) => Math.max(0, Math.min(most, tidy(value + count * step))),
      format: plain,
      parse,
      onInput: (value) => act.set(name, value),
      onCommit: act.commit,
      onRefuse: (text) => {
        const values = { text, value: plain(act.get(name)), max: plain(most) };
        complaint.textContent = text === null ? "" : fill(labels.bad_noise, values);
      },
    });
  const noise = slider("noise", labels.sigma, "σ", strongest, strongest / STOPS, (text) => parseSigma(text, strongest));
  const seed = slider("seed", labels.seed, "", LARGEST_SEED, 1, (text) => parseSteps(text, LARGEST_SEED));
  element.append(noise.element, seed.element, complaint);

  /** Called before anything is drawn: the ghosts belong to the picture. */
  function prepare(picture) {
    const run = leading(picture, madeHere);
    picture.ghosts = { paths: [] };
    const sigma = act.get("noise");
    if (!run || !sigma) return;
    const { optimizer, color } = run;
    const made = createOptimizer(optimizer, optimizer.parameters.learning_rate);
    const go = (noisy) => descend(noisy, made, picture.start, picture.steps);
    picture.ghosts = { paths: ghosts(objective, go, sigma, act.get("seed"), picture.steps), color };
  }

  function draw() {
    noise.set(act.get("noise"));
    seed.set(act.get("seed"));
  }

  const layer = {
    below(ctx, view, { ghosts: { paths, color } }) {
      drawGhosts(ctx, view.plot.frame, paths.map(({ points }) => points.map(view.pixel)), color);
    },
  };

  return { element, full: true, layout() {}, prepare, draw, layer };
}

const tidy = (value) => Number(value.toPrecision(6));

function parseSigma(text, most) {
  const value = /^\s*(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  return value >= 0 && value <= most ? value : null;
}
