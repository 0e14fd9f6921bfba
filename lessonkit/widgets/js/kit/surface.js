// A landscape of two variables as a surface that can be turned. It is sent when it is asked for; what
// it draws with comes from the explorer that asks, so that nothing is sent twice.

import { createPainter } from "./surface_gl.js";
import { createBox, createMesh, createSight } from "./surface_space.js";

const MARGINS = { left: 8, right: 8, top: 8, bottom: 8 };
const ROOM = { left: 52, right: 46, top: 18, bottom: 42 }; // inside of them, for what is written
const STEEPEST = 1.55; // just below from straight above
const FLATTEST = 0.1;
const beside = (gap) => [[gap, -9], [gap, 18], [-gap, -9], [-gap, 18]];
const [BALL_SIDES, SIDES] = [beside(13), beside(9)];
const [SLOW, REST] = [12, 200]; // milliseconds that a picture may take while it is turned, and of rest after it
const PIECE = 0.06; // the longest part of a step that is straight on the surface

/**
 * @param kit {createPlot, showRuns, drawStar, stroke, write, linearScale, sampleGrid, shadesOf, lines, refresh}
 *   refresh() has it shown in the next frame
 * @returns a view as createMapView's, with turn(axis, by) about the upright
 *   axis (0) or upwards (1), in radians; null where there is no WebGL.
 */
