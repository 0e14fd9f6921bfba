// A curve, a point on it, the tangent there, and the lines of the two difference formulas.

import { createCurveView } from "../../kit/curve_view.js";
import { ball, disc, square, stroke, write } from "../../kit/pen.js";

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
      drawTriangle(ctx, pixel([w]), pixel([w + h]));
      square(ctx, pixel([w - h]), 5.5, theme.violet, theme.background);
      disc(ctx, pixel([w + h]), 6, theme.path, theme.background);
      ball(ctx, pixel([w]), theme);
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
    if (x1 - x0 < 16) return;
    const { theme, frame } = view;
    stroke(ctx, [[x0, y0], [x1, y0], [x1, y1]], theme.ink, 1.5);
    const place = [Math.min((x0 + x1) / 2, (x0 + frame.right) / 2), y0 + (y1 < y0 ? 18 : -8)];
    write(ctx, "h", place, theme, { font: "name", align: "center", halo: true });
  }

  return view;
}
