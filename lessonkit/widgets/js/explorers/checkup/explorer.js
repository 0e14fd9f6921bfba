// The check of lesson 00 in the browser: the lines from Python, and one that only a browser can
// write, because it takes a widget that is drawn and a kernel that answers.

import { make, makeRoot, watchModel } from "../../frame/host.js";

const PATIENCE = 8000; // milliseconds

/** Show the checkup in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const labels = model.get("_labels");
  const root = Object.assign(makeRoot(labels), { role: "status" });
  const line = (mark, text) => {
    const element = make("p", "", { textContent: `${mark} ${text}` });
    element.style.margin = "3px 6px";
    root.append(element);
    return element;
  };
  for (const [mark, text] of model.get("_lines")) line(mark, text);
  const widgets = line("…", labels.waiting);
  const verdict = line("", "");
  verdict.style.fontWeight = "600";

  const timer = setTimeout(() => {
    widgets.textContent = `✘ ${labels.silent}`;
    verdict.textContent = labels.some;
  }, PATIENCE);

  function show() {
    if (!model.get("heard")) return;
    clearTimeout(timer);
    widgets.textContent = `✔ ${labels.widgets}`;
    verdict.textContent = labels.ok ? labels.all : labels.some;
  }

  const unfollow = watchModel(model, ["heard"], show);
  model.set("seen", true);
  model.save_changes();
  show();
  el.append(root);

  return () => {
    clearTimeout(timer);
    unfollow();
    root.remove();
  };
}
