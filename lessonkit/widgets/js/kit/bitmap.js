// Pictures of cells.

/** A canvas with a pixel for each cell, colored [r, g, b, a] by `shadeOf(column, row)`, or clear. */
export function bitmap(columns, rows, shadeOf) {
  const image = new ImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const shade = shadeOf(column, row);
      if (shade) image.data.set(shade, 4 * (row * columns + column));
    }
  }
  const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

/** Draw it over a rectangle, its pixels as squares. */
export function drawBitmap(ctx, canvas, left, top, width, height) {
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(canvas, left, top, width, height);
}

export const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** The color at a fraction of the way along a list of colors. */
export function blend(colors, fraction) {
  const place = Math.max(0, Math.min(1, fraction)) * (colors.length - 1);
  const k = Math.min(colors.length - 2, Math.floor(place));
  const [from, to] = [channels(colors[k]), channels(colors[k + 1])];
  return [...from.map((c, i) => Math.round(c + (to[i] - c) * (place - k))), 255];
}

/** Nine shades of them. */
export const shades = (colors) => Array.from({ length: 9 }, (_, k) => blend(colors, k / 8));
