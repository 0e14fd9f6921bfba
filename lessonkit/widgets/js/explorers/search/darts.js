// The box of the search, the darts in it and the best of them, on the map of an objective.

import { diamond, disc, stroke } from "../../kit/pen.js";

/** @param map a map view; found what `search` returns. */
export function drawDarts(map, [[left, right], [low, high]], { points, values, best }) {
  const { theme, pixel } = map;
  map.draw((ctx) => {
    for (const point of points) disc(ctx, pixel(point), points.length > 200 ? 1.8 : 3, theme.ink);
    const corners = [[left, low], [right, low], [right, high], [left, high], [left, low]];
    stroke(ctx, corners.map(pixel), theme.ink, 2, [7, 5]);
    // The middle of the box, where it is held.
    const [x, y] = pixel([(left + right) / 2, (low + high) / 2]);
    for (const [color, width] of [[theme.background, 5], [theme.ink, 2]]) {
      stroke(ctx, [[x - 8, y], [x + 8, y]], color, width);
      stroke(ctx, [[x, y - 8], [x, y + 8]], color, width);
    }
    map.drawMinima(ctx);
    if (Number.isFinite(values[best])) diamond(ctx, pixel(points[best]), 9, theme);
  });
}
