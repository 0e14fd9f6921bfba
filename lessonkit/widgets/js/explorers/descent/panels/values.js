// Exact values under the pointer: of the landscape, of a step near it, and of a step over the
// curves of values, which is then ringed on the landscape too. Pressed there, it sets the clock.

import { make, placeOf } from "../../../frame/host.js";
import { inside } from "../../../kit/path.js";
import { ring } from "../../../kit/pen.js";
import { within } from "../../../kit/scales.js";
import { _, short } from "../../../kit/text.js";
import { describePoint } from "../describe.js";
import { SIDES } from "./loss.js";

const NEAR = 12; // pixels

export function createValuesPanel({ objective, act, stage, view }) {
  const element = make("div", "lk-tip", { hidden: true });
  let picture = null;
  let pointer = null; // where on the landscape
  let hovered = null; // {step, x, y}: which step, and where on the curves of values
  let values = null; // their canvas

  function show() {
    const lines = hovered ? linesOfStep(hovered.step) : pointer ? linesAt(...pointer) : null;
    element.hidden = !lines;
    if (!lines) return;
    element.textContent = lines.join("\n");
    const [x, y] = hovered ? [hovered.x, hovered.y] : pointer;
    const { offsetLeft, offsetTop, clientWidth } = hovered ? values.parentElement : stage;
    const side = x > clientWidth / 2 ? "calc(-100% - 14px)" : "14px";
    element.style.transform = `translate(${offsetLeft + x}px, ${offsetTop + y}px) translate(${side}, 14px)`;
  }

  const inSight = () => picture.runs.filter(({ visible }) => visible);

  function linesAt(px, py) {
    if (!inside([px, py], view.frame)) return null;
    const found = nearest(px, py);
    const w = found?.w ?? view.startAt(px, py);
    const value = objective.value(w);
    const slope = short(Math.hypot(...objective.gradient(w)));
    const lines = found ? [`${found.name}, ${_("step")} ${found.step}`] : [];
    lines.push(describePoint(objective, w, "", 2));
    if (!Number.isFinite(value)) return [...lines, _("f has no value here")];
    lines.push(`f = ${short(value)}`);
    return [...lines, _("steepness {slope}", { slope })];
  }

  function linesOfStep(step) {
    const runs = inSight();
    const name = (run) => (runs.length > 1 ? `${run.name}: ` : "");
    return [`${_("step")} ${step}`, ...runs.map((run) => `${name(run)}f = ${short(run.path.values[step])}`)];
  }

  function nearest(px, py) {
    let best = null;
    for (const { path, name } of inSight()) {
      path.points.forEach((w, step) => {
        const [x, y] = view.pixel(w);
        const distance = Math.hypot(x - px, y - py);
        if (distance <= (best?.distance ?? NEAR)) best = { w, step, name, distance };
      });
    }
    return best;
  }

  stage.addEventListener("pointermove", (event) => {
    pointer = event.pointerType === "touch" || event.buttons ? null : placeOf(event, view.canvas);
    show();
  });
  stage.addEventListener("pointerleave", () => {
    pointer = null;
    show();
  });

  function follow(canvas) {
    values = canvas;
    const hover = (event) => {
      const [x, y] = placeOf(event, canvas);
      const share = (x - SIDES.left) / (canvas.clientWidth - SIDES.left - SIDES.right);
      hovered = { x, y, step: within(Math.round(share * picture.steps), [0, picture.steps]) };
      if (event.buttons) act.set("step", hovered.step);
      act.refresh();
    };
    canvas.addEventListener("pointerdown", hover);
    canvas.addEventListener("pointermove", hover);
    canvas.addEventListener("pointerup", act.commit);
    canvas.addEventListener("pointerleave", () => {
      hovered = null;
      act.refresh();
    });
  }

  function draw(newPicture) {
    picture = newPicture;
    const canvas = values ?? stage.parentElement?.querySelector(".lk-loss");
    if (canvas && !values) follow(canvas);
    if (hovered) hovered.step = Math.min(hovered.step, picture.steps);
    show();
  }

  const layer = {
    above(ctx, { pixel, frame }, { runs, theme }) {
      for (const { visible, path } of hovered ? runs : []) {
        const place = pixel(path.points[Math.min(hovered.step, path.points.length - 1)]);
        if (visible && inside(place, frame)) ring(ctx, place, 12, theme.ink, 2.5);
      }
    },
  };

  return { element, draw, layer };
}
