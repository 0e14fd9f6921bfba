// The landscape of two variables: a map, darker where f is lower, with contour lines and a path.

import { createPlot, drawAxes, drawStar } from "./canvas.js";
import { drawContours, drawBands, sampleGrid } from "./contours.js";
import { drawRuns } from "./draw_runs.js";
import { linearScale } from "./scales.js";

const MARGINS = { left: 60, right: 14, top: 30, bottom: 46 };
const TALLEST = 430;

export function createMapView(objective) {
  const plot = createPlot("lk-landscape");
  let grid, sampled; // the values, and the domain that they belong to
  const [[left, right], [low, high]] = objective.domain;
  const shape = (high - low) / (right - left);
  let x, y, theme;

  // Equal units on both axes where that is possible: the gradient is then seen to be
  // perpendicular to the contour lines.
  const ratio = shape >= 0.25 && shape <= 2 ? shape : 0.7;
  const [around, above] = [MARGINS.left + MARGINS.right, MARGINS.top + MARGINS.bottom];
  const heightFor = (width) => Math.round(Math.min(TALLEST, (width - around) * ratio + above));
  const widthFor = (width) => Math.round(Math.min(width, (TALLEST - above) / ratio + around));

  function layout(width, height, newTheme) {
    theme = newTheme;
    if (sampled !== objective.domain) grid = sampleGrid(objective);
    sampled = objective.domain;
    plot.layout(width, height, MARGINS, (ctx, frame) => {
      x = linearScale(objective.domain[0], [frame.left, frame.right]);
      y = linearScale(objective.domain[1], [frame.bottom, frame.top]);
      const names = { x: objective.variables[0], y: objective.variables[1] };
      const over = () => {
        drawBands(ctx, frame, grid, objective.range, theme.map, plot.ratio);
        drawContours(ctx, frame, grid, objective.range, theme.contour);
      };
      drawAxes(ctx, frame, x, y, names, theme, { grid: false, over });
      for (const minimum of objective.minima) drawStar(ctx, pixel(minimum), theme);
    });
  }

  const pixel = ([u, v]) => [x(u), y(v)];

  const SIDES = [[9, -9], [9, 18], [-9, -9], [-9, 18]];
  const pixelsOf = ({ points }) => points.map(pixel);
  const look = { pixelsOf, name: "w", sidesOf: () => () => SIDES, rim: true };

  function draw(picture, layers = []) {
    const ctx = plot.clear();
    for (const layer of layers) layer.below?.(ctx, view, picture);
    drawRuns(ctx, plot.frame, picture, theme, look);
    for (const layer of layers) layer.above?.(ctx, view, picture);
  }

  const startAt = (px, py) => [x.invert(px), y.invert(py)];

  const view = { canvas: plot.canvas, plot, heightFor, widthFor, layout, draw, startAt, pixel };
  return view;
}
