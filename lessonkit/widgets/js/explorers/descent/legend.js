// Who is who in a race: a button for each run shows it or takes it away.

import { createButton } from "../../frame/controls.js";
import { make } from "../../frame/host.js";
import { createNews } from "../../frame/state.js";
import { createPlot } from "../../kit/canvas.js";
import { drawMarker } from "../../kit/looks.js";
import { stroke } from "../../kit/pen.js";
import { _ } from "../../kit/text.js";

const [SAMPLE_WIDTH, SAMPLE_HEIGHT] = [38, 16];
const MIDDLE = [SAMPLE_WIDTH / 2, SAMPLE_HEIGHT / 2];

/** @returns {element, draw(picture)}; it hides itself when there is one run only. */
export function createLegend({ act }) {
  const element = make("div", "lk-runs", { role: "group", ariaLabel: _("Optimizers") });
  const entries = [];
  const isNew = createNews();

  function draw({ runs, theme }) {
    const looks = runs.map(({ name, color, visible }) => [name, color, visible]);
    if (!isNew(looks, theme.background, devicePixelRatio)) return;
    element.hidden = runs.length < 2;
    while (entries.length > runs.length) entries.pop().button.remove();
    while (entries.length < runs.length) entries.push(createEntry(entries.length));
    runs.forEach((run, k) => {
      const { button, name, sample } = entries[k];
      name.textContent = run.name;
      button.ariaPressed = String(run.visible);
      drawSample(sample, run, theme);
    });
  }

  function createEntry(k) {
    const sample = createPlot("");
    const name = make("span");
    const button = createButton("", () => act.put("hidden", toggled(act.hidden, k)));
    button.className = "lk-run";
    sample.canvas.ariaHidden = "true";
    button.append(sample.canvas, name);
    element.append(button);
    return { button, name, sample };
  }

  return { element, draw };
}

const toggled = (list, k) =>
  list.includes(k) ? list.filter((i) => i !== k) : [...list, k].sort((a, b) => a - b);

/** A piece of a run's line with its marker. */
function drawSample(plot, { color, marker, dash }, theme) {
  plot.layout(SAMPLE_WIDTH, SAMPLE_HEIGHT, theme);
  const ctx = plot.clear();
  stroke(ctx, [[1, SAMPLE_HEIGHT / 2], [SAMPLE_WIDTH - 1, SAMPLE_HEIGHT / 2]], color, 2.2, dash);
  drawMarker(ctx, MIDDLE, marker, 5, color, theme.background);
}
