// The pen: lines, dots, arrows and words, each in one call.

/** Run `draw` with everything outside the frame cut off. */
export function clipped(ctx, { left, top, right, bottom }, draw) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  draw();
  ctx.restore();
}

/** Run `draw`, with what is below shining through. */
export function faintly(ctx, share, draw) {
  ctx.globalAlpha = share;
  draw();
  ctx.globalAlpha = 1;
}

/** A rectangle of that left, top, width and height. */
export function fillBox(ctx, box, color) {
  ctx.fillStyle = color;
  ctx.fillRect(...box);
}

/** Its border. */
export function strokeBox(ctx, box, color, width = 1) {
  Object.assign(ctx, { lineWidth: width, strokeStyle: color });
  ctx.strokeRect(...box);
}

function line(ctx, path, color, width, dash = []) {
  ctx.setLineDash(dash);
  Object.assign(ctx, { lineJoin: "round", lineWidth: width, strokeStyle: color });
  ctx.stroke(path);
  ctx.setLineDash([]);
}

function fill(ctx, path, color) {
  ctx.fillStyle = color;
  ctx.fill(path);
}

const FAR = 1e5; // pixels: further off a line only has to have the right direction

/** Stroke a line through points [x, y]; it is broken where one is not a number. */
export function stroke(ctx, points, color, width = 2, dash = []) {
  const path = new Path2D();
  let broken = true;
  for (const [x, y] of points) {
    const height = Math.max(-FAR, Math.min(FAR, y));
    if (broken) path.moveTo(x, height);
    else path.lineTo(x, height);
    broken = !Number.isFinite(y);
  }
  line(ctx, path, color, width, dash);
}

export const distance = ([x0, y0], [x1, y1]) => Math.hypot(x1 - x0, y1 - y0);

const LEAST = 0.5; // pixels: of steps that are shorter several are drawn as one, as this is quick

/** Stroke pieces [from, to] as one line: where one goes on from the other, so do its dashes. */
export function strokeAll(ctx, pieces, color, width, dash = []) {
  const path = new Path2D();
  let [end, drawn] = [null, null];
  for (const [from, to] of pieces) {
    if (from !== end) path.moveTo(...(drawn = from));
    if (distance(drawn, to) >= LEAST) path.lineTo(...(drawn = to));
    end = to;
  }
  ctx.lineCap = "round";
  line(ctx, path, color, width, dash);
}

/** Fill a shape of corners [x, y], after a rim around it. */
export function shape(ctx, corners, color, rim) {
  const path = new Path2D();
  for (const corner of corners) path.lineTo(...corner);
  path.closePath();
  if (rim) line(ctx, path, rim, 3);
  fill(ctx, path, color);
}

function circle([x, y], radius) {
  const path = new Path2D();
  path.arc(x, y, radius, 0, 2 * Math.PI);
  return path;
}

/** A filled circle, then its rim. */
export function disc(ctx, point, radius, color, rim, width = 2) {
  fill(ctx, circle(point, radius), color);
  if (rim) ring(ctx, point, radius, rim, width);
}

/** A circle that is not filled. */
export function ring(ctx, point, radius, color, width = 1.5, dash = []) {
  line(ctx, circle(point, radius), color, width, dash);
}

export const BALL = 9;

/** What one takes hold of. */
export function ball(ctx, point, theme, color = theme.path) {
  disc(ctx, point, BALL, color, theme.background, 3);
  ring(ctx, point, BALL + 2, theme.ink);
}

/** Corners at equal angles around a point, the first straight above; their distances recur. */
export const corners = ([x, y], count, distances, turn = 0) =>
  Array.from({ length: count }, (_, k) => {
    const [radius, angle] = [distances[k % distances.length], turn + ((2 * k) / count - 0.5) * Math.PI];
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });

/** A square: what is measured, not held. */
export const square = (ctx, point, size, color, rim) =>
  shape(ctx, corners(point, 4, [size * Math.SQRT2], Math.PI / 4), color, rim);

/** A diamond: the best, or where a run ends. */
export const diamond = (ctx, point, size, theme) =>
  shape(ctx, corners(point, 4, [size]), theme.path, theme.background);

/** A five-pointed star: a minimum. */
export const drawStar = (ctx, point, theme) =>
  shape(ctx, corners(point, 10, [9, 3.6]), theme.minimum, theme.background);

/** A filled triangle on a segment, pointing along it, its middle at the fraction `at`. */
export function arrowHead(ctx, [[x0, y0], [x1, y1]], at, size, color) {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  const [x, y] = [x0 + at * (x1 - x0), y0 + at * (y1 - y0)];
  const corner = ([turn, reach]) => [
    x + size * reach * Math.cos(angle + turn),
    y + size * reach * Math.sin(angle + turn),
  ];
  shape(ctx, [[0, 0.7], [2.5, 0.75], [-2.5, 0.75]].map(corner), color);
}

/**
 * Write a text.
 *
 * @param options.font of the theme: tick, small, bold, name or index; options.halo: with a rim in
 *   the page's color, readable on anything; options.most: the width that it must not exceed.
 */
export function write(ctx, text, [x, y], theme, options = {}) {
  const { font = "tick", color = theme.ink, align = "left", baseline = "alphabetic", halo, most } = options;
  Object.assign(ctx, { font: theme[font], textAlign: align, textBaseline: baseline, fillStyle: color });
  if (halo) {
    Object.assign(ctx, { lineJoin: "round", lineWidth: 4, strokeStyle: theme.background });
    ctx.strokeText(text, x, y, most);
  }
  ctx.fillText(text, x, y, most);
}
