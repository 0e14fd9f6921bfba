// Numbers to pixels and numbers to text.

/** A scale from values low…high to pixels from…to, with its inverse and its ticks. */
export function linearScale([low, high], [from, to]) {
  const factor = (to - from) / (high - low);
  const scale = (value) => from + (value - low) * factor;
  scale.invert = (pixel) => low + (pixel - from) / factor;
  scale.domain = [low, high];
  scale.ticks = (count) => linearTicks(low, high, count);
  return scale;
}

/** The same for positive values on a logarithmic axis; zero and less land far below it. */
export function logScale([low, high], [from, to]) {
  const linear = linearScale([Math.log10(low), Math.log10(high)], [from, to]);
  const scale = (value) => linear(value <= 0 ? -400 : Math.log10(value));
  scale.invert = (pixel) => 10 ** linear.invert(pixel);
  scale.domain = [low, high];
  scale.ticks = (count) => logTicks(low, high, count);
  return scale;
}

/** The largest of 1, 2, 5 × 10ⁿ that is not above `size`. */
export function niceStep(size) {
  const power = 10 ** Math.floor(Math.log10(size) + 1e-9);
  const digit = [5, 2, 1].find((d) => d * power <= size * (1 + 1e-9));
  return digit * power;
}

function linearTicks(low, high, count) {
  const step = niceStep(((high - low) / count) * 1.4);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    const value = Number((k * step).toFixed(decimals));
    const text = Math.abs(value) >= 1e5 ? short(value) : fixed(value, decimals);
    ticks.push({ value, text });
  }
  return ticks;
}

function logTicks(low, high, count) {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first) / count));
  const ticks = [];
  for (let k = first; k <= last; k += every) ticks.push({ value: 10 ** k, text: power(k) });
  return ticks;
}

/** The number of decimals with which coordinates in an interval are as fine as a pixel. */
export function decimalsFor([low, high]) {
  return Math.min(12, Math.max(0, Math.ceil(-Math.log10((high - low) / 400) - 1e-9)));
}

/** Round to a number of decimals, without a negative zero. */
export function round(value, decimals) {
  return Number(value.toFixed(decimals)) + 0;
}

/** With a fixed number of decimals and a true minus sign: −1.50. */
export function fixed(value, decimals) {
  if (!Number.isFinite(value)) return String(value).replace("-", "−").replace("Infinity", "∞");
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
  const [digits, exponent] = value.toExponential(1).split("e");
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

/** A setting as one would type it: 0.2, 1e-7. */
export function plain(value) {
  return String(Number(value.toPrecision(6)));
}

function power(exponent) {
  if (exponent === 0) return "1";
  if (exponent === 1) return "10";
  return "10" + String(exponent).replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]));
}
