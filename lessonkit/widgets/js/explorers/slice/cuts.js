// The two cuts through a point of the map: straight lines on it, and curves beside it, with the
// colors of the map beside their axis.

import { bitmap, blend, drawBitmap } from "../../kit/bitmap.js";
import { createChart } from "../../kit/chart.js";
import { ball, ring, disc, stroke, strokeBox, write } from "../../kit/pen.js";
import { linearScale, padded } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";

const DASH = [9, 6]; // of the cut along b, never the color alone
const BAR = 12;
const SHADES = 128; // in it

/** The lines along a and b on the map. */
export function drawLines(map, a, b) {
  const { theme } = map;
  const ctx = map.draw((ctx) => {
    for (const look of [[theme.background, 5], [theme.curve, 2.5]]) map.across(ctx, b, ...look);
    for (const look of [[theme.background, 5], [theme.violet, 2.5, DASH]]) map.upright(ctx, a, ...look);
  });
  ball(ctx, map.pixel([a, b]), theme);
}

/** @param chosen the map, an objective that is read at each layout, with the `stops` between
 *   which it is straight. */
export function createCuts(chosen) {
  const chart = createChart("lk-landscape", (theme) => ({
    ...{ x: linearScale(chosen.domain[0]), y: linearScale(padded(chosen.range, 0.05)) },
    ticks: { y: () => [] }, // those of the loss make way for the bar of colors
    ...{ names: { x: "a, b" }, title: _("loss"), margins: { left: 78, right: 16 } },
    over(ctx) {
      const { frame, y } = chart;
      for (const { value, text } of y.ticks((frame.bottom - frame.top) / 48)) {
        const look = { align: "right", baseline: "middle" };
        write(ctx, text, [frame.left - BAR - 9, y(value)], theme, look);
        chart.across(ctx, value, theme.grid, 1);
      }
      drawBar(ctx, frame, theme);
    },
  }));

  /** What color on the map is what loss. */
  function drawBar(ctx, { left }, theme) {
    const [bottom, top] = chosen.range.map((value) => chart.y(value));
    const shades = bitmap(1, SHADES, (_column, row) => blend(theme.map, 1 - row / (SHADES)));
    const box = [left - BAR - 3, top, BAR, bottom - top];
    drawBitmap(ctx, shades, ...box);
    strokeBox(ctx, box, theme.ink);
  }

  let b = 0;
  chart.pixel = ([a]) => [chart.x(a), chart.y(chosen.at(a, b))];
  chart.startAt = (px) => [chart.x.invert(px)];

  chart.show = (a, newB) => {
    b = newB;
    const { x, y, theme, frame } = chart;
    const along = (at) => chosen.stops.map((s) => [x(s), y(at(s))]);
    const ctx = chart.draw((ctx) => {
      stroke(ctx, along((s) => chosen.at(a, s)), theme.violet, 3, DASH);
      stroke(ctx, along((s) => chosen.at(s, b)), theme.curve, 3);
    });
    const [px, py] = chart.pixel([a]);
    disc(ctx, [x(b), py], 6, theme.background);
    ring(ctx, [x(b), py], 6, theme.violet, 3);
    ball(ctx, [px, py], theme);
    const [end, height] = [frame.right, frame.top - 13];
    for (const [name, left, color, dash] of [["a", end - 130, theme.curve], ["b", end - 64, theme.violet, DASH]]) {
      stroke(ctx, [[left, height], [left + 34, height]], color, 3, dash);
      write(ctx, name, [left + 41, height - 1], theme, { font: "name", baseline: "middle" });
    }
  };
  return chart;
}
