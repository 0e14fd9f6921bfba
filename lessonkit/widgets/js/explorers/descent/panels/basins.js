// On the landscape: every start colored by the minimum that its run reaches, coarse at once, fine
// when nothing changes. As a panel: the legend, with the share of each minimum.

import { AWAY, NEVER } from "../../../maths/arrivals.js";
import { createBackground } from "../../../frame/background.js";
import { countBasins, fillBasins } from "../../../maths/basins.js";
import { drawStar, haloText } from "../../../kit/canvas.js";
import { channels } from "../../../kit/contours.js";
import { fill } from "../../../frame/describe.js";
import { createFrame, make } from "../../../frame/host.js";
import { leading, madeHere } from "./chosen_run.js";
import { createOptimizer } from "../../../maths/optimizers.js";

const COLORS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#56B4E9", "#D55E00"];
const COARSE = 24; // cells along each side
const FINE = 120;
const LEAST = 200; // steps, or the most that the slider offers
const REST = 300; // milliseconds
const STRIP = 14; // pixels, in one dimension

export function createBasinsPanel({ objective, labels, limits, act }) {
  const element = make("p", "lk-legend");
  const bitmap = document.createElement("canvas");
  const most = Math.max(LEAST, limits.steps[1]);
  let size, cells, known, wanted, rest;

  const background = createBackground(fillBasins, () => frame.request());
  const frame = createFrame(() => {
    paint();
    act.refresh();
  });

  const squares = (count) => [count, objective.dim === 1 ? 1 : count];

  function compute(optimizer, count) {
    const [before, old] = [size, cells];
    size = squares(count);
    cells = new Int8Array(size[0] * size[1]).fill(NEVER);
    // Until a fine cell is known, what the coarse one said.
    const coarse = (k, i) => Math.floor((k * before[i]) / size[i]);
    if (optimizer === known) {
      cells.forEach((_, k) => {
        const [row, column] = [Math.floor(k / size[0]), k % size[0]];
        cells[k] = old[coarse(row, 1) * before[0] + coarse(column, 0)];
      });
    }
    known = optimizer;
    const made = createOptimizer(optimizer, optimizer.parameters.learning_rate);
    background.start(cells, objective, made, size, most);
  }

  function draw(picture) {
    const optimizer = leading(picture, madeHere)?.optimizer;
    if (!optimizer) return;
    const key = JSON.stringify(optimizer);
    if (key === wanted) return;
    wanted = key;
    compute(optimizer, objective.dim === 1 ? FINE : COARSE);
    clearTimeout(rest);
    rest = setTimeout(() => compute(optimizer, objective.dim === 1 ? 4 * FINE : FINE), REST);
  }

  /** One pixel for each cell; the highest y is the first row. */
  function paint() {
    const [columns, rows] = size;
    const image = new ImageData(columns, rows);
    cells.forEach((cell, k) => {
      const row = rows - 1 - Math.floor(k / columns);
      const shade = cell >= 0 ? [...channels(COLORS[cell % COLORS.length]), 125] : [0, 0, 0, cell === AWAY ? 110 : 0];
      image.data.set(shade, 4 * (row * columns + (k % columns)));
    });
    Object.assign(bitmap, { width: columns, height: rows });
    bitmap.getContext("2d").putImageData(image, 0, 0);
    explain();
  }

  function explain() {
    const { minima, never, away } = countBasins(cells, objective.minima.length);
    const share = (count) => `${Math.round((100 * count) / cells.length)}%`;
    const entries = minima.map((count, k) => [COLORS[k % COLORS.length], fill(labels.basin, { number: k + 1 }), count]);
    entries.push(["#777777", labels.away, away], ["transparent", fill(labels.never, { most }), never]);
    element.replaceChildren(
      ...entries.filter(([, , count]) => count > 0).map(([color, name, count]) => {
        const entry = make("span", "lk-entry");
        const sample = make("span", "lk-sample");
        sample.style.background = color;
        entry.append(sample, `${name}: ${share(count)}`);
        return entry;
      }),
    );
  }

  const layer = {
    below(ctx, view, { theme }) {
      const { left, right, top, bottom } = view.plot.frame;
      const corner = (side) => view.pixel(objective.domain.map((ends) => ends[side]));
      const [[x0, y0], [x1, y1]] = [corner(0), corner(1)];
      ctx.save();
      ctx.beginPath();
      ctx.rect(left, top, right - left, bottom - top);
      ctx.clip();
      ctx.imageSmoothingEnabled = false;
      if (objective.dim === 1) ctx.drawImage(bitmap, x0, bottom - STRIP, x1 - x0, STRIP);
      else ctx.drawImage(bitmap, x0, y1, x1 - x0, y0 - y1);
      ctx.restore();
      ctx.font = theme.bold;
      ctx.textAlign = "center";
      ctx.textBaseline = "bottom";
      objective.minima.forEach((minimum, k) => {
        const [x, y] = view.pixel(minimum);
        if (!(x >= left && x <= right && y >= top && y <= bottom)) return;
        drawStar(ctx, [x, y], theme);
        const under = objective.dim === 1 ? bottom - STRIP - 1 : y - 10;
        haloText(ctx, String(k + 1), x, under, theme);
      });
    },
  };

  function close() {
    clearTimeout(rest);
    background.stop();
    frame.cancel();
  }

  return { element, full: true, layout() {}, draw, layer, close };
}
