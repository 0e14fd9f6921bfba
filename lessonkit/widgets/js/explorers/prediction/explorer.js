// A prediction: one of several choices, until Python has revealed what happens.

import { createChoice } from "../../frame/controls.js";
import { _ } from "../../kit/text.js";
import { make, makeRoot, watchModel, watchPage } from "../../frame/host.js";
import { isDark } from "../../kit/canvas.js";

/** Show a prediction in `el`; returns what takes it away again. */
export function render({ model, el }) {
  const choices = model.get("_choices");
  const root = makeRoot(model, "lk-explorer lk-prediction");
  const note = make("p", "lk-description", { role: "status" });
  const choice = createChoice(model.get("_title"), [...choices.entries()], (index) => {
    model.set("index", index);
    model.save_changes();
    show();
  });
  root.append(choice.element, note);

  function show() {
    const index = model.get("index");
    choice.set(index);
    choice.element.disabled = model.get("_closed");
    note.textContent =
      index === null
        ? _("Choose first, then run on.")
        : _("Recorded: {choice}. Now run on.", { choice: choices[index] });
  }

  const unwatch = watchPage(root, () => root.classList.toggle("lk-dark", isDark()));
  const unfollow = watchModel(model, ["index", "_closed"], show);
  show();
  el.append(root);
  return () => {
    unwatch();
    unfollow();
    root.remove();
  };
}
