// The state of an explorer, between the hand, the picture and the model that Python knows.

import { watchModel } from "./host.js";

const NAMES = ["start", "learning_rate", "steps", "optimizers"];
const IN_MODEL = { optimizers: "_optimizers" };

/**
 * @param changed called when anything has changed.
 * @returns the values by their names, with set, tune, commit, reset, refresh and close.
 */
export function createState(model, changed) {
  const key = (name) => IN_MODEL[name] ?? name;
  const read = (name, value) => (name === "start" ? [value].flat() : value);
  const write = (name) =>
    name === "start" && !Array.isArray(model.get(name)) ? state.start[0] : state[name];

  function set(name, value) {
    state[name] = value;
    changed();
  }

  function tune(k, parameters) {
    const { learning_rate, ...others } = parameters;
    if (learning_rate !== undefined) state.learning_rate = learning_rate;
    state.optimizers = state.optimizers.map((optimizer, i) =>
      i === k ? { ...optimizer, parameters: { ...optimizer.parameters, ...others } } : optimizer,
    );
    changed();
  }

  function commit() {
    const news = NAMES.filter((name) => !same(write(name), model.get(key(name))));
    for (const name of news) model.set(key(name), write(name));
    if (news.length) model.save_changes();
  }

  function reset() {
    const initial = model.get("_initial");
    for (const name of NAMES) if (name in initial) set(name, read(name, initial[name]));
    commit();
  }

  const state = { set, tune, commit, reset, refresh: changed };
  for (const name of NAMES) state[name] = read(name, model.get(key(name)));
  state.close = watchModel(model, NAMES.map(key), (changedKey) => {
    const name = NAMES.find((each) => key(each) === changedKey);
    set(name, read(name, model.get(changedKey)));
  });
  return state;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
