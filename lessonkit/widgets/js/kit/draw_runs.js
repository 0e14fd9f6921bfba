// The runs on a landscape: one with numbered points, several each with its color, marker and
// dashes; up to the step of the clock, with what is to come faintly in sight.

import { drawMarker } from "./looks.js";
import { drawExit, drawPath, inCorners, inside, segments } from "./path.js";
import { BALL, ball, clipped, strokeAll } from "./pen.js";
import { createRoom, writeIn } from "./room.js";

const LEAST_GAP = 16; // pixels between two markers of a run

/**
 * @param layers what panels draw under and over the runs, see panels.js. The view then has a `room`: the
 *   ball comes first, then words that do not cover it or each other.
 * @param look.pixelsOf(path) gives [x, y] of every point; name, sidesOf(path) and rim as drawPath
 *   takes them.
 */
export function showRuns(view, picture, layers, look) {
  const ctx = view.plot.clear();
  for (const layer of layers) layer.below?.(ctx, view, picture);
  view.room = createRoom(view.frame);
  drawRuns(ctx, view.frame, picture, view.theme, look, view.room);
  for (const layer of layers) layer.above?.(ctx, view, picture);
}

function drawRuns(ctx, frame, { runs, step }, theme, { pixelsOf, name, sidesOf, rim }, room) {
  const race = runs.length > 1;
  const visible = runs.filter((run) => run.visible).map((run) => ({ ...run, pixels: pixelsOf(run.path) }));
  if (!visible.length) return;
  const [start] = visible[0].pixels;
  if (inside(start, frame)) room.markDisc(start, BALL + 3);
  const notes = notesOf(visible, step, race).map(({ run, exit, text }) => {
    return { run, exit, text, box: room.settle(ctx, text, theme.bold, inCorners(frame)) };
  });
  for (const run of visible) {
    const { path, pixels, color } = run;
    const done = pixels.slice(0, step + 1);
    if (done.length < pixels.length) drawFuture(ctx, frame, pixels.slice(step), run);
    if (race) drawTrack(ctx, frame, done, run, theme);
    else drawPath(ctx, frame, done, theme, { color, name, sides: sidesOf(path), rim, room });
  }
  if (race && inside(start, frame)) ball(ctx, start, theme, theme.ink);
  for (const { run, exit, text, box } of notes) {
    drawExit(ctx, frame, run.pixels, exit, run.color);
    writeIn(ctx, text, box, theme, { font: "bold", color: run.color });
  }
}

/** What is said of the runs that are gone at a step; where the start has no value, all say the same. */
function notesOf(runs, step, race) {
  return runs
    .map((run) => ({ run, exit: run.lostAt ?? run.leftAt }))
    .filter(({ exit }, k) => exit !== null && exit <= step && (exit > 0 || k === 0))
    .map(({ run, exit }) => ({ run, exit, text: race && exit > 0 ? `${run.name}: ${run.note}` : run.note }));
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
