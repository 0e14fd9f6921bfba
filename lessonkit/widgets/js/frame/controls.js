// Sliders with a field to type into, choices, menus and buttons: native elements, so that
// keyboard, touch and screen readers find what they know.

import { make, onKeys } from "./host.js";

// Each widget has a module of its own, so counting would give two of them the same names.
const unique = (kind) => `lk-${kind}-${Math.random()}`;

/** A button; `name` is what it is called where its text is a sign. */
export function createButton(text, act, name) {
  const element = make("button", "lk-button", { type: "button", textContent: text });
  if (name) Object.assign(element, { ariaLabel: name, title: name });
  element.addEventListener("click", act);
  return element;
}

/** A menu of [[value, text], …]. */
export function createMenu(name, options, act) {
  const all = options.map(([value, textContent]) => make("option", "", { value, textContent }));
  const element = make("select", "lk-select", { ariaLabel: name }, ...all);
  element.addEventListener("change", () => act(element.value));
  return element;
}

/**
 * A row of radio buttons.
 *
 * @param options [[value, text], …].
 * @returns {element, set(value)}; set(value, texts) also changes what the buttons say.
 */
export function createChoice(label, options, onChange) {
  const element = make("fieldset", "lk-choice", {}, make("legend", "", { textContent: label }));
  const name = unique("choice"); // buttons of one name are one group in the whole page
  const buttons = options.map(([value, text]) => {
    const input = make("input", "", { type: "radio", name });
    input.addEventListener("change", () => onChange(value));
    const words = make("span", "", { textContent: text });
    element.append(make("label", "", {}, input, words));
    return { value, input, words };
  });

  function set(chosen, texts) {
    buttons.forEach(({ value, input, words }, k) => {
      input.checked = value === chosen;
      if (texts && words.textContent !== texts[k]) words.textContent = texts[k];
    });
  }

  return { element, set };
}

/**
 * A field to type a value into. What is being typed stays until it is taken or given up.
 *
 * @param options.parse(text): the value, or null when the text is not one; format(value);
 *   take(value) when one was typed; refuse(text) when it is none, and with null when that is
 *   settled; current(): the value that Escape brings back.
 */
export function createField(properties, { parse, format, take, refuse, current }) {
  const field = make("input", "", {
    type: "text",
    autocomplete: "off",
    spellcheck: false,
    ...properties,
  });
  const refused = () => field.ariaInvalid === "true";

  function settle() {
    if (!refused()) return;
    field.removeAttribute("aria-invalid");
    refuse(null);
  }

  function accept() {
    const value = parse(field.value);
    if (value === null) {
      field.ariaInvalid = "true";
      return refuse(field.value);
    }
    settle();
    take(value);
    field.value = format(value);
  }

  field.addEventListener("change", accept);
  field.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") accept();
    if (key !== "Escape") return;
    field.value = format(current());
    settle();
  });
  return { field, settle, refused };
}

/**
 * @param options what a range of ranges.js has, and
 * @param options.label, symbol: what it is called.
 * @param options.onInput(value) on every change, onCommit() when the hand or key lets go,
 *   onRefuse(text) when what was typed is not a value (null: the complaint is settled).
 */
export function createSlider(options) {
  const { label, symbol, min, max, step, toSlider, fromSlider, format, onInput, onCommit } = options;
  const id = unique("slider");
  const called = make("span", "", { textContent: label });
  const sign = symbol ? [make("i", "", { textContent: symbol })] : [];
  const named = (text) => (symbol ? `${text} ${symbol}` : text);
  const range = make("input", "", { type: "range", id, min, max, step });
  let current; // what is shown
  let latest; // what was last asked for: several keys may be pressed before it is shown
  const { field, settle, refused } = createField(
    { inputMode: "decimal", ariaLabel: named(label) },
    {
      parse: options.parse,
      format,
      take(value) {
        ask(value);
        onCommit();
      },
      refuse: options.onRefuse,
      current: () => latest,
    },
  );
  const tick = make("span", "lk-tick", { hidden: true });
  const caption = make("label", "", { htmlFor: id }, called, " ", ...sign);
  const value = make("span", "lk-value", {}, make("span", "lk-track", {}, range, tick), field);
  const element = make("div", "lk-slider", {}, caption, value);

  function set(value) {
    const asked = value === latest; // before the complaint, if there is one
    latest = value;
    if (value === current) return;
    current = value;
    range.value = toSlider(value);
    range.setAttribute("aria-valuetext", format(value));
    if (!asked) settle();
    if (!refused()) field.value = format(value);
  }

  /** Another name, such as the one of the optimizer whose learning rate it is. */
  function rename(text) {
    if (called.textContent === text) return;
    called.textContent = text;
    field.ariaLabel = named(text);
  }

  /** Another end. */
  function limit(most) {
    if (Number(range.max) === toSlider(most)) return;
    range.max = toSlider(most);
    if (current !== undefined) range.value = toSlider(current);
  }

  function ask(value) {
    settle();
    latest = value;
    onInput(value);
  }

  const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
  range.addEventListener("input", () => ask(fromSlider(Number(range.value))));
  onKeys(range, STEPS, (count) => ask(options.next(latest, count)));
  for (const end of ["change", "keyup", "blur"]) range.addEventListener(end, onCommit);

  /** Mark a value on the slider; null, or one beyond its ends, takes the mark away. */
  function mark(value) {
    const part = value === null ? NaN : (toSlider(value) - min) / (max - min);
    tick.hidden = !(part >= 0 && part <= 1);
    tick.style.left = `calc(8px + (100% - 16px) * ${part})`; // as the middle of the thumb
  }

  return { element, set, rename, limit, mark, get: () => latest };
}
