// The runs on a landscape: one with numbered points, several each with its color, marker and
// dashes; up to the step of the clock, with what is to come faintly in sight.

import { drawMarker } from "./looks.js";
import { drawExit, drawPath, inside, segments } from "./path.js";
import { ball, clipped, strokeAll } from "./pen.js";

const LEAST_GAP = 16; // pixels between two markers of a run

/**
 * @param look.pixelsOf(path) gives [x, y] of every point; name, sidesOf(path) and rim as drawPath
 *   takes them.
 */
export function drawRuns(ctx, frame, { runs, step }, theme, { pixelsOf, name, sidesOf, rim }) {
  const race = runs.length > 1;
  const visible = runs.filter((run) => run.visible);
  const exits = [];
  let start = null;
  for (const run of visible) {
    const pixels = pixelsOf(run.path);
    const done = pixels.slice(0, step + 1);
    if (done.length < pixels.length) drawFuture(ctx, frame, pixels.slice(step), run);
    if (race) drawTrack(ctx, frame, done, run, theme);
    else drawPath(ctx, frame, done, theme, { color: run.color, name, sides: sidesOf(run.path), rim });
    if (run.leftAt !== null && run.leftAt <= step) exits.push([run, pixels]);
    start = pixels[0];
  }
  if (race && start && inside(start, frame)) ball(ctx, start, theme, theme.ink);
  exits.forEach(([run, pixels], line) => {
    const note = race ? `${run.name}: ${run.note}` : run.note;
    drawExit(ctx, frame, pixels, run.leftAt, note, theme, run.color, line);
  });
}

function drawFuture(ctx, frame, pixels, { color }) {
  ctx.globalAlpha = 0.35;
  clipped(ctx, frame, () => strokeAll(ctx, segments(pixels, frame), color, 1.5));
  ctx.globalAlpha = 1;
}

function drawTrack(ctx, frame, pixels, { color, marker, dash }, theme) {
  const pieces = segments(pixels, frame);
  clipped(ctx, frame, () => {
    strokeAll(ctx, pieces, theme.background, 4);
    strokeAll(ctx, pieces, color, 2.2, dash);
    let before = pixels[0];
    const last = pixels.length - 1;
    pixels.forEach((point, k) => {
      const near = Math.hypot(point[0] - before[0], point[1] - before[1]) < LEAST_GAP;
      if (k === 0 || (near && k < last) || !point.every(Number.isFinite)) return;
      before = point;
      const radius = k === last ? 7.5 : 4.5;
      drawMarker(ctx, point, marker, radius, color, theme.background);
    });
  });
}
