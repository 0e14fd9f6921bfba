// A landscape of two variables: a map, darker where f is lower, with contour lines and paths.

import { createChart } from "./chart.js";
import { drawBands, drawContours, drawNothing, sampleGrid } from "./contours.js";
import { showRuns } from "./draw_runs.js";
import { drawStar } from "./pen.js";
import { linearScale } from "./scales.js";

const TALLEST = 560;
const [AROUND, ABOVE] = [74, 76]; // what the margins take
const beside = (gap) => [[gap, -9], [gap, 18], [-gap, -9], [-gap, 18]];
const [BALL_SIDES, END_SIDES] = [beside(13), beside(9)];

/** @param objective read at each layout: its domain, range and minima may change. */
export function createMapView(objective) {
  let grid, sampled; // the values, and the domain that they belong to

  const map = createChart("lk-landscape", (theme) => {
    const { domain, range, variables } = objective;
    if (sampled !== domain) grid = sampleGrid(objective);
    sampled = domain;
    return {
      ...{ x: linearScale(domain[0]), y: linearScale(domain[1]) },
      names: { x: variables[0], y: variables[1] },
      under(ctx) {
        const { frame } = map;
        if (!grid.every(Number.isFinite)) drawNothing(ctx, frame, theme.grid);
        drawBands(ctx, frame, grid, range, theme.map, map.plot.ratio);
        drawContours(ctx, frame, grid, range, theme.contour);
      },
      over: (ctx) => map.drawMinima(ctx),
    };
  });
  map.drawMinima = (ctx) => {
    for (const minimum of objective.minima) drawStar(ctx, map.pixel(minimum), map.theme);
  };

  // Equal units on both axes where that is possible: the gradient is then seen to be
  // perpendicular to the contour lines.
  const [[left, right], [low, high]] = objective.domain;
  const shape = (high - low) / (right - left);
  const ratio = shape >= 0.25 && shape <= 2 ? shape : 0.7;
  map.fit = (width, most) => {
    const tallest = Math.min(TALLEST, most);
    const fitting = Math.min(width, (tallest - ABOVE) / ratio + AROUND);
    return [Math.round(fitting), Math.round(Math.min(tallest, (fitting - AROUND) * ratio + ABOVE))];
  };

  const pixelsOf = ({ points }) => points.map(map.pixel);
  const look = { pixelsOf, name: "w", sidesOf: () => (k) => (k ? END_SIDES : BALL_SIDES), rim: true };
  map.show = (picture, layers) => showRuns(map, picture, layers, look);
  return map;
}
