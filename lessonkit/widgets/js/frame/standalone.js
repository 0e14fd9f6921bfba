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
    const state = JSON.parse(el.querySelector("script").textContent, revive);
    render({ model: createModel(state), el });
  }
}

/** Bytes are written as base64 and read as what Jupyter would send. */
function revive(_name, value) {
  if (typeof value?.base64 !== "string") return value;
  return new DataView(Uint8Array.from(atob(value.base64), (c) => c.charCodeAt(0)).buffer);
}
