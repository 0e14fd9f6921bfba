// The error of both difference formulas for every distance h, on logarithmic axes that stay as
// they are while one drags.

import { createChart } from "../../kit/chart.js";
import { disc, square, stroke, write } from "../../kit/pen.js";
import { logScale } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";
import { LOOKS } from "./view.js";

const ERRORS = [1e-14, 1e2];

export function createErrorView(stops) {
  const chart = createChart("lk-loss", () => ({
    ...{ x: logScale([stops[0], stops.at(-1)]), y: logScale(ERRORS) },
    ...{ names: { x: "h" }, title: _("error"), margins: { left: 52, right: 16 } },
  }));

  // What is smaller than the axis reaches, even zero, lies on its edge.
  const height = (error) => chart.y(Math.max(ERRORS[0], error));

  /** @param curves [{forward, central}, …], the errors over the stops, null where there is no
   *   derivative to compare with; errors: {forward, central} at h. */
  chart.show = (h, curves, errors) => {
    const { theme, frame, x } = chart;
    const ctx = chart.draw((ctx) => {
      chart.upright(ctx, h, theme.ink, 1.5);
      for (const kind of curves ? ["central", "forward"] : []) {
        const points = curves.map((one, k) => [x(stops[k]), height(one[kind])]);
        stroke(ctx, points, theme[LOOKS[kind].color], kind === "central" ? 2.5 : 2, LOOKS[kind].dash);
      }
    });
    if (!curves) {
      const middle = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
      return write(ctx, _("none: a corner"), middle, theme, { align: "center" });
    }
    for (const [kind, mark, size] of [["central", square, 5.5], ["forward", disc, 6.5]]) {
      const place = [x(h), Math.max(frame.top, height(errors[kind]))];
      mark(ctx, place, size, theme[LOOKS[kind].color], theme.background);
    }
  };
  return chart;
}
