// Pages of their own, without Jupyter: a model that remembers, and an explorer on it.

function createModel(state, page) {
  const listeners = new Map();
  return {
    page,
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      if (page) page.state[name] = value;
      for (const listener of listeners.get(`change:${name}`) ?? []) listener();
    },
    save_changes() {},
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    off: (event, listener) =>
      listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener)),
  };
}

/**
 * Show the explorer that is described in the page, in place of its picture; the model's page(picture,
 * text) gives the page as it is now.
 *
 * @param code what the code of its objective gives, null without one.
 */
export function showExplorer(render, code) {
  const root = document.documentElement.cloneNode(true);
  const el = document.querySelector("[data-explorer]");
  function page(src, alt) {
    Object.assign(root.querySelector(".lk-still img"), { src, alt });
    root.querySelector("[data-explorer] script").textContent = JSON.stringify(page.state).replaceAll("<", "\\u003c");
    return `<!doctype html>\n${root.outerHTML}`;
  }
  page.state = JSON.parse(el.querySelector("script").textContent);
  showIn(el, render, code, page);
}

/** Show the explorer that is described in an element, which may be one of many; returns its model. */
export function showIn(el, render, code, page) {
  const state = JSON.parse(el.querySelector("script").textContent, revive);
  if (code) state._objective.code = code;
  const model = createModel(state, page);
  render({ model, el });
  el.querySelector(".lk-still").remove();
  return model;
}

/** Bytes are written as base64 and read as what Jupyter would send. */
function revive(_name, value) {
  if (typeof value?.base64 !== "string") return value;
  return new DataView(Uint8Array.from(atob(value.base64), (c) => c.charCodeAt(0)).buffer);
}
