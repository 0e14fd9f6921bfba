// The check of lesson 00 in the browser: the lines from Python, and one that only a browser can
// write, because it takes a widget that is drawn and a kernel that answers.

import { make, makeRoot, watchModel } from "../../frame/host.js";
import { _ } from "../../kit/text.js";

const PATIENCE = 8000; // milliseconds

/** Show the checkup in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const root = Object.assign(makeRoot(model), { role: "status" });
  const line = (mark, text) => {
    const element = make("p", "", { textContent: `${mark} ${text}` });
    element.style.margin = "3px 6px";
    root.append(element);
    return element;
  };
  for (const [mark, text] of model.get("_lines")) line(mark, text);
  const widgets = line("…", _("Widgets are drawn. Waiting for Python to answer …"));
  const verdict = line("", "");
  verdict.style.fontWeight = "600";

  const timer = setTimeout(() => {
    const silent = _(
      "Widgets are drawn, but Python does not answer. Choose Kernel → Restart Kernel and run the " +
        "first cells again.",
    );
    widgets.textContent = `✘ ${silent}`;
    verdict.textContent = _("Mend what has a ✘, then run this cell again.");
  }, PATIENCE);

  function show() {
    if (!model.get("heard")) return;
    clearTimeout(timer);
    widgets.textContent = `✔ ${_("Widgets work: your browser and Python hear each other.")}`;
    verdict.textContent = model.get("_ok")
      ? _("Everything is in place. Welcome!")
      : _("Mend what has a ✘, then run this cell again.");
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
