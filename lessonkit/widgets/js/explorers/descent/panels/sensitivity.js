// Steps to the minimum for every learning rate and momentum (or β) of a table: choose a cell and
// it is loaded. The number stands in the cell, so the color is never the only signal.

import { createBackground } from "../../../frame/background.js";
import { createFrame, isModified, make } from "../../../frame/host.js";
import { shades } from "../../../kit/bitmap.js";
import { createChart } from "../../../kit/chart.js";
import { write } from "../../../kit/pen.js";
import { linearScale, nearest, within } from "../../../kit/scales.js";
import { _, plain } from "../../../kit/text.js";
import { AWAY, NEVER, NOWHERE } from "../../../maths/arrivals.js";
import { fewest, fillSweep, RATES, secondOf, SHARES } from "../../../maths/sweep.js";
import { leading, madeHere } from "../runs.js";

const SIDES = { left: 48, right: 8, top: 30, bottom: 46 };
const ROW = 22;
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
  let [size, run, index, table, wanted] = [];
  let shares = SHARES;
  let cursor = [0, 0]; // column and row

  /** A scale of cells, with a name in the middle of each or of every so many. */
  function cells(names, ends, room) {
    const scale = linearScale([0, names.length], ends);
    const every = Math.ceil(room / Math.abs(scale(1) - scale(0)));
    const middle = Object.assign((k) => scale(k + 0.5), {
      ticks: () => names.map((text, value) => ({ value, text })).filter((_, k) => k % every === 0),
    });
    return [scale, middle];
  }

  const chart = createChart(
    "lk-landscape lk-cells",
    ({ left, right, top, bottom }, theme) => {
      const [x, across] = cells(rates.map(plain), [left, right], 38);
      const names = shares.map((share) => (share === null ? "" : plain(share)));
      const [y, up] = cells(names, [bottom, top], 1);
      const title = _("Steps to a minimum, up to {most}", { most });
      const over = (ctx) => write(ctx, title, [right, top - 9], theme, { font: "small", align: "right" });
      const symbol = SYMBOLS[secondOf(run.optimizer.kind)] ?? "";
      return { x, y, ticks: { x: across, y: up }, names: { x: "η", y: symbol }, under() {}, over };
    },
    SIDES,
  );
  const element = make("div");
  const legend = make("p", "lk-legend");
  element.append(chart.canvas, legend);
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
    const key = JSON.stringify([kind, others, start]);
    shares = second ? SHARES : [null];
    cursor = [nearest(rates, learning_rate, Math.log), nearest(shares, share)];
    if (key === wanted) return paint();
    wanted = key;
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
      ctx.fillStyle = steps < 0 ? theme.background : colors[shadeOf(steps, table[best])];
      ctx.fillRect(left, top, width, height);
      const text = SIGN[steps] ?? (cell === best ? `★${steps}` : steps);
      write(ctx, text, [left + width / 2, top + height / 2], theme, SMALL);
    });
    ctx.lineWidth = 3;
    ctx.strokeStyle = run.color;
    ctx.strokeRect(x(cursor[0]), y(cursor[1] + 1), width, height);
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
  chart.canvas.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move || isModified(event)) return;
    event.preventDefault();
    load(cursor.map((at, i) => at + move[i]));
  });
  chart.canvas.addEventListener("keyup", ({ key }) => key in MOVES && act.commit());

  return { title: _("Steps needed"), element, layout, draw, close: background.stop };
}
