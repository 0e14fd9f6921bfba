// The optimizers of a race: which one is held, its hyperparameters, one more, one less, and
// whether all have the same learning rate.

import { createButton, createMenu } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { _ } from "../../../kit/text.js";
import { adjustable, createHyperparameter } from "../hyperparameters.js";

export function createOptimizersPanel({ limits, act }) {
  const finish = (name, value) => {
    act.set(name, value);
    act.commit();
  };
  const element = make("div", "lk-row");
  const chosen = createMenu(_("Optimizer to change"), [], (value) => finish("chosen", Number(value)));
  const kinds = limits.kinds.map(({ kind }) => [kind, kind]);
  const more = createMenu(_("Add…"), [["", _("Add…")], ...kinds], (value) => {
    const added = limits.kinds.find(({ kind }) => kind === value);
    more.value = "";
    if (added) act.add(added);
    act.commit();
  });
  const less = createButton(_("Remove"), () => {
    act.remove(act.get("chosen"));
    act.commit();
  });
  const share = make("label", "lk-check");
  const box = make("input", "", { type: "checkbox" });
  box.addEventListener("change", () => finish("share", box.checked));
  share.append(box, _("The same learning rate for all"));
  const knobs = make("div", "lk-knobs");
  element.append(chosen, less, more, share, knobs);

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
      createHyperparameter(name, {
        tune: (changes) => act.tune(act.get("chosen"), changes),
        commit: act.commit,
        refuse: (complaint, text) => act.complain(complaint, text, sliders[name].get()),
      });
    sliders = Object.fromEntries(names.map((name) => [name, knob(name)]));
    knobs.replaceChildren(...Object.values(sliders).map((slider) => slider.element));
  }

  return { element, fold: true, draw };
}
