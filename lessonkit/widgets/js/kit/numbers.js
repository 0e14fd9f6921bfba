// The numbers of the points on a path: x₀, x₁, … wherever there is room to read them.

import { write } from "./pen.js";

// Points closer to each other than this many pixels do not both get a number.
const LEAST_GAP = 24;
const NUMBER_HEIGHT = 18;
// Where the number of the first point goes when no place near to it is free.
const FURTHER = [24, 40, 60].flatMap((far) => [[far, -far], [far, far], [-far, -far], [-far, far]]);

/**
 * @param pixels [x, y] of every point.
 * @param lines the pieces of the path inside the frame, as segments() gives them.
 * @param room what else is in the picture, the ball at the first point included.
 * @param sides for a point's index: the places of its number by preference, each [dx, dy] from
 *   the point to the near end of the number's baseline; dx < 0 puts it to the left.
 */
export function drawNumbers(ctx, pixels, lines, { name, sides, room }, theme) {
  for (const piece of lines) room.markLine(...piece, 1);
  for (const point of pixels) room.mark(point, 4);
  const taken = [];
  for (let k = 0; k < pixels.length && taken.length < 60; k++) {
    const [x, y] = pixels[k];
    if (!room.has(x, y)) continue;
    if (taken.some(([u, v]) => Math.hypot(x - u, y - v) < LEAST_GAP)) continue;
    const widths = measure(ctx, name, String(k), theme);
    const width = widths.name + widths.index;
    const places = k === 0 ? [...sides(k), ...FURTHER] : sides(k);
    // The first of the places with the least in the way: x₀ always has a number, the next ones
    // may lie on a line but not on a point, later ones need a free place.
    const { box, cost } = room.best(
      places.map(([dx, dy]) => {
        const left = dx < 0 ? x + dx - width : x + dx;
        return { left, right: left + width, top: y + dy + 5 - NUMBER_HEIGHT, bottom: y + dy + 5 };
      }),
    );
    if (k > 0 && cost >= (k < 4 ? 4 : 1)) continue;
    taken.push(pixels[k]);
    room.take(box);
    write(ctx, name, [box.left, box.bottom - 5], theme, { font: "name", halo: true });
    write(ctx, String(k), [box.left + widths.name, box.bottom - 1], theme, { font: "index", halo: true });
  }
}

function measure(ctx, name, index, theme) {
  ctx.font = theme.index;
  const indexWidth = ctx.measureText(index).width;
  ctx.font = theme.name;
  return { name: ctx.measureText(name).width + 1, index: indexWidth };
}
