// Sliders with a field to type into: native elements, so that keyboard, touch and screen readers
// find what they know.

let created = 0;

/**
 * @param options.min, max, step of the slider; toSlider and fromSlider translate.
 * @param options.next(value, count): the value some arrow keys further.
 * @param options.parse(text): the value, or null when the text is not one.
 * @param options.onInput(value) on every change, onCommit() when the hand or key lets go,
 *   onRefuse(text) when what was typed is not a value (null: the complaint is settled).
 */
export function createSlider(options) {
  const { label, symbol, min, max, step, toSlider, fromSlider, format } = options;
  const element = Object.assign(document.createElement("div"), { className: "lk-slider" });
  const id = `lk-slider-${created++}`;
  const caption = Object.assign(document.createElement("label"), { htmlFor: id });
  const called = document.createElement("span");
  called.append(label);
  caption.append(called, " ");
  if (symbol) {
    caption.append(Object.assign(document.createElement("i"), { textContent: symbol }));
  }
  const range = Object.assign(document.createElement("input"), { type: "range", id, min, max, step });
  const field = Object.assign(document.createElement("input"), {
    type: "text",
    inputMode: "decimal",
    autocomplete: "off",
    spellcheck: false,
  });
  field.setAttribute("aria-label", symbol ? `${label} ${symbol}` : label);
  const track = Object.assign(document.createElement("span"), { className: "lk-track" });
  const tick = Object.assign(document.createElement("span"), { className: "lk-tick", hidden: true });
  track.append(range, tick);
  element.append(caption, track, field);
  let current; // what is shown
  let latest; // what was last asked for: several keys may be pressed before it is shown

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
    field.setAttribute("aria-label", symbol ? `${text} ${symbol}` : text);
  }

  /** Another end. */
  function limit(most) {
    if (Number(range.max) === most) return;
    range.max = most;
    if (current !== undefined) range.value = toSlider(current);
  }

  const refused = () => field.getAttribute("aria-invalid") === "true";

  function settle() {
    if (!refused()) return;
    field.removeAttribute("aria-invalid");
    options.onRefuse(null);
  }

  function ask(value) {
    settle();
    latest = value;
    options.onInput(value);
  }

  range.addEventListener("input", () => ask(fromSlider(Number(range.value))));
  range.addEventListener("change", options.onCommit);
  range.addEventListener("keydown", (event) => {
    const count = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    if (!(event.key in count) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    ask(options.next(latest, count[event.key]));
  });
  range.addEventListener("keyup", options.onCommit);
  range.addEventListener("blur", options.onCommit);

  function accept() {
    const value = options.parse(field.value);
    if (value === null) {
      field.setAttribute("aria-invalid", "true");
      options.onRefuse(field.value);
      return;
    }
    ask(value);
    field.value = format(value);
    options.onCommit();
  }

  field.addEventListener("change", accept);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") accept();
    if (event.key !== "Escape") return;
    field.value = format(latest);
    settle();
  });
  /** Mark a value on the slider; null, or one beyond its ends, takes the mark away. */
  function mark(value) {
    const part = value === null ? NaN : (toSlider(value) - min) / (max - min);
    tick.hidden = !(part >= 0 && part <= 1);
    tick.style.left = `calc(8px + (100% - 16px) * ${part})`; // as the middle of the thumb
  }

  return { element, set, rename, limit, mark, get: () => latest };
}

// Learning rates that the slider stops at: 1.00, 1.02, …, 2.00, 2.05, …, 5.0, 5.1, … in each decade.
const STOPS = [
  ...Array.from({ length: 50 }, (_, k) => 100 + 2 * k),
  ...Array.from({ length: 60 }, (_, k) => 200 + 5 * k),
  ...Array.from({ length: 50 }, (_, k) => 500 + 10 * k),
];

/** The stop that is `count` stops further than the one nearest to a positive number. */
export function rateStop(value, count = 0) {
  let power = Math.floor(Math.log10(value) + 1e-12);
  const digits = (value / 10 ** power) * 100;
  let at = STOPS.findIndex((stop) => stop > digits);
  if (at < 0) at = STOPS.length;
  const above = at < STOPS.length ? STOPS[at] : 1000;
  if (digits - STOPS[at - 1] < above - digits) at--;
  at += count;
  power += Math.floor(at / STOPS.length);
  at -= Math.floor(at / STOPS.length) * STOPS.length;
  return Number(`${STOPS[at]}e${power - 2}`);
}

/** A positive finite number, or null. */
export function parseRate(text) {
  const value = /^\s*\+?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  return value > 0 && value < Infinity ? value : null;
}

/** A whole number from 0 to `most`, or null. */
export function parseSteps(text, most) {
  const value = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
  return value <= most ? value : null;
}
