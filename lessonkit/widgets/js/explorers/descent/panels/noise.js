// Noise on the gradients: how strong, which seed, and a cloud of runs that differ in it alone.

import { createSlider } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { counts, evenly } from "../../../frame/ranges.js";
import { _, N_, plain } from "../../../kit/text.js";
import { createGhosts } from "../../../maths/noise.js";
import { createOptimizer, descend } from "../../../maths/optimizers.js";
import { drawGhosts } from "../ghosts.js";
import { leading, madeHere } from "./chosen_run.js";

const STOPS = 100;
const LARGEST_SEED = 999;

export function createNoisePanel({ objective, limits, act }) {
  const element = make("div", "lk-row lk-noise");
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const strongest = limits.noise;
  const ghosts = createGhosts();

  const slider = (name, max, options) =>
    createSlider({
      ...options,
      onInput: (value) => act.set(name, value),
      onCommit: act.commit,
      onRefuse: (text) => {
        const values = { text, value: plain(act.get(name)), max: plain(max) };
        const wrong = N_("A number from 0 to {max} is wanted, not “{text}”. It stays {value}.");
        complaint.textContent = text === null ? "" : _(wrong, values);
      },
    });
  const sigmas = evenly([0, strongest], strongest / STOPS || 1);
  const noise = slider("noise", strongest, { ...sigmas, label: _("Noise"), symbol: "σ" });
  const seed = slider("seed", LARGEST_SEED, { ...counts([0, LARGEST_SEED]), label: _("Seed") });
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
      drawGhosts(ctx, view.frame, paths.map(({ points }) => points.map(view.pixel)), color);
    },
  };

  return { element, prepare, draw, layer };
}
