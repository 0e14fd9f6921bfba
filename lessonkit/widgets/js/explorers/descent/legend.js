// Who is who in a race: a button for each run shows it or takes it away.

import { drawMarker } from "../../kit/looks.js";
import { assign, make } from "../../frame/host.js";

const [WIDTH, HEIGHT] = [38, 16];

/** @returns {element, draw(picture)}; it hides itself when there is one run only. */
export function createLegend({ labels, act }) {
  const element = assign(make("div", "lk-runs"), { role: "group", "aria-label": labels.optimizers });
  let drawn = null;

  function draw({ runs, theme }) {
    const looks = runs.map(({ name, color, visible }) => [name, color, visible]);
    const wanted = JSON.stringify([looks, theme.background]);
    if (wanted === drawn) return;
    drawn = wanted;
    element.hidden = runs.length < 2;
    while (element.children.length > runs.length) element.lastChild.remove();
    while (element.children.length < runs.length) element.append(createButton(element.children.length));
    runs.forEach((run, k) => {
      const button = element.children[k];
      button.lastChild.textContent = run.name;
      assign(button, { "aria-pressed": run.visible });
      drawSample(button.firstChild, run, theme);
    });
  }

  function createButton(k) {
    const button = make("button", "lk-run", { type: "button" });
    button.append(make("canvas"), make("span"));
    button.addEventListener("click", () => {
      act.set("hidden", toggled(act.get("hidden"), k));
      act.commit();
    });
    return button;
  }

  return { element, draw };
}

const toggled = (list, k) =>
  list.includes(k) ? list.filter((i) => i !== k) : [...list, k].sort((a, b) => a - b);

/** A piece of a run's line with its marker. */
function drawSample(canvas, { color, marker, dash }, theme) {
  const ratio = window.devicePixelRatio || 1;
  Object.assign(canvas, { width: WIDTH * ratio, height: HEIGHT * ratio });
  canvas.style.width = `${WIDTH}px`;
  canvas.style.height = `${HEIGHT}px`;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  ctx.strokeStyle = color;
  ctx.lineWidth = 2.2;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(1, HEIGHT / 2);
  ctx.lineTo(WIDTH - 1, HEIGHT / 2);
  ctx.stroke();
  for (const [ink, radius] of [[theme.background, 6.5], [color, 5]]) {
    ctx.fillStyle = ink;
    drawMarker(ctx, [WIDTH / 2, HEIGHT / 2], marker, radius);
  }
}
