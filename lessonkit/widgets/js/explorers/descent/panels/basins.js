// On the landscape: every start colored by the minimum that its run reaches, coarse at once, fine
// when nothing changes. As a panel: the legend, with the share of each minimum.

import { createBackground } from "../../../frame/background.js";
import { createFrame, make } from "../../../frame/host.js";
import { createNews } from "../../../frame/state.js";
import { bitmap, channels, drawBitmap } from "../../../kit/bitmap.js";
import { inside } from "../../../kit/path.js";
import { clipped, drawStar, write } from "../../../kit/pen.js";
import { _ } from "../../../kit/text.js";
import { AWAY, countBasins, fillBasins, NEVER, NOWHERE } from "../../../maths/arrivals.js";
import { createOptimizer } from "../../../maths/optimizers.js";
import { leading, madeHere } from "../runs.js";

const COLORS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#56B4E9", "#D55E00"];
const GROUNDS = { [AWAY]: [0, 0, 0, 110], [NOWHERE]: [0, 0, 0, 45] };
const COARSE = 24; // cells along each side
const FINE = 120;
const LEAST = 200; // steps, or the most that the slider offers
const REST = 300; // milliseconds
const STRIP = 14; // pixels, in one dimension

export function createBasinsPanel({ objective, limits, act }) {
  const element = make("p", "lk-legend");
  let picture = null;
  const most = Math.max(LEAST, limits.steps[1]);
  let size, cells, known, rest;
  const isNew = createNews();

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
    if (!isNew(optimizer)) return;
    compute(optimizer, objective.dim === 1 ? FINE : COARSE);
    clearTimeout(rest);
    rest = setTimeout(() => compute(optimizer, objective.dim === 1 ? 4 * FINE : FINE), REST);
  }

  /** The highest y is the first row. */
  function paint() {
    const [columns, rows] = size;
    const shades = COLORS.map((color) => [...channels(color), 125]);
    picture = bitmap(columns, rows, (column, row) => {
      const cell = cells[(rows - 1 - row) * columns + column];
      return cell >= 0 ? shades[cell % COLORS.length] : GROUNDS[cell];
    });
    explain();
  }

  function explain() {
    const { minima, others } = countBasins(cells, objective.minima.length);
    const share = (count) => `${Math.round((100 * count) / cells.length)}%`;
    const entries = minima.map((count, k) => {
      return [COLORS[k % COLORS.length], _("minimum {number}", { number: k + 1 }), count];
    });
    entries.push(["#777777", _("leaves for good"), others[AWAY]]);
    entries.push(["#c4c4c4", _("comes to where f has no value"), others[NOWHERE]]);
    entries.push(["transparent", _("not there after {most} steps", { most }), others[NEVER]]);
    element.replaceChildren(
      ...entries.filter(([, , count]) => count > 0).map(([color, name, count]) => {
        const sample = make("span", "lk-sample");
        sample.style.background = color;
        return make("span", "lk-entry", {}, sample, `${name}: ${share(count)}`);
      }),
    );
  }

  const layer = {
    below(ctx, view, { theme }) {
      const { bottom } = view.frame;
      const corner = (side) => view.pixel(objective.domain.map((ends) => ends[side]));
      const [[x0, y0], [x1, y1]] = [corner(0), corner(1)];
      clipped(ctx, view.frame, () => {
        if (!picture) return;
        if (objective.dim === 1) drawBitmap(ctx, picture, x0, bottom - STRIP, x1 - x0, STRIP);
        else drawBitmap(ctx, picture, x0, y1, x1 - x0, y0 - y1);
      });
      objective.minima.forEach((minimum, k) => {
        const [x, y] = view.pixel(minimum);
        if (!inside([x, y], view.frame)) return;
        drawStar(ctx, [x, y], theme);
        const under = objective.dim === 1 ? bottom - STRIP - 1 : y - 10;
        const look = { font: "bold", align: "center", baseline: "bottom", halo: true };
        write(ctx, String(k + 1), [x, under], theme, look);
      });
    },
  };

  function close() {
    clearTimeout(rest);
    background.stop();
    frame.cancel();
  }

  return { element, draw, layer, close };
}
