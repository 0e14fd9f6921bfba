// Steps to the minimum for every learning rate and momentum (or β) of a table: choose a cell and
// it is loaded. The number stands in the cell, so the color is never the only signal.

import { AWAY, NEVER } from "../../../maths/arrivals.js";
import { createBackground } from "../../../frame/background.js";
import { blend } from "../../../kit/contours.js";
import { fill } from "../../../frame/describe.js";
import { assign, createFrame, make } from "../../../frame/host.js";
import { createPlot } from "../../../kit/canvas.js";
import { leading, madeHere } from "./chosen_run.js";
import { plain } from "../../../kit/scales.js";
import { fewest, fillSweep, RATES, secondOf, SHARES } from "../../../maths/sweep.js";

const MARGINS = { left: 48, right: 8, top: 30, bottom: 46 };
const ROW = 22;
const LEGEND = 26; // the height of a line below the table
const SIGN = { [NEVER]: "–", [AWAY]: "×" };
const SYMBOLS = { momentum: "α", decay: "ρ", beta1: "β₁" };

export function createSensitivityPanel({ objective, labels, limits, act }) {
  const plot = createPlot("lk-landscape lk-cells");
  const element = make("div");
  const legend = make("p", "lk-legend");
  element.append(plot.canvas, legend);
  assign(plot.canvas, { tabindex: 0, role: "application" });
  const [least, greatest] = limits.learning_rate;
  const lowest = Math.min(least, act.learning_rate);
  const rates = RATES.filter((rate) => rate >= lowest && rate <= greatest);
  const most = Math.max(20, limits.steps[1]);
  let theme, shape, run, index, shares, table, wanted;
  let cursor = 0;

  const frame = createFrame(paint);
  const background = createBackground(fillSweep, frame.request);

  function layout(width, newTheme, height = 0) {
    theme = newTheme;
    element.style.width = `${width}px`;
    shape = [width, height];
    if (run) paint();
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
    cursor = nearest(shares, share) * rates.length + nearest(rates, learning_rate, Math.log);
    const key = JSON.stringify([kind, others, start]);
    if (key !== wanted) {
      wanted = key;
      table = new Array(rates.length * shares.length);
      background.start(table, objective, run.optimizer, start, { rates, shares, most });
    }
    paint();
  }

  const place = (cell, { left, right, top, bottom }) => {
    const [width, height] = [(right - left) / rates.length, (bottom - top) / shares.length];
    const [row, column] = [Math.floor(cell / rates.length), cell % rates.length];
    return [left + column * width, bottom - (row + 1) * height, width, height];
  };

  function paint() {
    const room = shares.length * ROW + MARGINS.top + MARGINS.bottom;
    const tall = shares.length > 1 ? Math.max(room, shape[1] - LEGEND) : room;
    plot.layout(shape[0], tall, MARGINS, (behind) => {
      behind.fillStyle = theme.background;
      behind.fillRect(0, 0, shape[0], tall);
    });
    const ctx = plot.clear();
    const shades = Array.from({ length: 9 }, (_, k) => `rgb(${blend(theme.map, k / 8).slice(0, 3)})`);
    const best = fewest(table);
    ctx.font = theme.tick.replace("14px", "12px");
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    table.forEach((steps, cell) => {
      const [left, top, width, height] = place(cell, plot.frame);
      ctx.fillStyle = steps < 0 ? theme.background : shades[shadeOf(steps, table[best])];
      ctx.fillRect(left, top, width - 1, height - 1);
      ctx.fillStyle = theme.ink;
      ctx.fillText(SIGN[steps] ?? (cell === best ? `★${steps}` : steps), left + width / 2, top + height / 2);
    });
    ctx.lineWidth = 3;
    ctx.strokeStyle = run.color;
    const [left, top, width, height] = place(cursor, plot.frame);
    ctx.strokeRect(left, top, width - 1, height - 1);
    drawNames(ctx);
    tell(best);
  }

  const shadeOf = (steps, least) => {
    const logarithm = (count) => Math.log((count + 1) / (least + 1));
    return Math.round((8 * logarithm(steps)) / (logarithm(most) || 1));
  };

  function drawNames(ctx) {
    const { left, right, top, bottom } = plot.frame;
    ctx.fillStyle = theme.ink;
    const every = Math.ceil(38 / ((right - left) / rates.length));
    rates.forEach((rate, k) => {
      const [x, , width] = place(k, plot.frame);
      if (k % every === 0) ctx.fillText(plain(rate), x + width / 2, bottom + 12);
    });
    ctx.textAlign = "right";
    if (shares[0] !== null) {
      shares.forEach((share, k) => {
        const [, y, , height] = place(k * rates.length, plot.frame);
        ctx.fillText(plain(share), left - 6, y + height / 2);
      });
    }
    ctx.font = theme.name;
    ctx.fillText("η", right, bottom + 32);
    ctx.textAlign = "left";
    ctx.fillText(SYMBOLS[secondOf(run.optimizer.kind)] ?? "", 4, top - 12);
    ctx.font = theme.tick;
    ctx.textAlign = "right";
    ctx.fillText(fill(labels.sensitivity, { most }), right, top - 14);
  }

  function tell(best) {
    const text = textOf(cursor);
    const label = `${labels.sensitivity_label}: ${text}. ${labels.sensitivity_keys}`;
    if (label !== plot.canvas.ariaLabel) plot.canvas.ariaLabel = label;
    legend.textContent = `${labels.sensitivity_legend} ${best < 0 ? "" : `★ ${textOf(best)}`}`;
  }

  function textOf(cell) {
    const [share, rate] = [shares[Math.floor(cell / rates.length)], rates[cell % rates.length]];
    const second = share === null ? "" : `, ${SYMBOLS[secondOf(run.optimizer.kind)]} = ${share}`;
    const steps = table[cell];
    const end = { [NEVER]: fill(labels.never, { most }), [AWAY]: labels.away }[steps] ?? fill(steps === 1 ? labels.in_one_step : labels.in_steps, { steps });
    return `η = ${rate}${second}: ${steps === undefined ? "…" : end}`;
  }

  function load(cell) {
    cursor = cell;
    const share = shares[Math.floor(cell / rates.length)];
    const second = share === null ? {} : { [secondOf(run.optimizer.kind)]: share };
    act.tune(index, { learning_rate: rates[cell % rates.length], ...second });
  }

  plot.canvas.addEventListener("click", (event) => {
    const { left, right, top, bottom } = plot.frame;
    const column = Math.floor(((event.offsetX - left) / (right - left)) * rates.length);
    const row = Math.floor(((bottom - event.offsetY) / (bottom - top)) * shares.length);
    if (!(column >= 0 && column < rates.length && row >= 0 && row < shares.length)) return;
    load(row * rates.length + column);
    act.commit();
  });
  const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [-1, 0], ArrowUp: [1, 0] };
  plot.canvas.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const clamp = (value, count) => Math.max(0, Math.min(count - 1, value));
    const row = clamp(Math.floor(cursor / rates.length) + move[0], shares.length);
    load(row * rates.length + clamp((cursor % rates.length) + move[1], rates.length));
  });
  plot.canvas.addEventListener("keyup", ({ key }) => key in MOVES && act.commit());

  return { element, layout, draw, close: background.stop };
}

/** The position of the value in a list that is nearest to another. */
function nearest(values, wanted, measure = Number) {
  const distances = values.map((value) => Math.abs(measure(value) - measure(wanted ?? 0)));
  return distances.indexOf(Math.min(...distances));
}