export function createSurface(objective, kit) {
  const box = createBox(objective);
  const mesh = createMesh(kit.sampleGrid(objective), objective, box);
  const paint = createPainter(mesh);
  if (!paint) return null;
  const plot = kit.createPlot("lk-landscape lk-surface");
  const angles = [-0.5, 0.65]; // azimuth, elevation
  const view = { canvas: plot.canvas, plot, say: plot.say };
  let [size, sight, turned, last, rest, slow] = [null, null, false, null, 0, false];

  view.layout = (width, height, theme) => {
    size = [width, height];
    Object.assign(view, { theme });
    view.relayout();
  };

  /** The surface is the background: it is drawn when it is turned, not when a path changes. */
  view.relayout = () => {
    const { theme } = view;
    const [width, height] = size;
    plot.layout(...size, theme, MARGINS, (ctx, frame) => {
      const { left, right, top, bottom } = ROOM;
      const room = { left, top, right: width - right, bottom: height - bottom };
      view.frame = frame;
      sight = createSight(angles, room, box);
      drawBox(ctx, theme);
      drawSurface(ctx, theme, ctx.getTransform().a);
      drawAxes(ctx, theme);
      for (const minimum of objective.minima) kit.drawStar(ctx, view.pixel(minimum), theme);
    });
  };

  /** At rest with smooth edges, from finer pixels; while it is turned as fine as that is quick. */
  function drawSurface(ctx, theme, screen) {
    const [width, height] = size;
    const still = screen < 1.5 ? 2 * screen : screen;
    const ratio = turned ? (slow ? 1 : screen) : still;
    const contour = theme.contour.match(/[\d.]+/g).map(Number);
    const looks = { shades: kit.shadesOf(theme.map), contour, lines: kit.lines };
    const from = performance.now();
    ctx.drawImage(paint(sight, { width, height, ratio }, looks), 0, 0, width, height);
    if (turned) slow = performance.now() - from > SLOW;
  }

  view.turn = (axis, by) => {
    angles[axis] += by;
    angles[1] = Math.max(FLATTEST, Math.min(STEEPEST, angles[1]));
    turned = true;
    kit.refresh();
  };

  view.pixel = (w) => sight.project(box.place(w, objective.at(...w)));
  /** The point that is seen at a pixel; null beside the surface. */
  view.startAt = (px, py) => {
    const place = sight.seen(mesh, [px, py]);
    return place && box.point(place);
  };

  // --- the box ---

  const corner = (x, y, z) => sight.project([x * box.half[0], y * box.half[1], z * box.half[2]]);
  const line = (ctx, from, to, color) => kit.stroke(ctx, [corner(...from), corner(...to)], color, 1);

  /** The floor and the walls behind the surface. */
  function drawBox(ctx, theme) {
    const [x, y] = sight.towards.map((part) => (part > 0 ? -1 : 1)); // the corner farthest away
    for (const side of [-1, 1]) {
      line(ctx, [-1, side, -1], [1, side, -1], theme.grid);
      line(ctx, [side, -1, -1], [side, 1, -1], theme.grid);
      line(ctx, [x, side, -1], [x, side, 1], theme.grid);
      line(ctx, [side, y, -1], [side, y, 1], theme.grid);
      line(ctx, [-1, y, side], [1, y, side], theme.grid);
      line(ctx, [x, -1, side], [x, 1, side], theme.grid);
    }
  }

  /** Ticks and names along the two edges of the floor that are near, and along the leftmost upright. */
  function drawAxes(ctx, theme) {
    view.words = [];
    const [x, y] = sight.towards.map((part) => (part > 0 ? 1 : -1));
    drawAxis(ctx, theme, 0, (t) => [t, y, -1], [0, y, 0]);
    drawAxis(ctx, theme, 1, (t) => [x, t, -1], [x, 0, 0]);
    const uprights = [[-1, -1], [-1, 1], [1, -1], [1, 1]];
    const [far] = uprights.sort((a, b) => corner(...a, 0)[0] - corner(...b, 0)[0]);
    drawAxis(ctx, theme, 2, (t) => [...far, t], null);
  }

  function drawAxis(ctx, theme, axis, place, outward) {
    const ends = axis < 2 ? objective.domain[axis] : objective.range;
    const [from, to] = [corner(...place(-1)), corner(...place(1))];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length < 40) return; // seen from its end
    const [middle, out] = [corner(0, 0, 0), corner(...(outward ?? [0, 0, 0]))];
    const far = Math.hypot(out[0] - middle[0], out[1] - middle[1]) || 1;
    const [dx, dy] = outward ? [(out[0] - middle[0]) / far, (out[1] - middle[1]) / far] : [-1, 0];
    const align = dx < -0.5 ? "right" : dx > 0.5 ? "left" : "center";
    const text = { align, baseline: dy > 0.5 ? "top" : "middle" };
    kit.stroke(ctx, [from, to], theme.ink, 1);
    const scale = kit.linearScale(ends)([-1, 1]);
    for (const { value, text: words } of scale.ticks(length / 60)) {
      const [px, py] = corner(...place(scale(value)));
      kit.stroke(ctx, [[px, py], [px + 5 * dx, py + 5 * dy]], theme.ink, 1);
      say(ctx, words, [px + 9 * dx, py + 9 * dy], theme, text);
    }
    const name = [...objective.variables, "f"][axis];
    const [px, py] = axis < 2 ? corner(...place(0)) : corner(...place(1));
    const gap = axis < 2 ? 34 : 0;
    say(ctx, name, [px + gap * dx, py + gap * dy - (axis < 2 ? 0 : 14)], theme, { ...text, font: "name" });
  }

  /** Write a text, and remember where, so that no name of a ball covers it. */
  function say(ctx, text, [x, y], theme, look) {
    kit.write(ctx, text, [x, y], theme, look);
    const width = ctx.measureText(text).width;
    const left = x - width * { left: 0, center: 0.5, right: 1 }[look.align];
    const top = look.baseline === "top" ? y : y - 9;
    view.words.push({ left, right: left + width, top, bottom: top + 18 });
  }

  // --- the runs ---

  /**
   * Pixels of the points; each has the pixels on the way to it, with gaps where a hill is before it,
   * and those of a part of this way.
   */
  const pixelsOf = ({ points }) => points.map((w, k) => (k ? pixelFrom(points[k - 1], w) : view.pixel(w)));

  function pixelFrom(from, to) {
    const at = (t) => from.map((v, i) => v + t * (to[i] - v));
    const rolled = (part) => pixelFrom(from, at(part));
    return Object.assign(view.pixel(to), { via: wayTo(from, to, at), rolled });
  }

  function wayTo(from, to, at) {
    const length = Math.hypot(...to.map((v, i) => box.along(v, i) - box.along(from[i], i)));
    const count = Math.min(50, Math.ceil(length / PIECE)) || 1;
    const via = [];
    for (let k = 0; k < count; k++) {
      const middle = at((k + 0.5) / count);
      const place = box.place(middle, objective.at(...middle));
      if (place[0] !== place[0] || sight.hides(mesh, place)) via.push([NaN, NaN]);
      if (k < count - 1) via.push(view.pixel(at((k + 1) / count)));
    }
    return via;
  }

  const look = { pixelsOf, name: "w", sidesOf: () => (k) => (k ? SIDES : BALL_SIDES), rim: true };
  view.show = (picture) => {
    last = picture;
    if (turned) {
      view.relayout();
      clearTimeout(rest);
      rest = setTimeout(settle, REST);
    }
    turned = false;
    kit.showRuns(view, picture, [], look);
  };

  function settle() {
    view.relayout();
    kit.showRuns(view, last, [], look);
  }
  return view;
}
