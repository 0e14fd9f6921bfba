// What lies where in a picture, so that words find a place where they cover nothing.

import { write } from "./pen.js";

const CELL = 6;
const OUTSIDE = 16;
const TAKEN = 8; // the cost of covering a word or the ball
const HEIGHT = 17; // of a line of words

/** What is in a frame: lines and points in coarse cells, words and balls as they are. */
export function createRoom({ left, top, right, bottom }) {
  const columns = Math.max(1, Math.ceil((right - left) / CELL));
  const rows = Math.max(1, Math.ceil((bottom - top) / CELL));
  const cells = new Uint8Array(columns * rows);
  const discs = []; // [x, y, radius]
  const boxes = []; // {left, top, right, bottom}
  const has = (x, y) => x >= left - 0.5 && x <= right + 0.5 && y >= top - 0.5 && y <= bottom + 0.5;
  const place = (x, y) => {
    const i = Math.min(columns - 1, Math.max(0, Math.floor((x - left) / CELL)));
    return i + columns * Math.min(rows - 1, Math.max(0, Math.floor((y - top) / CELL)));
  };

  /** Remember the heaviest thing at a point. */
  function mark([x, y], weight) {
    if (has(x, y)) cells[place(x, y)] = Math.max(cells[place(x, y)], weight);
  }

  function markLine([x0, y0], [x1, y1], weight) {
    const count = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / CELL);
    for (let k = 0; k <= count; k++) {
      mark([x0 + ((x1 - x0) * k) / count, y0 + ((y1 - y0) * k) / count], weight);
    }
  }

  const markDisc = ([x, y], radius) => discs.push([x, y, radius]);

  /** The heaviest thing that a box covers. */
  function cost(box) {
    if (box.left < left || box.right > right || box.top < top || box.bottom > bottom) return OUTSIDE;
    if (boxes.some((other) => overlap(box, other)) || discs.some((disc) => touches(box, disc))) return TAKEN;
    let heaviest = 0;
    for (let x = box.left; x < box.right + CELL; x += CELL) {
      for (let y = box.top; y < box.bottom + CELL; y += CELL) {
        heaviest = Math.max(heaviest, cells[place(Math.min(x, box.right), Math.min(y, box.bottom))]);
      }
    }
    return heaviest;
  }

  /** The first of the boxes with the least in the way, and what that is. */
  function best(candidates) {
    const costs = candidates.map(cost);
    const least = Math.min(...costs);
    return { box: candidates[costs.indexOf(least)], cost: least };
  }

  const take = (box) => boxes.push(box);

  /** The boxes of a text whose middle is at one of the `places(width, height)`. */
  function boxesOf(ctx, text, font, places) {
    ctx.font = font;
    const width = ctx.measureText(text).width;
    return places(width, HEIGHT).map(([x, y]) => ({
      ...{ left: x - width / 2, right: x + width / 2 },
      ...{ top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 },
    }));
  }

  function isWide(ctx, text, font) {
    ctx.font = font;
    return ctx.measureText(text).width > right - left;
  }

  /** The best of these boxes, which is taken in any case. */
  function settle(ctx, text, font, places) {
    const { box } = best(boxesOf(ctx, text, font, places));
    take(box);
    return box;
  }

  /**
   * The first place where the text covers no word and no ball, the one of number `side` before all
   * others: {box, side}, which is taken, or null.
   */
  function spare(ctx, text, font, places, side = 0) {
    const boxes = boxesOf(ctx, text, font, places);
    const found = [side, ...boxes.keys()].find((k) => cost(boxes[k]) < TAKEN);
    if (found === undefined) return null;
    take(boxes[found]);
    return { box: boxes[found], side: found };
  }

  /** Write a text at the best of these places, if it covers no word and no ball there. */
  function label(ctx, text, places, theme, { font = "bold", color }) {
    const { box, cost } = best(boxesOf(ctx, text, theme[font], places));
    if (cost >= TAKEN) return;
    take(box);
    writeIn(ctx, text, box, theme, { font, color });
  }

  return { has, mark, markLine, markDisc, best, take, isWide, settle, spare, label };
}

/** Write a text in the middle of a box. */
export function writeIn(ctx, text, box, theme, look) {
  const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  write(ctx, text, middle, theme, { ...look, align: "center", baseline: "middle", halo: true });
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function touches({ left, top, right, bottom }, [x, y, radius]) {
  const [dx, dy] = [x - Math.max(left, Math.min(right, x)), y - Math.max(top, Math.min(bottom, y))];
  return Math.hypot(dx, dy) < radius;
}

const GAPS = [8, 18, 30, 44, 60, 80];
const WAYS = [[1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, 0], [-1, -1], [-1, 1]];

/** Places around a point, near ones first, those on one side (1 right, −1 left) before the others. */
export const around = ([x, y], side = 1) => (width, height) =>
  GAPS.flatMap((gap) =>
    WAYS.map(([u, v]) => [x + side * u * (width / 2 + gap), y + v * (height / 2 + gap)]),
  );
