// Several panels in one place, one in sight at a time.

import { createChoice } from "./controls.js";
import { make, scrollByKeyboard } from "./host.js";

/**
 * @param panels each {title, element, layout}; of one alone the panel itself, of none undefined.
 * @param onShow() when another one comes into sight.
 */
export function createTabs(panels, label, onShow) {
  if (panels.length < 2) return panels[0];
  const choice = createChoice(label, panels.map(({ title }, k) => [k, title]), show);
  const pages = panels.map(({ element }) => make("div", "lk-page", {}, element));
  const element = make("div", "lk-tabs", {}, choice.element, ...pages);
  show(0);

  function show(chosen) {
    choice.set(chosen);
    pages.forEach((page, k) => (page.hidden = k !== chosen));
    onShow();
  }

  function layout(width, height, theme) {
    const most = height - choice.element.offsetHeight;
    element.style.setProperty("--lk-tall", `${most}px`); // where it stands beside
    panels.forEach((panel, k) => {
      panel.layout?.(width, most, theme);
      scrollByKeyboard(pages[k]);
    });
  }

  return { element, layout };
}
