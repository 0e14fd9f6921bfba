// A graph of numbers on a canvas: values above, gradients below, what is being computed marked.

import { createPlot } from "../../kit/canvas.js";
import { arrowHead, disc, faintly, ring, stroke, write } from "../../kit/pen.js";
import { backward, forward } from "./maths.js";
import { sumText, tidy } from "./words.js";

const RADIUS = 20;
const BOX = 38; // the height of an input
const [COLUMN, WIDEST_COLUMN] = [96, 170];
const [LOWEST_ROW, ROW] = [51, 86];
const [SIDE, TOP] = [66, 42];
const BACK = "◂"; // stands before every gradient: it came from the right

/** A view with show(inputs, step) and placeOf(step). */
export function createGraphView(graph) {
  const { nodes, places, edges, steps } = graph;
  const columns = Math.max(...places.map(([column]) => column));
  const rows = Math.max(...places.map(([, row]) => row));
  const uses = nodes.map((_, i) => edges.filter(({ source }) => source === i).length);
  const plot = createPlot("lk-landscape");
  let theme = null;
  let pixel = null;

  /** As high as its rows; these move together where there is little room. */
  function fit(width, most) {
    const row = Math.max(LOWEST_ROW, Math.min(ROW, (most - 2 * TOP) / Math.max(1, rows)));
    return [width, 2 * TOP + rows * row];
  }

  function layout(width, height, colors) {
    theme = colors;
    const row = rows ? (height - 2 * TOP) / rows : 0;
    const room = columns ? (width - 2 * SIDE) / columns : 0;
    const column = Math.max(COLUMN, Math.min(WIDEST_COLUMN, room));
    const full = Math.max(width, columns * column + 2 * SIDE);
    const left = Math.max(SIDE, (full - columns * column) / 2);
    pixel = ([c, r]) => [left + c * column, TOP + r * row];
    plot.layout(full, height, theme);
  }

  /** Draw what is known after `step` steps. */
  function show(inputs, step) {
    const ctx = plot.clear();
    const values = forward(nodes, inputs);
    const arrived = backward(nodes, values, steps.slice(0, step));
    const known = new Set(steps.slice(0, step).filter((s) => s.kind === "forward").map((s) => s.node));
    const last = step ? steps[step - 1] : null;
    const next = steps[step] ?? null;
    const is = (which, kind, { target, operand }) =>
      which?.kind === kind && which.node === target && (kind === "forward" || which.operand === operand);
    for (const edge of edges) {
      drawLine(ctx, edge.line.map(pixel), is(last, "forward", edge), is(last, "backward", edge));
    }
    for (const edge of edges) {
      const found = arrived[edge.source].find((s) => s.from === edge.target && s.operand === edge.operand);
      const asked = is(next, "backward", edge);
      if (uses[edge.source] < 2 || !(found || asked)) continue;
      const text = `${BACK} ${asked ? "?" : tidy(found.share)}`;
      const line = edge.line.map(pixel);
      note(ctx, line[Math.floor(line.length * 0.62)], text, theme.path);
    }
    nodes.forEach((node, i) => {
      const place = pixel(places[i]);
      const lone = uses[i] < 2 && next && next.kind !== "forward";
      const asked = lone && (next.kind === "seed" ? next.node : nodes[next.node].operands[next.operand]) === i;
      const gradient = arrived[i].length ? `${BACK} ${sumText(arrived[i])}` : asked ? `${BACK} ?` : "";
      if (node.constant) return note(ctx, place, node.name, theme.ink);
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
    const color = ahead ? theme.curve : back ? theme.path : theme.ink;
    ctx.globalAlpha = ahead || back ? 1 : 0.45;
    stroke(ctx, line, color, ahead || back ? 4 : 1.6);
    const middle = Math.floor(line.length / 2);
    const pair = [line[middle - 1], line[middle]];
    arrowHead(ctx, back ? pair.reverse() : pair, 1, ahead || back ? 12 : 8, color);
    ctx.globalAlpha = 1;
  }

  function drawResult(ctx, [x, y], symbol, label, gradient, active) {
    disc(ctx, [x, y], RADIUS, theme.background);
    ring(ctx, [x, y], RADIUS, theme.ink, active ? 4 : 1.6);
    note(ctx, [x, y], symbol, theme.ink);
    note(ctx, [x, y - RADIUS - 12], label, theme.curve);
    note(ctx, [x, y + RADIUS + 13], gradient, theme.path);
  }

  function drawInput(ctx, [x, y], label, gradient) {
    ctx.font = theme.bold;
    const width = Math.max(56, 16 + Math.max(...[label, gradient].map((t) => ctx.measureText(t).width)));
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - BOX / 2, width, BOX, 6);
    ctx.fillStyle = theme.background;
    ctx.fill();
    ctx.fillStyle = theme.grid;
    faintly(ctx, 0.5, () => ctx.fill());
    Object.assign(ctx, { strokeStyle: theme.ink, lineWidth: 1.6 });
    ctx.stroke();
    note(ctx, [x, y - 9], label, theme.curve, false);
    note(ctx, [x, y + 10], gradient, theme.path, false);
  }

  function note(ctx, place, text, color, halo = true) {
    const look = { font: "bold", color, align: "center", baseline: "middle", halo };
    if (text) write(ctx, text, place, theme, look);
  }

  return { canvas: plot.canvas, fit, layout, show, say: plot.say, placeOf };
}
