// A field for another formula: Python reads it, and it becomes the landscape. One that is refused
// can be mended; whoever leaves it or presses Escape finds the formula of the landscape again.

import { createButton } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { _ } from "../../../kit/text.js";

/** Without Python the field is absent. */
export function createFormulaPanel({ objective, kernel }) {
  const element = make("div", "lk-row", { hidden: !kernel });
  const field = make("input", "lk-formula-field", {
    type: "text",
    value: objective.text ?? "",
    ariaLabel: _("Another function f ="),
    autocomplete: "off",
    spellcheck: false,
  });
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const caption = make("label", "", { textContent: _("Another function f =") });
  caption.append(" ", field);
  const button = createButton(_("Show it"), submit);
  element.append(caption, button, complaint);

  function say(text) {
    complaint.textContent = text;
    field.ariaInvalid = String(text !== "");
  }

  function giveUp() {
    field.value = objective.text ?? "";
    field.ariaInvalid = "false";
  }

  function submit() {
    say("");
    const text = field.value;
    kernel.typing = true;
    kernel.ask({ kind: "formula", text }, ({ error, silent }) => {
      kernel.typing = false;
      if (silent) say(_("Python does not answer: is the kernel running?"));
      else if (error) say(_("This is not shown: {error}", { error }));
    });
  }

  field.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") submit();
    if (key !== "Escape") return;
    giveUp();
    say("");
  });
  field.addEventListener("blur", ({ relatedTarget }) => {
    if (field.ariaInvalid === "true" && relatedTarget !== button) giveUp();
  });

  // The landscape is a new one; the hand is still at the field.
  if (kernel?.typing) requestAnimationFrame(() => field.focus());

  return { element };
}
