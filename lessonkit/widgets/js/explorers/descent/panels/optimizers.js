// The optimizers of a race: which one is held, its hyperparameters, one more, one less, and
// whether all have the same learning rate.

import { createButton, createMenu, createSlider } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { listed, parseNumber } from "../../../frame/ranges.js";
import { nearest } from "../../../kit/scales.js";
import { _, N_, plain } from "../../../kit/text.js";

// For each kind of hyperparameter but the learning rate what its slider stops at, and what can be typed.
const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999];
const POWERS = Array.from({ length: 13 }, (_, k) => Number(`1e${k - 12}`));
const DECAYS = [0, ...[-4, -3, -2, -1].flatMap((k) => [1, 2, 5].map((d) => Number(`${d}e${k}`))), 1];

const share = {
  stops: SHARES,
  allowed: (value) => value >= 0 && value < 1,
  complaint: N_(
    "This must be a number from 0 up to, but not including, 1, not “{text}”. It stays {value}.",
  ),
};
const KNOWN = {
  momentum: { label: N_("Momentum"), symbol: "α", ...share },
  decay: { label: N_("Decay"), symbol: "ρ", ...share },
  beta1: { label: N_("Decay of the mean"), symbol: "β₁", ...share },
  beta2: { label: N_("Decay of the squares"), symbol: "β₂", ...share },
  epsilon: {
    ...{ label: N_("Epsilon"), symbol: "ε", stops: POWERS, allowed: (value) => value > 0 },
    complaint: N_("Epsilon must be a positive number, not “{text}”. It stays {value}."),
  },
  weight_decay: {
    ...{ label: N_("Weight decay"), symbol: "λ", stops: DECAYS, allowed: (value) => value >= 0 },
    complaint: N_("The weight decay must be a number of at least 0, not “{text}”. It stays {value}."),
  },
};

/** The slider of a hyperparameter; `act` is what its events do. */
function createHyperparameter(name, { tune, commit, refuse }) {
  const { label, symbol, stops, allowed, complaint } = KNOWN[name];
  const measure = stops === SHARES ? Number : (value) => Math.log(value + 1e-13);
  const range = listed(stops, (value) => nearest(stops, value, measure));
  return createSlider({
    ...range,
    label: _(label),
    symbol,
    next: (value, count) => range.next(value, Math.sign(count)),
    parse(text) {
      const value = parseNumber(text);
      return value !== null && allowed(value) ? value : null;
    },
    onInput: (value) => tune({ [name]: value }),
    onCommit: commit,
    onRefuse: (text) => refuse(complaint, text),
  });
}

export function createOptimizersPanel({ limits, act }) {
  const chosen = createMenu(_("Optimizer to change"), [], (value) => act.put("chosen", Number(value)));
  const kinds = limits.kinds.map(({ kind }) => [kind, kind]);
  const more = createMenu(_("Add…"), [["", _("Add…")], ...kinds], (value) => {
    const added = limits.kinds.find(({ kind }) => kind === value);
    more.value = "";
    if (added) act.add(added);
    act.commit();
  });
  const less = createButton(_("Remove"), () => {
    act.remove(act.chosen);
    act.commit();
  });
  const box = make("input", "", { type: "checkbox" });
  box.addEventListener("change", () => act.put("share", box.checked));
  const share = make("label", "lk-check", {}, box, _("The same learning rate for all"));
  const knobs = make("div", "lk-knobs");
  const element = make("div", "lk-row", {}, chosen, less, more, share, knobs);

  let shown = null;
  let sliders = {};

  function draw({ runs, chosen: k }) {
    const names = runs.map(({ name }) => name).join();
    if (names !== shown) list(runs);
    shown = names;
    chosen.value = k;
    box.checked = act.share;
    share.hidden = runs.length < 2;
    less.disabled = runs.length < 2;
    more.disabled = runs.length >= limits.most_runs;
    const { parameters } = runs[k].optimizer;
    const wanted = Object.keys(parameters).filter((name) => name in KNOWN);
    if (wanted.join() !== Object.keys(sliders).join()) furnish(wanted);
    for (const name of wanted) sliders[name].set(parameters[name]);
  }

  function list(runs) {
    const options = runs.map(({ name }, value) => make("option", "", { value, textContent: name }));
    chosen.replaceChildren(...options);
  }

  function furnish(names) {
    const knob = (name) =>
      createHyperparameter(name, {
        tune: (changes) => act.tune(act.chosen, changes),
        commit: act.commit,
        refuse: (complaint, text) => act.complain(complaint, text, plain(sliders[name].get())),
      });
    sliders = Object.fromEntries(names.map((name) => [name, knob(name)]));
    knobs.replaceChildren(...Object.values(sliders).map((slider) => slider.element));
  }

  return { element, fold: true, draw };
}
