// Exact values under the pointer: of the landscape and, near a point of a path, of that step.

import { describePoint, fill } from "./describe.js";
import { make } from "./host.js";
import { short } from "./scales.js";

const NEAR = 12; // pixels

export function createValuesPanel({ objective, labels, stage, view }) {
  const element = make("div", "lk-tip", { hidden: true });
  let picture = null;
  let pointer = null;

  function show() {
    const { left, right, top, bottom } = view.plot.frame;
    const [px, py] = pointer ?? [NaN, NaN];
    element.hidden = !(px >= left && px <= right && py >= top && py <= bottom);
    if (element.hidden || !picture) return;
    const found = nearest(px, py);
    const w = found?.w ?? view.startAt(px, py);
    const slope = Math.hypot(...objective.gradient(w));
    const lines = [describePoint(objective, w, found?.index ?? "", 2)];
    lines.push(`f = ${short(objective.value(w))}`, `${fill(labels.slope_here, { slope: short(slope) })}`);
    if (found) lines.unshift(`${found.name}, ${labels.step} ${found.step}`);
    element.textContent = lines.join("\n");
    const { offsetLeft, offsetTop } = stage;
    const side = px > (left + right) / 2 ? `calc(-100% - 14px)` : "14px";
    element.style.transform = `translate(${offsetLeft + px}px, ${offsetTop + py}px) translate(${side}, 14px)`;
  }

  function nearest(px, py) {
    let best = null;
    for (const { path, name, visible } of picture.runs) {
      if (!visible) continue;
      path.points.forEach((w, step) => {
        const [x, y] = view.pixel(w);
        const distance = Math.hypot(x - px, y - py);
        if (distance <= (best?.distance ?? NEAR)) best = { w, step, name, distance };
      });
    }
    return best;
  }

  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const box = view.canvas.getBoundingClientRect();
    pointer = event.buttons ? null : [event.clientX - box.left, event.clientY - box.top];
    show();
  });
  stage.addEventListener("pointerleave", () => {
    pointer = null;
    show();
  });

  function draw(newPicture) {
    picture = newPicture;
    show();
  }

  return { element, full: true, layout() {}, draw };
}
