// The runs on a landscape: one with numbered points, several each with its color, marker and
// dashes; up to the step of the clock, with what is to come faintly in sight.

import { drawMarker, drawMarkers } from "./looks.js";
import { drawExit, drawPath, drawWay, inCorners, inside, segments } from "./path.js";
import { BALL, ball, clipped, disc, distance, faintly, strokeAll } from "./pen.js";
import { around, createRoom, writeIn } from "./room.js";

const MARKER_GAP = 16; // pixels between two markers of a run
const ROLLING = 7.5; // the radius of where a run has come to
const TAIL = 6; // steps that trail a ball
const MOST_NAMES = 4; // of balls that have theirs beside them

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
  for (const box of view.words ?? []) view.room.take(box); // what the background says
  drawRuns(ctx, view, picture, look);
  for (const layer of layers) layer.above?.(ctx, view, picture);
}

function drawRuns(ctx, view, { runs, step, steps, part = 0 }, { pixelsOf, name, sidesOf, rim }) {
  const { frame, theme, room } = view;
  const race = runs.length > 1;
  const rolls = step < steps;
  const visible = runs.filter((run) => run.visible).map((run) => {
    const pixels = pixelsOf(run.path);
    return { ...run, pixels, here: rolls ? onTheWay(pixels[step], pixels[step + 1], part) : pixels[step] };
  });
  if (!visible.length) return;
  const [start] = visible[0].pixels;
  if (inside(start, frame)) room.markDisc(start, BALL + 3);
  const rolling = rolls ? visible.filter(({ here }) => inside(here, frame)) : [];
  for (const { here } of rolling) room.markDisc(here, BALL);
  const notes = notesOf(visible, step, race).map(({ run, exit, text: all }) => {
    // On a narrow map only where it left: the sentence below says the rest.
    const text = room.isWide(ctx, all, theme.bold) ? all.split(", ")[0] : all;
    return { run, exit, text, box: room.settle(ctx, text, theme.bold, inCorners(frame)) };
  });
  for (const run of visible) {
    const { path, pixels, here, color } = run;
    const done = pixels.slice(0, step + 1);
    if (rolls) faintly(ctx, 0.35, () => drawWay(ctx, frame, pixels.slice(step), color, 1.5));
    if (rolls) drawTrail(ctx, frame, [...done.slice(-TAIL), here], color);
    if (part) drawWay(ctx, frame, [pixels[step], here], color, 2);
    if (race) drawTrack(ctx, frame, done, run, theme, rolls ? here : done.at(-1));
    else drawPath(ctx, frame, done, theme, { color, name, sides: sidesOf(path), rim, room, rolls });
    if (!race && rolls && step + part > 0 && inside(here, frame)) disc(ctx, here, ROLLING, color, theme.ink);
  }
  if (race && inside(start, frame)) ball(ctx, start, theme, theme.ink);
  if (race && visible.length <= MOST_NAMES) nameBalls(ctx, view, rolling);
  for (const { run, exit, text, box } of notes) {
    drawExit(ctx, frame, run.pixels, exit, run.color);
    writeIn(ctx, text, box, theme, { font: "bold", color: run.color });
  }
}

/** A point on the way from one to the next, straight or as that says; the first where there is no next. */
function onTheWay(from, to, part) {
  if (!to.every(Number.isFinite)) return from;
  return to.rolled?.(part) ?? from.map((v, i) => v + part * (to[i] - v));
}

/** The name of each run beside its ball, where it covers no other; it stays on its side while it can. */
function nameBalls(ctx, view, runs) {
  view.sides ??= new Map();
  for (const { name, here, color } of runs) {
    const found = view.room.spare(ctx, name, view.theme.bold, around(here), view.sides.get(name));
    view.sides.set(name, found?.side);
    if (found) writeIn(ctx, name, found.box, view.theme, { font: "bold", color });
  }
}

/** What is said of the runs that are gone at a step; where the start has no value, all say the same. */
function notesOf(runs, step, race) {
  return runs
    .map((run) => ({ run, exit: run.lostAt ?? run.leftAt }))
    .filter(({ exit }, k) => exit !== null && exit <= step && (exit > 0 || k === 0))
    .map(({ run, exit }) => ({ run, exit, text: race && exit > 0 ? `${run.name}: ${run.note}` : run.note }));
}

/** What lies just behind a ball: the nearer the wider and the stronger. */
function drawTrail(ctx, frame, pixels, color) {
  const pieces = segments(pixels, frame);
  clipped(ctx, frame, () => {
    pieces.forEach((piece, k) => {
      const near = (k + 1) / pieces.length;
      faintly(ctx, 0.4 * near, () => strokeAll(ctx, [piece], color, 3 + 9 * near));
    });
  });
}

function drawTrack(ctx, frame, pixels, { color, marker, dash }, theme, here) {
  const pieces = segments(pixels, frame);
  clipped(ctx, frame, () => {
    strokeAll(ctx, pieces, theme.background, 4);
    strokeAll(ctx, pieces, color, 2.2, dash);
    const marked = [];
    let before = pixels[0];
    for (const point of pixels.slice(1)) {
      if (!(distance(point, before) >= MARKER_GAP) || !inside(point, frame)) continue;
      before = point;
      marked.push(point);
    }
    drawMarkers(ctx, marked, marker, 4.5, color, theme.background);
    if (here !== pixels[0] && here.every(Number.isFinite)) drawMarker(ctx, here, marker, ROLLING, color, theme.background);
  });
}
