// Values that Python sent: as numbers, and as a function between them, good enough to draw a map.

/** The bytes of an array, as Jupyter hands them over, as numbers of a type. */
export function numbersIn({ buffer, byteOffset, byteLength }, Type) {
  return new Type(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Interpolated value, its differences as gradient, and no Hessian; NaN outside the domain. */
export function interpolate({ samples, domain }) {
  const count = domain.length === 1 ? samples.length : Math.round(Math.sqrt(samples.length));
  const known = samples.map((value) => value ?? NaN);
  const cell = domain.map(([low, high]) => (high - low) / (count - 1));

  /** The cell that a coordinate lies in, and how far into it. */
  function split(v, i) {
    const place = (v - domain[i][0]) / cell[i];
    const k = Math.min(count - 2, Math.floor(place));
    return [k, place - k];
  }

  function value(x, y) {
    const inside = (v, i) => v >= domain[i][0] && v <= domain[i][1];
    if (!inside(x, 0) || (domain.length > 1 && !inside(y, 1))) return NaN;
    const [i, s] = split(x, 0);
    const row = (j) => known[j * count + i] * (1 - s) + known[j * count + i + 1] * s;
    if (domain.length === 1) return row(0);
    const [j, t] = split(y, 1);
    return row(j) * (1 - t) + row(j + 1) * t;
  }

  const moved = (w, i, by) => value(...w.map((v, k) => (k === i ? v + by : v)));
  const gradient = (...w) =>
    w.map((_, i) => (moved(w, i, cell[i]) - moved(w, i, -cell[i])) / (2 * cell[i]));
  const hessian = (...w) => w.map(() => w.map(() => NaN));
  return { value, gradient, hessian };
}
