// What every widget needs of the page that it is in: elements, one drawing in a frame, and word of
// a new size, theme or value.

import { _, setTranslations } from "../kit/text.js";

/** An element with a class and properties, and what is in it. */
export function make(tag, className = "", properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), { className, ...properties });
  element.append(...children);
  return element;
}

/** An element around a view's canvas, which takes the keys. */
export function createStage({ canvas }) {
  Object.assign(canvas, { tabIndex: 0, role: "application" });
  return make("div", "lk-stage", {}, canvas);
}

/** Where on an element, in pixels, an event took place. */
export function placeOf({ clientX, clientY }, element) {
  const { left, top } = element.getBoundingClientRect();
  return [clientX - left, clientY - top].map((place) => place / zoomOf(element));
}

/** How much larger than its pixels an element is: where it fills the screen. */
export const zoomOf = (element) => element.currentCSSZoom ?? 1;

/** Let keys act where they have a meaning, if no other key makes another command of them. */
export function onKeys(element, meanings, act) {
  element.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (!(key in meanings) || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    act(meanings[key], event);
  });
}

const NOTEBOOK = ".jp-WindowedPanel-outer"; // what scrolls the cells in JupyterLab

/** How much height of an element is in sight at the most: that of the notebook, or of the page. */
export function sightOf(element) {
  const notebook = !element.matches(".lk-full") && element.closest(NOTEBOOK)?.clientHeight;
  return (notebook || innerHeight) / zoomOf(element);
}

/** Let what is too wide for an element be reached by keyboard too. */
export function scrollByKeyboard(element) {
  if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
}

/**
 * The element around a widget, whichever it is, and the language of all that it says. No key that
 * is pressed in it is a shortcut of the notebook, or an arrow key would select another cell and x
 * cut this one.
 */
export function makeRoot(model, className = "lk-explorer") {
  setTranslations(model.get("_texts"));
  // What is clicked beside the controls gives the keys to the root, not to the cell around it.
  const root = make("div", className, { lang: model.get("_language"), tabIndex: -1 });
  // Some of the shortcuts ask for the element that has the focus alone.
  const keep = ({ dataset }) => (dataset.lmSuppressShortcuts = "true");
  keep(root);
  root.addEventListener("focusin", ({ target }) => keep(target));
  return root;
}

/** Say that the page's policy forbids to compile formulas. */
export function refuse({ model, el }) {
  const root = makeRoot(model);
  const textContent = _(
    "This cannot move here: the security policy of this page (content-security policy without " +
      "unsafe-eval) forbids to compile its formula.",
  );
  root.append(make("p", "lk-complaint", { role: "alert", textContent }));
  el.append(root);
  return () => root.remove();
}

/**
 * The one place for time: however many events arrive, `draw` runs once in a frame; `rest` runs
 * when nothing has moved for a while.
 */
export function createFrame(draw, rest = () => {}) {
  let next = null;
  let pause = null;
  function run() {
    next = null;
    draw();
    clearTimeout(pause);
    pause = setTimeout(rest, 600);
  }
  return {
    request: () => {
      next ??= requestAnimationFrame(run);
    },
    cancel: () => {
      cancelAnimationFrame(next);
      clearTimeout(pause);
    },
  };
}

/** Call `layout` when the element, the window, its sharpness or the theme changes; returns what ends that. */
export function watchPage(root, layout) {
  const end = new AbortController();
  const { signal } = end;
  const sizes = new ResizeObserver(layout);
  sizes.observe(root);
  const notebook = root.closest(NOTEBOOK);
  if (notebook) sizes.observe(notebook);
  const themes = new MutationObserver(() => requestAnimationFrame(layout));
  themes.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", layout, { signal });
  addEventListener("resize", layout, { signal });
  watchSharpness();

  function watchSharpness() {
    const present = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    present.addEventListener("change", () => (watchSharpness(), layout()), { once: true, signal });
  }

  return () => {
    end.abort();
    sizes.disconnect();
    themes.disconnect();
  };
}

/** Call `listener(name)` when one of the model's values changes; returns what ends that. */
export function watchModel(model, names, listener) {
  const listeners = names.map((name) => [`change:${name}`, () => listener(name)]);
  for (const [event, listen] of listeners) model.on(event, listen);
  return () => {
    for (const [event, listen] of listeners) model.off(event, listen);
  };
}
