// A field for another formula: Python reads it, and it becomes the landscape.

import { createButton } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { fill } from "../../../kit/text.js";

/** Without Python the field is absent. */
export function createFormulaPanel({ objective, labels, kernel }) {
  const element = make("div", "lk-row", { hidden: !kernel });
  const field = make("input", "lk-formula-field", {
    type: "text",
    value: objective.text ?? "",
    ariaLabel: labels.formula,
    autocomplete: "off",
    spellcheck: false,
  });
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const caption = make("label", "", { textContent: labels.formula });
  caption.append(" ", field);
  element.append(caption, createButton(labels.formula_show, submit), complaint);

  function say(text) {
    complaint.textContent = text;
    field.ariaInvalid = String(text !== "");
  }

  function submit() {
    say("");
    const text = field.value;
    kernel.typing = true;
    kernel.ask({ kind: "formula", text }, ({ error, silent }) => {
      kernel.typing = false;
      if (silent) say(labels.silent);
      else if (error) say(fill(labels.bad_formula, { error }));
    });
  }

  field.addEventListener("keydown", ({ key }) => key === "Enter" && submit());

  // The landscape is a new one; the hand is still at the field.
  if (kernel?.typing) requestAnimationFrame(() => field.focus());

  return { element, full: true };
}
