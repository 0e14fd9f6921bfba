// The space of a surface: a box around it, seen from afar in parallel lines of sight.
//
// A place in the box is [x, y, z], the middle of the box its origin. Turned by `azimuth` about the
// upright axis and seen from `elevation` above, it lies `across`, `up` and `near`. The shader in
// surface_gl.js does the same.

export const SIDE = 101; // vertices along each side, every second sample of the map
const TALL = 0.55; // half of the height of the box, whose longer side has the half 1
const SCALES = [0.25, 2]; // between these the units of both axes are equal, as on the map

/** Where a point and a value of an objective lie in the box; values beyond its range on the lid or the floor. */
export function createBox({ domain, range }) {
  const [width, depth] = domain.map(([low, high]) => high - low);
  const shape = depth / width;
  const equal = shape >= SCALES[0] && shape <= SCALES[1];
  const half = equal ? [1 / Math.max(1, shape), Math.min(1, shape)] : [1, 1];
  const size = range[1] - range[0] || 1;
  const along = (value, i) => half[i] * ((2 * (value - domain[i][0])) / (domain[i][1] - domain[i][0]) - 1);
  const height = (value) => TALL * (2 * Math.max(0, Math.min(1, (value - range[0]) / size)) - 1);
  const inside = (w) => w.every((v, i) => v >= domain[i][0] && v <= domain[i][1]);
  /** [x, y, z], not finite off the map and where there is no value. */
  const place = (w, value) => {
    const there = inside(w) && Number.isFinite(value);
    return there ? [along(w[0], 0), along(w[1], 1), height(value)] : [NaN, NaN, NaN];
  };
  const point = ([x, y]) =>
    [x, y].map((v, i) => domain[i][0] + ((v / half[i] + 1) / 2) * (domain[i][1] - domain[i][0]));
  return { half: [...half, TALL], along, height, place, point };
}

/**
 * The surface as triangles.
 *
 * @param samples of the map, row by row from the lowest y.
 * @returns {vertices: for each x, y, z, its value and its slopes along x and y; triangles: three
 *   numbers of vertices each}; there is a hole where a value is missing.
 */
export function createMesh(samples, { domain, range }, box) {
  const every = (Math.sqrt(samples.length) - 1) / (SIDE - 1);
  const row = (SIDE - 1) * every + 1;
  const value = (i, j) => samples[j * every * row + i * every];
  const size = range[1] - range[0] || 1;
  const z = (i, j) => box.height(value(i, j));
  const vertices = new Float32Array(6 * SIDE * SIDE);
  const triangles = [];
  const cell = [0, 1].map((i) => (2 * box.half[i]) / (SIDE - 1));
  const slope = (before, after, step) => (Number.isFinite(after - before) ? (after - before) / step : 0);
  for (let j = 0; j < SIDE; j++) {
    for (let i = 0; i < SIDE; i++) {
      const [west, east] = [Math.max(0, i - 1), Math.min(SIDE - 1, i + 1)];
      const [south, north] = [Math.max(0, j - 1), Math.min(SIDE - 1, j + 1)];
      const place = [i * cell[0] - box.half[0], j * cell[1] - box.half[1], z(i, j)];
      const level = Math.max(-1, Math.min(2, (value(i, j) - range[0]) / size)); // single precision ends
      const slopes = [
        slope(z(west, j), z(east, j), (east - west) * cell[0]),
        slope(z(i, south), z(i, north), (north - south) * cell[1]),
      ];
      const at = j * SIDE + i;
      vertices.set([...place, level, ...slopes], 6 * at);
      const corners = [value(i, j), value(i + 1, j), value(i, j + 1), value(i + 1, j + 1)];
      if (i === SIDE - 1 || j === SIDE - 1 || !corners.every(Number.isFinite)) continue;
      triangles.push(at, at + 1, at + SIDE, at + 1, at + SIDE + 1, at + SIDE);
    }
  }
  return { vertices, triangles: new Uint16Array(triangles) };
}

/** The height of the surface at [x, y] of the box: between four vertices; not finite beside it. */
export function heightAt({ vertices }, [x, y], { half }) {
  const [u, v] = [(x / half[0] + 1) / 2, (y / half[1] + 1) / 2].map((share) => share * (SIDE - 1));
  if (!(u >= 0 && v >= 0 && u <= SIDE - 1 && v <= SIDE - 1)) return NaN;
  const [i, j] = [Math.min(SIDE - 2, Math.floor(u)), Math.min(SIDE - 2, Math.floor(v))];
  const z = (k) => vertices[6 * (j * SIDE + i + k) + 2];
  const [s, t] = [u - i, v - j];
  const [lower, upper] = [z(0) * (1 - s) + z(1) * s, z(SIDE) * (1 - s) + z(SIDE + 1) * s];
  return lower * (1 - t) + upper * t;
}

/** What is seen of the box from there, in a frame of pixels: how large it is, and where. */
export function createSight([azimuth, elevation], { left, right, top, bottom }, { half }) {
  const [cos, sin, level, rise] = [Math.cos(azimuth), Math.sin(azimuth), Math.cos(elevation), Math.sin(elevation)];
  const radius = Math.hypot(half[0], half[1]);
  const scale = Math.min((right - left) / radius, (bottom - top) / (half[2] * level + radius * rise)) / 2;
  const [middle, centre] = [(left + right) / 2, (top + bottom) / 2];
  const away = ([x, y]) => x * sin + y * cos;
  const project = ([x, y, z]) => [
    middle + scale * (x * cos - y * sin),
    centre - scale * (z * level + away([x, y]) * rise),
  ];
  const towards = [-sin * level, -cos * level, rise]; // the viewer

  /** Whether the surface stands between a place and the viewer. */
  function hides(mesh, [x, y, z]) {
    const step = 2 / (SIDE - 1) / Math.max(level, 1e-9); // one cell at a time
    for (let t = step; z + t * towards[2] <= half[2]; t += step) {
      const height = heightAt(mesh, [x + t * towards[0], y + t * towards[1]], { half });
      if (height !== height) return false;
      if (height > z + t * towards[2] + 0.01) return true;
    }
    return false;
  }

  /** The place [x, y] of the surface that is seen at a pixel, null where there is none. */
  function seen(mesh, [px, py]) {
    const [across, up] = [(px - middle) / scale, (centre - py) / scale];
    for (let depth = -radius; depth <= radius; depth += 1 / SIDE) {
      const place = [across * cos + depth * sin, depth * cos - across * sin];
      const z = (up - depth * rise) / level;
      if (heightAt(mesh, place, { half }) >= z) return place;
    }
    return null;
  }

  return { turn: [cos, sin, level, rise], scale, middle, centre, towards, project, hides, seen };
}
