// A field for another formula: Python reads it, and it becomes the landscape.

import { fill } from "../../../frame/describe.js";
import { make } from "../../../frame/host.js";

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
  const button = make("button", "lk-reset", { type: "button", textContent: labels.formula_show });
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const caption = make("label", "", { textContent: labels.formula });
  caption.append(" ", field);
  element.append(caption, button, complaint);

  function say(text) {
    complaint.textContent = text;
    field.setAttribute("aria-invalid", text !== "");
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

  button.addEventListener("click", submit);
  field.addEventListener("keydown", ({ key }) => key === "Enter" && submit());

  // The landscape is a new one; the hand is still at the field.
  if (kernel?.typing) requestAnimationFrame(() => field.focus());

  return { element, full: true, layout() {}, draw() {} };
}
