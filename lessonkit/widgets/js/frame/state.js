// The settings of an explorer, between the hand, the picture and the model that Python knows.

import { watchModel } from "./host.js";

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @returns isNew(…values): whether they are others than they were when it was last asked. */
export function createNews() {
  let known = "";
  return (...values) => known !== (known = JSON.stringify(values));
}

/**
 * @param changed called when anything has changed.
 * @param names of the model's values.
 * @param rules by name, where a value has other forms or consequences: read(value) gives it as it
 *   is here (null: it is not kept here), write() as the model has it; take(value) is done where it
 *   is set, and follow(value) where Python sets it.
 * @returns the values by their names, and what changes them.
 */
export function createState(model, changed, names, rules = {}) {
  const state = { get: (name) => state[name], set, put, commit, reset };
  const written = (name) => (rules[name]?.write ? rules[name].write() : state[name]);

  function set(name, value) {
    if (rules[name]?.take) rules[name].take(value);
    else state[name] = value;
    changed();
  }

  /** A change that is a gesture by itself. */
  function put(name, value) {
    set(name, value);
    commit();
  }

  /** Tell the kernel, at the end of a gesture. */
  function commit() {
    const news = names.filter((name) => !same(written(name), model.get(name)));
    for (const name of news) model.set(name, written(name));
    if (news.length) model.save_changes();
  }

  /** Take all values at once: none has consequences for the others. */
  function readAll(valueOf) {
    for (const name of names) {
      const { read = (value) => value } = rules[name] ?? {};
      if (read) state[name] = read(valueOf(name));
    }
    changed();
  }

  function reset() {
    const initial = model.get("_initial");
    readAll((name) => initial[name]);
    commit();
  }

  readAll((name) => model.get(name));
  state.close = watchModel(model, names, (name) => {
    const value = model.get(name);
    if (same(value, written(name))) return;
    if (rules[name]?.follow) rules[name].follow(value);
    else set(name, value);
  });
  return state;
}
