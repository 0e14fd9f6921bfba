// Pages of their own, without Jupyter: a model that remembers, and an explorer on it.

function createModel(state) {
  const listeners = new Map();
  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      for (const listener of listeners.get(`change:${name}`) ?? []) listener();
    },
    save_changes() {},
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    off: (event, listener) =>
      listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener)),
  };
}

/** Show every explorer that is described in the page. */
export function showAll(render) {
  for (const el of document.querySelectorAll("[data-explorer]")) {
    render({ model: createModel(JSON.parse(el.querySelector("script").textContent)), el });
  }
}
