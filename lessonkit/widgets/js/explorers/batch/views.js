// The views of mini-batches: runs on the map of the loss, and the loss along them.

import { createChart } from "../../kit/chart.js";
import { BALL, diamond, disc, faintly, shape, stroke, write } from "../../kit/pen.js";
import { linearScale, logScale } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";

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

const FROM = 1e-5; // how far above the lowest loss the axis begins

/** @param top of the losses, across() {length, label} of the axis of updates or of examples. */
export function createCurves(top, across) {
  const chart = createChart("lk-loss", () => ({
    ...{ x: linearScale([0, across().length]), y: logScale([FROM, top]) },
    ...{ names: { x: across().label, plain: true }, title: _("loss above the lowest") },
    margins: { left: 56, right: 16 },
  }));

  /** Each curve is a list of [place, loss above the lowest]; a band of [place, low, high]. */
  chart.show = ({ run, band, all }) => {
    const { x, y, theme, frame } = chart;
    const pixels = (curve) => curve.map(([place, loss]) => [x(place), y(loss)]);
    const ctx = chart.draw((ctx) => {
      const under = band.toReversed().map(([place, low]) => [x(place), y(low)]);
      const over = band.map(([place, , high]) => [x(place), y(high)]);
      faintly(ctx, 0.22, () => shape(ctx, [...over, ...under], theme.path));
      stroke(ctx, pixels(all), theme.curve, 2.5, [8, 5]);
      stroke(ctx, pixels(run), theme.path);
    });
    // A curve's name stands under its last point: it comes down from the left.
    const [px, py] = pixels(all).at(-1);
    const across = Math.max(frame.left + 120, Math.min(frame.right - 6, px));
    const place = [across, Math.max(frame.top + 18, Math.min(frame.bottom - 8, py + 22))];
    const look = { font: "bold", color: theme.curve, align: "right", halo: true };
    write(ctx, _("all examples in each batch"), place, theme, look);
  };
  return chart;
}
