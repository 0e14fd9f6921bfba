// A graph of numbers on a canvas: values above, gradients below, what is being computed marked.

import { createPlot, haloText } from "../../kit/canvas.js";
import { backward, forward } from "./maths.js";
import { sumText, tidy } from "./words.js";

const RADIUS = 20;
const BOX = 46; // the height of an input
const [COLUMN, WIDEST_COLUMN, ROW] = [96, 170, 86];
const [SIDE, TOP] = [66, 48];
const BACK = "◂"; // stands before every gradient: it came from the right

/** A view with canvas, layout(width, theme), draw(inputs, step) and placeOf(step). */
export function createGraphView(graph) {
  const { nodes, places, edges, steps } = graph;
  const columns = Math.max(...places.map(([column]) => column));
  const rows = Math.max(...places.map(([, row]) => row));
  const uses = nodes.map((_, i) => edges.filter(({ source }) => source === i).length);
  const plot = createPlot("lk-landscape");
  let theme = null;
  let pixel = null;

  function layout(width, colors) {
    theme = colors;
    const room = columns ? (width - 2 * SIDE) / columns : 0;
    const column = Math.max(COLUMN, Math.min(WIDEST_COLUMN, room));
    const full = Math.max(width, columns * column + 2 * SIDE);
    const left = Math.max(SIDE, (full - columns * column) / 2);
    pixel = ([c, r]) => [left + c * column, TOP + r * ROW];
    const none = { left: 0, right: 0, top: 0, bottom: 0 };
    plot.layout(full, 2 * TOP + rows * ROW, none, (ctx) => {
      ctx.fillStyle = theme.background;
      ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    });
  }

  /** Draw what is known after `step` steps. */
  function draw(inputs, step) {
    const ctx = plot.clear();
    const values = forward(nodes, inputs);
    const arrived = backward(nodes, values, steps.slice(0, step));
    const known = new Set(steps.slice(0, step).filter((s) => s.kind === "forward").map((s) => s.node));
    const last = step ? steps[step - 1] : null;
    const next = steps[step] ?? null;
    const is = (which, kind, { target, operand }) =>
      which?.kind === kind && which.node === target && (kind === "forward" || which.operand === operand);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const edge of edges) {
      drawLine(ctx, edge.line.map(pixel), is(last, "forward", edge), is(last, "backward", edge));
    }
    for (const edge of edges) {
      const found = arrived[edge.source].find((s) => s.from === edge.target && s.operand === edge.operand);
      const asked = is(next, "backward", edge);
      if (uses[edge.source] < 2 || !(found || asked)) continue;
      const text = `${BACK} ${asked ? "?" : tidy(found.share)}`;
      const line = edge.line.map(pixel);
      write(ctx, line[Math.floor(line.length * 0.62)], text, theme.path);
    }
    nodes.forEach((node, i) => {
      const place = pixel(places[i]);
      const lone = uses[i] < 2 && next && next.kind !== "forward";
      const asked = lone && (next.kind === "seed" ? next.node : nodes[next.node].operands[next.operand]) === i;
      const gradient = arrived[i].length ? `${BACK} ${sumText(arrived[i])}` : asked ? `${BACK} ?` : "";
      if (node.constant) return write(ctx, place, node.name, theme.ink);
      const wanted = next?.kind === "forward" && next.node === i;
      const number = !node.op || known.has(i) ? tidy(values[i]) : wanted ? "?" : "";
      const label = number ? `${node.name} = ${number}` : node.name;
      if (node.op) drawResult(ctx, place, node.symbol, label, gradient, last?.node === i);
      else drawInput(ctx, place, label, gradient);
    });
  }

  /** How far to the right the last step took place. */
  function placeOf(step) {
    return pixel && step ? pixel(places[steps[step - 1].node])[0] : 0;
  }

  function drawLine(ctx, line, ahead, back) {
    ctx.strokeStyle = ctx.fillStyle = ahead ? theme.curve : back ? theme.path : theme.ink;
    ctx.globalAlpha = ahead || back ? 1 : 0.45;
    ctx.lineWidth = ahead || back ? 4 : 1.6;
    ctx.beginPath();
    for (const point of line) ctx.lineTo(...point);
    ctx.stroke();
    const middle = Math.floor(line.length / 2);
    const pair = [line[middle - 1], line[middle]];
    arrow(ctx, ...(back ? pair.reverse() : pair), ahead || back ? 9 : 6);
    ctx.globalAlpha = 1;
  }

  function drawResult(ctx, [x, y], symbol, label, gradient, active) {
    ctx.beginPath();
    ctx.arc(x, y, RADIUS, 0, 2 * Math.PI);
    ctx.fillStyle = theme.background;
    ctx.fill();
    ctx.strokeStyle = theme.ink;
    ctx.lineWidth = active ? 4 : 1.6;
    ctx.stroke();
    write(ctx, [x, y], symbol, theme.ink);
    write(ctx, [x, y - RADIUS - 12], label, theme.curve);
    write(ctx, [x, y + RADIUS + 13], gradient, theme.path);
  }

  function drawInput(ctx, [x, y], label, gradient) {
    ctx.font = theme.bold;
    const width = Math.max(56, 16 + Math.max(...[label, gradient].map((t) => ctx.measureText(t).width)));
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - BOX / 2, width, BOX, 6);
    ctx.fillStyle = theme.background;
    ctx.fill();
    ctx.fillStyle = theme.grid;
    ctx.globalAlpha = 0.5;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = theme.ink;
    ctx.lineWidth = 1.6;
    ctx.stroke();
    plain(ctx, [x, y - 11], label, theme.curve);
    plain(ctx, [x, y + 12], gradient, theme.path);
  }

  function write(ctx, [x, y], text, color) {
    if (!text) return;
    ctx.font = theme.bold;
    haloText(ctx, text, x, y, theme, color);
  }

  function plain(ctx, [x, y], text, color) {
    ctx.font = theme.bold;
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
  }

  return { canvas: plot.canvas, layout, draw, placeOf };
}

function arrow(ctx, [x0, y0], [x1, y1], size) {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  ctx.beginPath();
  for (const turn of [0, 2.5, -2.5]) {
    ctx.lineTo(x1 + size * Math.cos(angle + turn), y1 + size * Math.sin(angle + turn));
  }
  ctx.closePath();
  ctx.fill();
}
