// The optimizers of a race: which one is held, its hyperparameters, one more, one less, and
// whether all have the same learning rate.

import { make } from "../../../frame/host.js";
import { adjustable, createHyperparameter } from "../hyperparameters.js";

export function createOptimizersPanel({ labels, limits, act }) {
  const element = make("div", "lk-row lk-optimizers");
  const chosen = make("select", "lk-select", { ariaLabel: labels.chosen });
  const more = make("select", "lk-select", { ariaLabel: labels.add });
  const less = make("button", "lk-reset", { type: "button", textContent: labels.remove });
  const share = make("label", "lk-check");
  const box = make("input", "", { type: "checkbox" });
  share.append(box, labels.share);
  const knobs = make("div", "lk-knobs");
  element.append(chosen, less, more, share, knobs);

  more.append(make("option", "", { value: "", textContent: labels.add }));
  for (const { kind } of limits.kinds) more.append(make("option", "", { value: kind, textContent: kind }));
  const finish = (name, value) => {
    act.set(name, value);
    act.commit();
  };
  chosen.addEventListener("change", () => finish("chosen", Number(chosen.value)));
  box.addEventListener("change", () => finish("share", box.checked));
  less.addEventListener("click", () => {
    act.remove(act.get("chosen"));
    act.commit();
  });
  more.addEventListener("change", () => {
    const added = limits.kinds.find(({ kind }) => kind === more.value);
    more.value = "";
    if (added) act.add(added);
    act.commit();
  });

  let listed = null;
  let sliders = {};

  function draw({ runs, chosen: k }) {
    const names = runs.map(({ name }) => name).join();
    if (names !== listed) list(runs);
    listed = names;
    chosen.value = k;
    box.checked = act.get("share");
    share.hidden = runs.length < 2;
    less.disabled = runs.length < 2;
    more.disabled = runs.length >= limits.most_runs;
    const { parameters } = runs[k].optimizer;
    const wanted = adjustable(parameters);
    if (wanted.join() !== Object.keys(sliders).join()) furnish(wanted);
    for (const name of wanted) sliders[name].set(parameters[name]);
  }

  function list(runs) {
    const options = runs.map(({ name }, value) => make("option", "", { value, textContent: name }));
    chosen.replaceChildren(...options);
  }

  function furnish(names) {
    const knob = (name) =>
      createHyperparameter(name, labels, {
        tune: (changes) => act.tune(act.get("chosen"), changes),
        commit: act.commit,
        refuse: (text) => act.complain(labels[`bad_${name}`] ?? labels.bad_share, text, sliders[name].get()),
      });
    sliders = Object.fromEntries(names.map((name) => [name, knob(name)]));
    knobs.replaceChildren(...Object.values(sliders).map((slider) => slider.element));
  }

  return { element, full: true, layout() {}, draw };
}
