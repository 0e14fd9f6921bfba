// The state of an explorer, between the hand, the picture and the model that Python knows. What
// holds between its values is kept here and in lessonkit/widgets/explorer.py alike:
//
// - the model's learning rate is that of the first optimizer and, while it is shared, of all;
// - the step that is shown is at most the last one, and follows it.

import { watchModel } from "../../frame/host.js";

const OWN = ["start", "share", "optimizers", "hidden", "steps", "step", "logarithmic", "view", "noise", "seed"];
const NAMES = [...OWN, "learning_rate"];

/**
 * @param changed called when anything has changed.
 * @returns the values by their names, the position of the optimizer that was `chosen`, and what
 *   changes them; see panels.js.
 */
export function createState(model, changed) {
  const state = {
    chosen: 0,
    /** The rate that the slider shows. */
    get learning_rate() {
      return ratesOf([state.optimizers[state.chosen], ...state.optimizers])[0] ?? model.get("learning_rate");
    },
    get: (name) => state[name],
    set,
    tune,
    add,
    remove,
    commit,
    reset,
    refresh: changed,
  };

  const scalar = () => !Array.isArray(model.get("start"));
  const toModel = {
    start: () => (scalar() ? state.start[0] : state.start),
    learning_rate: () => ratesOf(state.optimizers)[0] ?? model.get("learning_rate"),
  };
  const written = (name) => toModel[name]?.() ?? state[name];

  const setters = {
    start: (value) => (state.start = [value].flat()),
    learning_rate: (value) => tune(state.chosen, { learning_rate: value }),
    optimizers(value) {
      state.optimizers = value;
      const rates = new Set(ratesOf(value));
      state.share &&= rates.size === 1;
      state.hidden = state.hidden.filter((k) => k < value.length);
      state.chosen = Math.min(state.chosen, value.length - 1);
    },
    share(value) {
      state.share = value;
      if (value) tune(state.chosen, { learning_rate: state.learning_rate });
    },
    steps(value) {
      if (state.step === state.steps || state.step > value) state.step = value;
      state.steps = value;
    },
  };

  /** Change a value, or a hyperparameter of the chosen optimizer. */
  function set(name, value) {
    if (name in setters) setters[name](value);
    else if (name in state) state[name] = value;
    else tune(state.chosen, { [name]: value });
    changed();
  }

  /** Change hyperparameters of optimizer k; a shared learning rate is that of all. */
  function tune(k, { learning_rate, ...others }) {
    state.optimizers = state.optimizers.map((optimizer, i) => {
      const { parameters } = optimizer;
      const rated = learning_rate !== undefined && "learning_rate" in parameters;
      const changes = { ...(rated && (state.share || i === k) && { learning_rate }), ...(i === k && others) };
      return { ...optimizer, parameters: { ...parameters, ...changes } };
    });
    changed();
  }

  function add({ kind, parameters }) {
    const { learning_rate } = state;
    set("optimizers", [...state.optimizers, { kind, parameters: { ...parameters, learning_rate } }]);
    set("chosen", state.optimizers.length - 1);
  }

  function remove(k) {
    const without = (list) => list.filter((_, i) => i !== k);
    const hidden = state.hidden.filter((i) => i !== k).map((i) => (i > k ? i - 1 : i));
    set("hidden", hidden);
    if (state.chosen > k) set("chosen", state.chosen - 1);
    set("optimizers", without(state.optimizers));
  }

  /** Tell the kernel, at the end of a gesture. */
  function commit() {
    const news = NAMES.filter((name) => !same(written(name), model.get(name)));
    for (const name of news) model.set(name, written(name));
    if (news.length) model.save_changes();
  }

  function read(values) {
    for (const name of OWN) {
      state[name] = name === "start" ? [values(name)].flat() : values(name);
    }
    state.chosen = Math.min(state.chosen, state.optimizers.length - 1);
    changed();
  }

  function reset() {
    const initial = model.get("_initial");
    read((name) => initial[name]);
    commit();
  }

  read((name) => model.get(name));
  state.close = watchModel(model, NAMES, (name) => {
    const value = model.get(name);
    if (same(value, written(name))) return;
    if (name === "learning_rate") tune(0, { learning_rate: value });
    else set(name, value);
  });
  return state;
}

// An optimizer of one's own may have no learning rate.
const ratesOf = (optimizers) =>
  optimizers.map(({ parameters }) => parameters.learning_rate).filter((rate) => rate !== undefined);

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
