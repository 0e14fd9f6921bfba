// Noise on the gradients: how strong, which seed, and a cloud of runs that differ in it alone.

import { make } from "../../../frame/host.js";
import { counts, evenly } from "../../../frame/ranges.js";
import { _, N_ } from "../../../kit/text.js";
import { createGhosts } from "../../../maths/noise.js";
import { createOptimizer, descend } from "../../../maths/optimizers.js";
import { drawGhosts } from "../ghosts.js";
import { leading, madeHere } from "../runs.js";

const STOPS = 100;
const LARGEST_SEED = 999;

export function createNoisePanel({ objective, limits, act, slider }) {
  const element = make("div", "lk-row lk-noise");
  const strongest = limits.noise;
  const ghosts = createGhosts();

  const complaint = N_("A number from 0 to {max} is wanted, not “{text}”. It stays {value}.");
  const sigmas = evenly([0, strongest], strongest / STOPS || 1);
  const noise = slider("noise", _("Noise"), sigmas, { symbol: "σ", complaint });
  const seed = slider("seed", _("Seed"), counts([0, LARGEST_SEED]), { complaint });
  element.append(noise.element, seed.element);

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

  const layer = {
    below(ctx, view, { ghosts: { paths, color } }) {
      drawGhosts(ctx, view.frame, paths.map(({ points }) => points.map(view.pixel)), color);
    },
  };

  return { element, prepare, layer };
}
