// The numbers of the points on a path: x₀, x₁, … wherever there is room to read them.

import { write } from "./pen.js";

// Points closer to each other than this many pixels do not both get a number.
const LEAST_GAP = 24;
const HEIGHT = 18;
const CELL = 6;

/**
 * @param pixels [x, y] of every point.
 * @param lines the pieces of the path inside the frame, as segments() gives them.
 * @param ball how far around the first point nothing may be written.
 * @param sides for a point's index: the places of its number by preference, each [dx, dy] from
 *   the point to the near end of the number's baseline; dx < 0 puts it to the left.
 */
export function drawNumbers(ctx, frame, pixels, lines, { name, sides, ball }, theme) {
  const room = occupancy(frame);
  for (const piece of lines) room.markLine(...piece, 1);
  for (const [x, y] of pixels) room.mark(x, y, 4);
  const taken = [];
  for (let k = 0; k < pixels.length && taken.length < 60; k++) {
    const [x, y] = pixels[k];
    if (!room.has(x, y)) continue;
    if (taken.some(([u, v]) => Math.hypot(x - u, y - v) < LEAST_GAP)) continue;
    const widths = measure(ctx, name, String(k), theme);
    const boxes = sides(k).map(([dx, dy]) => {
      const left = dx < 0 ? x + dx - widths.name - widths.index : x + dx;
      return { left, right: left + widths.name + widths.index, bottom: y + dy + 5 };
    });
    // The first of the places with the least in the way: x₀ always has a number, the next ones
    // may lie on a line but not on a point, later ones need a free place.
    const costs = boxes.map((box) => room.cost(box.left, box.bottom - HEIGHT, box.right, box.bottom));
    const best = costs.indexOf(Math.min(...costs));
    if (k === 0) room.markDisc(pixels[0], ball, 4);
    else if (costs[best] >= (k < 4 ? 4 : 1)) continue;
    const { left, right, bottom } = boxes[best];
    taken.push(pixels[k]);
    room.markBox(left, bottom - HEIGHT, right, bottom, 8);
    write(ctx, name, [left, bottom - 5], theme, { font: "name", halo: true });
    write(ctx, String(k), [left + widths.name, bottom - 1], theme, { font: "index", halo: true });
  }
}

function measure(ctx, name, index, theme) {
  ctx.font = theme.index;
  const indexWidth = ctx.measureText(index).width;
  ctx.font = theme.name;
  return { name: ctx.measureText(name).width + 1, index: indexWidth };
}

/** Coarse cells over the frame that remember the heaviest thing that lies in them. */
function occupancy({ left, top, right, bottom }) {
  const columns = Math.max(1, Math.ceil((right - left) / CELL));
  const rows = Math.max(1, Math.ceil((bottom - top) / CELL));
  const cells = new Uint8Array(columns * rows);
  const has = (x, y) => x >= left - 0.5 && x <= right + 0.5 && y >= top - 0.5 && y <= bottom + 0.5;
  const place = (x, y) => {
    const i = Math.min(columns - 1, Math.max(0, Math.floor((x - left) / CELL)));
    return i + columns * Math.min(rows - 1, Math.max(0, Math.floor((y - top) / CELL)));
  };

  function mark(x, y, weight) {
    if (has(x, y)) cells[place(x, y)] = Math.max(cells[place(x, y)], weight);
  }

  function markLine([x0, y0], [x1, y1], weight) {
    const count = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / CELL);
    for (let k = 0; k <= count; k++) {
      mark(x0 + ((x1 - x0) * k) / count, y0 + ((y1 - y0) * k) / count, weight);
    }
  }

  function markBox(x0, y0, x1, y1, weight) {
    for (let x = x0; x < x1 + CELL; x += CELL) {
      for (let y = y0; y < y1 + CELL; y += CELL) mark(Math.min(x, x1), Math.min(y, y1), weight);
    }
  }

  function markDisc([x, y], radius, weight) {
    markBox(x - 0.8 * radius, y - 0.8 * radius, x + 0.8 * radius, y + 0.8 * radius, weight);
  }

  /** The heaviest thing in a box; 16 when the box is not wholly inside the frame. */
  function cost(x0, y0, x1, y1) {
    if (x0 < left || x1 > right || y0 < top || y1 > bottom) return 16;
    let heaviest = 0;
    for (let x = x0; x < x1 + CELL; x += CELL) {
      for (let y = y0; y < y1 + CELL; y += CELL) {
        heaviest = Math.max(heaviest, cells[place(Math.min(x, x1), Math.min(y, y1))]);
      }
    }
    return heaviest;
  }

  return { has, mark, markLine, markBox, markDisc, cost };
}
