// The anatomy of a step: the arrows that it is made of, on the landscape, and its formula with
// the numbers of this step.

import { make } from "../../../frame/host.js";
import { createNews } from "../../../frame/state.js";
import { mathOf } from "../../../kit/mathml.js";
import { segments } from "../../../kit/path.js";
import { arrowHead, clipped, strokeAll } from "../../../kit/pen.js";
import { around } from "../../../kit/room.js";
import { _ } from "../../../kit/text.js";
import { dissect } from "../../../maths/anatomy.js";
import { formulaOf } from "./step_formula.js";

const LENGTH = 60; // pixels of an arrow that shows a direction only
const LEVEL = 22; // pixels from one arrow to the next, above a curve

export function createAnatomyPanel({ objective }) {
  const title = make("div", "lk-muted");
  const scrolled = { tabIndex: 0, role: "group", ariaLabel: _("The update formula with its numbers") };
  const formulas = make("div", "lk-formulas", scrolled);
  const element = make("div", "lk-anatomy", {}, title, formulas);
  const point = objective.dim === 1 ? objective.variables[0] : "w";
  const isNew = createNews();
  let shown = null; // {run, step, k} of the picture

  /** The step that leads on from where the clock stands; at the end the last one. */
  function prepare({ runs, chosen, step, steps }) {
    const run = runs[chosen];
    const k = Math.min(step, steps - 1);
    const known = run.optimizer.kind !== "python";
    const usable = known && k >= 0 && run.path.points[k + 1].every(Number.isFinite);
    shown = usable ? { run, k, step: dissect(objective, run, k) } : null;
  }

  function draw({ runs, chosen, step }) {
    const lines = shown ? formulaOf(shown.run.optimizer, shown.step, shown.k, point) : [];
    const { name } = runs[chosen];
    if (!isNew(name, shown?.k, step, lines)) return;
    const values = { name, from: shown?.k, to: shown?.k + 1, step };
    title.textContent = shown
      ? _("{name}, from step {from} to step {to}", values)
      : _("{name}: no step to show here", values);
    formulas.innerHTML = lines.map((line) => `<div>${pieces(line).map(mathOf).join(" ")}</div>`).join("");
  }

  const layer = {
    above(ctx, view, { theme }) {
      if (!shown?.run.visible) return;
      const { frame, room } = view;
      const arrows = arrowsOf(view, theme).map((arrow) => ({ ...arrow, piece: segments([arrow.from, arrow.to], frame)[0] }));
      const inSight = arrows.filter(({ piece }) => piece);
      for (const { piece, color, dash, width } of inSight) {
        room.markLine(piece[0], piece[1], 1);
        clipped(ctx, frame, () => {
          strokeAll(ctx, [piece], theme.background, width + 3);
          strokeAll(ctx, [piece], color, width, dash);
          arrowHead(ctx, piece, 1, 8 + width, color);
        });
      }
      for (const { piece: [from, to], color, text } of inSight) {
        room.label(ctx, text, around(to, to[0] < from[0] ? -1 : 1), theme, { color });
      }
    },
  };

  function arrowsOf(view, theme) {
    const { w, next, parts } = shown.step;
    const arrows = [];
    let [end, level] = [w, 1];
    // On a map arrows lie where they are; beside a curve, whose points have one coordinate, they
    // lie above the point or, without room there, below it.
    const [, height] = view.pixel(w);
    const up = height - LEVEL * (parts.length + 2) > view.frame.top ? -1 : 1;
    const lift = ([x, y], k) => (objective.dim === 1 ? [x, height + up * (8 + LEVEL * k)] : [x, y]);
    const looks = { "αv": [theme.pink, [8, 4]], "−s": [theme.pink, [8, 4]] };
    for (const { name: text, vector, direction } of parts) {
      const [color, dash] = looks[text] ?? [theme.green, [3, 3]];
      const from = lift(view.pixel(vector ? end : w), level);
      if (vector) end = end.map((x, i) => x + vector[i]);
      const to = vector ? lift(view.pixel(end), level) : along(view, w, direction, from);
      arrows.push({ from, to, color, dash, width: 2.5, text });
      level++;
    }
    const { color } = shown.run;
    arrows.push({
      from: lift(view.pixel(w), level),
      to: lift(view.pixel(next), level),
      color,
      dash: [],
      width: 3.5,
      text: _("step"),
    });
    return arrows;
  }

  return { title: _("Anatomy"), element, prepare, draw, layer };
}

/** A formula in pieces, between which its line may break: before =, + and − that stand in no brackets. */
function pieces(line) {
  let depth = 0;
  const broken = line.replace(/[({})]| (?=[=+−] )/g, (sign) => {
    depth += (sign === "(" || sign === "{") - (sign === ")" || sign === "}");
    return sign === " " && !depth ? "\n" : sign;
  });
  return broken.split("\n");
}

/** The end of an arrow of a fixed length that shows a direction. */
function along(view, w, direction, from) {
  const size = Math.hypot(...direction) || 1;
  const [x0, y0] = view.pixel(w);
  const [x1, y1] = view.pixel(w.map((x, i) => x + direction[i] / size));
  const [dx, dy] = [x1 - x0, direction.length > 1 ? y1 - y0 : 0];
  const length = Math.hypot(dx, dy) || 1;
  return [from[0] + (LENGTH * dx) / length, from[1] + (LENGTH * dy) / length];
}
