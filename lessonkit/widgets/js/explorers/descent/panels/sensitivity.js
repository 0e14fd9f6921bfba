// Steps to the minimum for every learning rate and momentum (or β) of a table: choose a cell and
// it is loaded. The number stands in the cell, so the color is never the only signal.

import { createBackground } from "../../../frame/background.js";
import { createFrame, make, onKeys } from "../../../frame/host.js";
import { createNews } from "../../../frame/state.js";
import { shades } from "../../../kit/bitmap.js";
import { createChart } from "../../../kit/chart.js";
import { fillBox, strokeBox, write } from "../../../kit/pen.js";
import { linearScale, nearest, within } from "../../../kit/scales.js";
import { _, plain } from "../../../kit/text.js";
import { AWAY, fewest, fillSweep, NEVER, NOWHERE, RATES, secondOf, SHARES } from "../../../maths/arrivals.js";
import { leading, madeHere } from "../runs.js";

const SIDES = { left: 48, right: 8, top: 30, bottom: 46 };
const ROW = 22;
const NAME = 38; // pixels that a learning rate takes below the table
const LEGEND = 26; // the height of a line below the table
const SMALL = { font: "small", align: "center", baseline: "middle" };
const SIGN = { [NEVER]: "–", [AWAY]: "×", [NOWHERE]: "∅" };
const SYMBOLS = { momentum: "α", decay: "ρ", beta1: "β₁" };
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

export function createSensitivityPanel({ objective, limits, act }) {
  const [least, greatest] = limits.learning_rate;
  const lowest = Math.min(least, act.learning_rate);
  const rates = RATES.filter((rate) => rate >= lowest && rate <= greatest);
  const most = Math.max(20, limits.steps[1]);
  let [size, run, index, table] = [];
  const isNew = createNews();
  let shares = SHARES;
  let cursor = [0, 0]; // column and row

  /** A name in the middle of each cell, or of every so many. */
  const named = (values, every) =>
    values.map((value, k) => ({ value: k + 0.5, text: value === null ? "" : plain(value) })).filter((_, k) => k % every === 0);

  const chart = createChart("lk-landscape lk-cells", (theme) => ({
    ...{ x: linearScale([0, rates.length]), y: linearScale([0, shares.length]), margins: SIDES },
    ticks: { x: () => named(rates, Math.ceil(NAME / (chart.x(1) - chart.x(0)))), y: () => named(shares, 1) },
    names: { x: "η", y: SYMBOLS[secondOf(run.optimizer.kind)] ?? "" },
    under() {},
    over(ctx) {
      const { right, top } = chart.frame;
      const title = _("Steps to a minimum, up to {most}", { most });
      write(ctx, title, [right, top - 9], theme, { font: "small", align: "right" });
    },
  }));
  const legend = make("p", "lk-legend");
  const element = make("div", "", {}, chart.canvas, legend);
  Object.assign(chart.canvas, { tabIndex: 0, role: "application" });

  const frame = createFrame(paint);
  const background = createBackground(fillSweep, frame.request);

  function layout(width, height, theme) {
    element.style.width = `${width}px`;
    size = [width, height, theme];
    if (run) spread();
  }

  /** As high as its rows. */
  function spread() {
    const [width, height, theme] = size;
    const room = shares.length * ROW + SIDES.top + SIDES.bottom;
    chart.layout(width, shares.length > 1 ? Math.max(room, height - LEGEND) : room, theme);
    paint();
  }

  function draw(picture) {
    const { runs, start } = picture;
    run = leading(picture, madeHere);
    element.hidden = !run;
    if (!run) return;
    index = runs.indexOf(run);
    const { kind, parameters } = run.optimizer;
    const second = secondOf(kind);
    const { learning_rate, [second]: share = null, ...others } = parameters;
    shares = second ? SHARES : [null];
    cursor = [nearest(rates, learning_rate, Math.log), nearest(shares, share)];
    if (!isNew(kind, others, start)) return paint();
    table = new Array(rates.length * shares.length);
    background.start(table, objective, run.optimizer, start, { rates, shares, most });
    spread();
  }

  const cellAt = ([column, row]) => row * rates.length + column;

  function paint() {
    const { x, y, theme } = chart;
    const colors = shades(theme.map).map((shade) => `rgb(${shade.slice(0, 3)})`);
    const best = fewest(table);
    const ctx = chart.plot.clear();
    const [width, height] = [x(1) - x(0) - 1, y(0) - y(1) - 1];
    table.forEach((steps, cell) => {
      const [left, top] = [x(cell % rates.length), y(Math.floor(cell / rates.length) + 1)];
      const color = steps < 0 ? theme.background : colors[shadeOf(steps, table[best])];
      fillBox(ctx, [left, top, width, height], color);
      const text = SIGN[steps] ?? (cell === best ? `★${steps}` : steps);
      write(ctx, text, [left + width / 2, top + height / 2], theme, SMALL);
    });
    strokeBox(ctx, [x(cursor[0]), y(cursor[1] + 1), width, height], run.color, 3);
    const keys = _("Arrow keys choose a cell and load it.");
    chart.say(`${_("Steps to a minimum for each setting")}: ${textOf(cellAt(cursor))}. ${keys}`);
    const key = _("Dark: few steps, light: many · – not there in time · × leaves the map for good.");
    const lost = table.includes(NOWHERE) ? `∅ ${_("comes to where f has no value")}. ` : "";
    legend.textContent = `${key} ${lost}${best < 0 ? "" : `★ ${textOf(best)}`}`;
  }

  function shadeOf(steps, least) {
    const logarithm = (count) => Math.log((count + 1) / (least + 1));
    return Math.round((8 * logarithm(steps)) / (logarithm(most) || 1));
  }

  function textOf(cell) {
    const [share, rate] = [shares[Math.floor(cell / rates.length)], rates[cell % rates.length]];
    const second = share === null ? "" : `, ${SYMBOLS[secondOf(run.optimizer.kind)]} = ${share}`;
    const steps = table[cell];
    const arrived = steps === 1 ? _("1 step") : _("{steps} steps", { steps });
    const exits = {
      [NEVER]: _("not there after {most} steps", { most }),
      [AWAY]: _("leaves for good"),
      [NOWHERE]: _("comes to where f has no value"),
    };
    const end = exits[steps] ?? arrived;
    return `η = ${rate}${second}: ${steps === undefined ? "…" : end}`;
  }

  function load([column, row]) {
    cursor = [within(column, [0, rates.length - 1]), within(row, [0, shares.length - 1])];
    const share = shares[cursor[1]];
    const second = share === null ? {} : { [secondOf(run.optimizer.kind)]: share };
    act.tune(index, { learning_rate: rates[cursor[0]], ...second });
  }

  chart.canvas.addEventListener("click", ({ offsetX, offsetY }) => {
    const place = chart.startAt(offsetX, offsetY).map(Math.floor);
    if (!(rates[place[0]] && place[1] in shares)) return;
    load(place);
    act.commit();
  });
  onKeys(chart.canvas, MOVES, (move) => load(cursor.map((at, i) => at + move[i])));
  chart.canvas.addEventListener("keyup", ({ key }) => key in MOVES && act.commit());

  return { title: _("Steps needed"), element, layout, draw, close: background.stop };
}
