// What a slider goes through: where it stops, how far an arrow key leads, how a value is written
// and read. Each is {ends, min, max, step, toSlider, fromSlider, next, format, parse, complaint}: the
// ends of the values, what createSlider takes, and what is said of a text that is none of them.

import { nearest, within } from "../kit/scales.js";
import { N_, plain } from "../kit/text.js";

/** Numbers from low to high in equal steps; an arrow key makes `jump` of them. */
export function evenly([min, max], step = 1, jump = 1) {
  // Free of the traces of binary fractions, even near zero: to the millionth of a step.
  const tidy = (value) => Number(((Math.round((value / step) * 1e6) / 1e6) * step).toPrecision(6)) + 0;
  return {
    ...{ ends: [min, max], min, max, step },
    toSlider: Number,
    fromSlider: tidy,
    next: (value, count) => within(tidy(value + count * jump * step), [min, max]),
    format: plain,
    parse: (text) => isIn(parseNumber(text), [min, max]),
    complaint: N_("{label} must be a number from {min} to {max}, not “{text}”. It stays {value}."),
  };
}

/** Whole numbers. */
export function counts([least, most], jump = 1) {
  return {
    ...evenly([least, most], 1, jump),
    fromSlider: Math.round,
    format: String,
    parse: (text) => isIn(parseSteps(text, most), [least, most]),
    complaint: N_("{label} must be a whole number from {min} to {max}, not “{text}”. It stays {value}."),
  };
}

/** The values of a list, and no others. */
export function listed(stops, nearest = (value) => stops.indexOf(value)) {
  const last = stops.length - 1;
  return {
    ...{ ends: stops, min: 0, max: last, step: 1 },
    toSlider: nearest,
    fromSlider: (k) => stops[k],
    next: (value, count) => stops[within(nearest(value) + count, [0, last])],
    format: plain,
    parse: (text) => stops.find((stop) => stop === parseRate(text)) ?? null,
    complaint: N_("{label} must be one of {all}, not “{text}”. It stays {value}."),
  };
}

/** Positive numbers on a logarithmic track. */
export function logarithmic([low, high]) {
  return {
    ...{ ends: [low, high], min: Math.log10(low), max: Math.log10(high), step: "any" },
    toSlider: Math.log10,
    fromSlider: (position) => 10 ** position,
    format: plain,
    parse: parseRate,
    complaint: N_("{label} must be a positive number, not “{text}”. It stays {value}."),
  };
}

/** Learning rates. Others than those on the track can be typed. */
export function rates(ends) {
  return {
    ...logarithmic(ends),
    fromSlider: (position) => rateStop(10 ** position),
    next: (value, count) => within(rateStop(value, count), ends),
  };
}

/** The value if it is in the interval, or null. */
export const isIn = (value, [low, high]) =>
  value !== null && value >= low && value <= high ? value : null;

// Learning rates that the slider stops at: 1.00, 1.02, …, 2.00, 2.05, …, 5.0, 5.1, … in each decade.
const STOPS = [
  ...Array.from({ length: 50 }, (_, k) => 100 + 2 * k),
  ...Array.from({ length: 60 }, (_, k) => 200 + 5 * k),
  ...Array.from({ length: 50 }, (_, k) => 500 + 10 * k),
];

/** The stop that is `count` stops further than the one nearest to a positive number. */
export function rateStop(value, count = 0) {
  const power = Math.floor(Math.log10(value) + 1e-12);
  const at = nearest([...STOPS, 1000], (value / 10 ** power) * 100) + count;
  const decades = Math.floor(at / STOPS.length);
  return Number(`${STOPS[at - decades * STOPS.length]}e${power + decades - 2}`);
}

/** A finite number, with either minus sign, or null. */
export function parseNumber(text) {
  const ascii = text.replace("−", "-");
  const value = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(ascii) ? Number(ascii) : NaN;
  return Number.isFinite(value) ? value : null;
}

/** A positive finite number, or null. */
export function parseRate(text) {
  const value = parseNumber(text);
  return value > 0 ? value : null;
}

/** A whole number from 0 to `most`, or null. */
export function parseSteps(text, most) {
  const value = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
  return value <= most ? value : null;
}

/** Finite numbers between commas or blanks, or null unless there are `count` of them. */
export function parsePoint(text, count) {
  const parts = text.replace(/[()[\]]/g, "").replaceAll("−", "-").trim().split(/\s*[,;\s]\s*/);
  const numbers = parts.map((part) => (part === "" ? NaN : Number(part)));
  return numbers.length === count && numbers.every(Number.isFinite) ? numbers : null;
}
