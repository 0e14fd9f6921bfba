// Numbers and sentences as text.

/** The number of decimals with which coordinates in an interval are as fine as a pixel. */
export function decimalsFor([low, high]) {
  return Math.min(12, Math.max(0, Math.ceil(-Math.log10((high - low) / 400) - 1e-9)));
}

/** Round to a number of decimals, without a negative zero. */
export function round(value, decimals) {
  return Number(value.toFixed(decimals)) + 0;
}

/** With a fixed number of decimals and a true minus sign: −1.50; a dash where there is no number. */
export function fixed(value, decimals) {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "–";
  if (Math.abs(value) >= 1e6) return short(value);
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** With four decimals or, when very large or small, as a power of ten: 1.2×10⁻⁷. */
export function short(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size < 1e-14 || (size >= 1e-3 && size < 1e5)) {
    return fixed(value, 4);
  }
  return scientific(value, 1);
}

/** As a power of ten, with so many decimals: 1.2×10⁻⁷. */
export function scientific(value, decimals) {
  const [digits, exponent] = value.toExponential(decimals).split("e");
  return `${digits.replace("-", "−")}×${power(Number(exponent))}`;
}

/** With four significant digits, for formulas: −0.1235, 1.2×10⁻⁷. */
export function numberText(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || (size >= 1e-3 && size < 1e5) || !size) {
    return fixed(Number(value.toPrecision(4)), 8).replace(/\.?0+$/, "");
  }
  const [digits, exponent] = Number(value.toPrecision(4)).toExponential().split("e");
  return `${digits.replace("-", "−")}×${power(Number(exponent))}`;
}

/** With two decimals, or as a power of ten where they would hide the number. */
export function hundredths(value) {
  const size = Math.abs(value);
  return size >= 0.01 || size < 1e-12 ? fixed(value, 2) : short(value);
}

/** A setting as one would type it: 0.2, 1e-7. */
export function plain(value) {
  return String(Number(value.toPrecision(6)));
}

/** A point, each coordinate as fine as a pixel of its interval: (1.50, −2.00). */
export function pointText(w, domain, extra = 0) {
  return `(${w.map((v, i) => fixed(v, decimalsFor(domain[i]) + extra)).join(", ")})`;
}

/** A power of ten. */
export function power(exponent) {
  if (exponent === 0) return "1";
  if (exponent === 1) return "10";
  return `10${raised(exponent)}`;
}

/** A whole number as an exponent. */
export const raised = (whole) =>
  String(whole).replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]));

let translations = {}; // of the texts of this widget into its language, none in English

export function setTranslations(texts) {
  translations = texts;
}

/** Mark a text that is translated where it is shown. */
export const N_ = (text) => text;

/**
 * A text in the reader's language, with values in its braces if there are any. It stands here in
 * English, in double quotes, so that `make messages` collects it.
 */
export function _(text, values) {
  const found = translations[text] ?? text;
  return values ? found.replace(/\{(\w+)\}/g, (braces, key) => values[key] ?? braces) : found;
}
