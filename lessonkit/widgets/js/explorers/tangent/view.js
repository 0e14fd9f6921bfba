// A curve, a point on it, the tangent there, and the lines of the two difference formulas.

import { createCurveView } from "../../kit/curve_view.js";
import { BALL, ball, disc, square, stroke } from "../../kit/pen.js";
import { around, createRoom } from "../../kit/room.js";

// Never the color alone: each line has its dashes, in the table too.
export const LOOKS = {
  tangent: { color: "minimum", dash: [] },
  forward: { color: "path", dash: [10, 5] },
  central: { color: "violet", dash: [2.5, 5] },
};

export function createTangentView(objective) {
  const view = createCurveView({ ...objective, minima: [] });
  const { at, domain } = objective;

  /** @param picture {w, h, slope, forward, central}; no tangent where slope is null. */
  view.show = ({ w, h, slope, forward, central }) => {
    const middle = (at(w + h) + at(w - h)) / 2;
    const { theme, pixel } = view;
    view.draw((ctx) => {
      if (slope !== null) drawLine(ctx, "tangent", w, at(w), slope);
      drawLine(ctx, "central", w, middle, central);
      drawLine(ctx, "forward", w, at(w), forward);
      const points = [pixel([w - h]), pixel([w]), pixel([w + h])];
      const named = drawTriangle(ctx, points[1], points[2]);
      if (Number.isFinite(at(w - h))) square(ctx, points[0], 5.5, theme.violet, theme.background);
      if (Number.isFinite(at(w + h))) disc(ctx, points[2], 6, theme.path, theme.background);
      ball(ctx, points[1], theme);
      if (named) nameDistance(ctx, points, theme);
    });
  };

  /** The whole line through a point, from edge to edge. */
  function drawLine(ctx, kind, w, value, slope) {
    const { color, dash } = LOOKS[kind];
    const ends = domain[0].map((end) => [view.x(end), view.y(value + slope * (end - w))]);
    stroke(ctx, ends, view.theme[color], kind === "central" ? 3 : 2.5, dash);
  }

  /** How far to the right and how far up: what the forward difference divides. */
  function drawTriangle(ctx, [x0, y0], [x1, y1]) {
    if (x1 - x0 < 16) return false;
    stroke(ctx, [[x0, y0], [x1, y0], [x1, y1]], view.theme.ink, 1.5);
    return true;
  }

  /** An h at the base of the triangle, where it covers no point. */
  function nameDistance(ctx, [before, [x0, y0], after], theme) {
    const room = createRoom(view.frame);
    room.markDisc([x0, y0], BALL + 3);
    room.markDisc(before, 7);
    room.markDisc(after, 7);
    const middle = Math.min((x0 + after[0]) / 2, (x0 + view.frame.right) / 2);
    const side = after[1] < y0 ? 1 : -1;
    const places = (...size) => [[middle, y0 + 13 * side], ...around([middle, y0])(...size)];
    room.label(ctx, "h", places, theme, { font: "name" });
  }

  return view;
}
