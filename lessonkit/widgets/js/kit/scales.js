// Numbers to pixels, and their ticks.

import { fixed, power, scientific, short } from "./text.js";

/** What makes, of pixels from…to, a scale of values low…high with its inverse and its ticks. */
export const linearScale = ([low, high]) => ([from, to]) => {
  const factor = (to - from) / (high - low);
  const invert = (pixel) => low + (pixel - from) / factor;
  const ticks = (count) => linearTicks(low, high, count);
  return Object.assign((value) => from + (value - low) * factor, { invert, ticks });
};

/** The same for positive values on a logarithmic axis; zero and less land far below it. */
export const logScale = ([low, high]) => (pixels) => {
  const linear = linearScale([Math.log10(low), Math.log10(high)])(pixels);
  const scale = (value) => linear(value <= 0 ? -400 : Math.log10(value));
  const ticks = (count) => logTicks(low, high, count);
  return Object.assign(scale, { invert: (pixel) => 10 ** linear.invert(pixel), ticks });
};

/** The ends of an axis with some room below and above. */
export function padded([low, high], share = 0.08) {
  const room = share * (high - low || Math.max(1, Math.abs(high) * 1e-9)); // wider than rounding
  return [low - room, high + room];
}

/** The scale of values in a range: logarithmic over so many decades below its top, or linear. */
export function valueScale([low, high], decades) {
  if (!decades) return linearScale(padded([low, high]));
  const top = 10 ** Math.ceil(Math.log10(high));
  return logScale([top / 10 ** decades, top]);
}

/** A value, or the end of the interval that it lies beyond. */
export const within = (value, [low, high]) => Math.max(low, Math.min(high, value));

/** The position of the value in a list that is nearest to another, as some measure has it. */
export function nearest(values, wanted, measure = Number) {
  const distances = values.map((value) => Math.abs(measure(value) - measure(wanted ?? 0)));
  return distances.indexOf(Math.min(...distances));
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
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const tiny = Math.max(-low, high) < 1e-6;
  return Array.from({ length: Math.min(last - first + 1, MOST_TICKS) || 0 }, (_, i) => {
    const value = (first + i) * step;
    if (tiny) return { value, text: tinyText(value) };
    const rounded = Number(value.toFixed(decimals));
    return { value: rounded, text: Math.abs(value) >= 1e5 ? short(value) : fixed(rounded, decimals) };
  });
}

const MOST_TICKS = 100; // more are asked for only where numbers are no finer than the axis
const tinyText = (value) => (value ? scientific(value, 1) : "0");

function logTicks(low, high, count) {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first) / count));
  const ticks = [];
  for (let k = first; k <= last; k += every) ticks.push({ value: 10 ** k, text: power(k) });
  return ticks;
}
