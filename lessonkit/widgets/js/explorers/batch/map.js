// Runs on the map of the loss: the way of the first one, and where all of them end.

import { BALL, diamond, disc, stroke } from "../../kit/pen.js";

/** @param picture.run a list of weights, `ends` has one pair for each run. */
export function drawRuns(map, { run, ends, start }) {
  const { theme, pixel } = map;
  const points = [];
  for (let k = 0; k < run.length; k += 2) points.push(pixel([run[k], run[k + 1]]));
  map.draw((ctx) => {
    stroke(ctx, points, theme.background, 4);
    stroke(ctx, points, theme.path, 1.8);
    for (const end of ends) disc(ctx, pixel(end), 4, theme.ink, theme.background, 1.2);
    disc(ctx, pixel(start), BALL, theme.path, theme.background, 1.2);
    diamond(ctx, points.at(-1), 8, theme);
  });
}
