// A field to type the starting point into: one number on a curve, two on a map.

import { make } from "./host.js";
import { plain } from "../kit/scales.js";

/** Finite numbers between commas or blanks, or null unless there are `count` of them. */
export function parsePoint(text, count) {
  const parts = text.replace(/[()[\]]/g, "").replaceAll("−", "-").trim().split(/\s*[,;\s]\s*/);
  const numbers = parts.map((part) => (part === "" ? NaN : Number(part)));
  return numbers.length === count && numbers.every(Number.isFinite) ? numbers : null;
}

/**
 * @param change(start) when a start was typed; refuse(text, shown) when it is none, and with null
 *   when that is settled.
 */
export function createStartField(label, dim, { change, refuse }) {
  const element = make("label", "lk-start", { textContent: `${label} ` });
  const field = make("input", "", { type: "text", autocomplete: "off", spellcheck: false });
  element.append(field);
  let current = [];
  const text = () => current.map(plain).join(", ");

  function settle() {
    if (field.getAttribute("aria-invalid") !== "true") return;
    field.removeAttribute("aria-invalid");
    refuse(null);
  }

  function accept() {
    const start = parsePoint(field.value, dim);
    if (start === null) {
      field.setAttribute("aria-invalid", "true");
      refuse(field.value, text());
      return;
    }
    settle();
    change(start);
  }

  field.addEventListener("change", accept);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") accept();
    if (event.key !== "Escape") return;
    field.value = text();
    settle();
  });

  /** Show where the start is; what is being typed stays. */
  function set(start) {
    if (start.join() === current.join()) return;
    current = start;
    settle();
    field.value = text();
  }

  return { element, set };
}
