// The handles of the scores: one for each bar, for mouse, finger and keyboard. To a screen reader
// each is a slider.

import { make } from "../../frame/host.js";
import { fixed, round } from "../../kit/text.js";

const STEP = 0.05;
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 20, PageDown: -20 };

/**
 * @param stage the element around the bars' canvas; @param bars their view.
 * @param names what each handle is called, @param range the least and the greatest score.
 * @param getScores() where they are,
 * @param onMove(j, score) on every move, onRelease() when the pointer or key is let go.
 * @returns place(), to be called when they have moved.
 */
export function createKnobs(stage, bars, names, [least, most], { getScores, onMove, onRelease }) {
  let held = null; // {id, j, dy}: the pointer that drags, the bar, and where it took hold
  const within = (score) => round(Math.max(least, Math.min(most, score)), 2);

  const knobs = names.map((name, j) => {
    const knob = make("div", "lk-knob", {
      ...{ tabIndex: 0, role: "slider", ariaLabel: name, ariaOrientation: "vertical" },
      ...{ ariaValueMin: least, ariaValueMax: most },
    });
    knob.addEventListener("keydown", (event) => press(event, j));
    knob.addEventListener("keyup", onRelease);
    knob.addEventListener("blur", onRelease);
    stage.append(knob);
    return knob;
  });

  function press(event, j) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (turn) knobs[(j + turn + knobs.length) % knobs.length].focus();
    else if (event.key in KEYS) {
      const step = STEP * KEYS[event.key] * (event.shiftKey ? 10 : 1);
      onMove(j, within(getScores()[j] + step));
    } else return;
    event.preventDefault();
  }

  function position(event) {
    const box = bars.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  const move = (event) => onMove(held.j, within(bars.valueAt(position(event)[1] + held.dy)));

  // A finger drags a handle; everywhere else it scrolls the page. A mouse may take a bar anywhere.
  stage.addEventListener("pointerdown", (event) => {
    const grabbed = knobs.indexOf(event.target);
    if (held || event.button !== 0 || (event.pointerType === "touch" && grabbed < 0)) return;
    const [px, py] = position(event);
    const j = grabbed < 0 ? bars.columnAt(px) : grabbed;
    held = { id: event.pointerId, j, dy: grabbed < 0 ? 0 : bars.pixel(j, getScores()[j])[1] - py };
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("lk-held");
    knobs[j].focus({ preventScroll: true });
    event.preventDefault();
    if (grabbed < 0) move(event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (held?.id === event.pointerId) move(event);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    stage.addEventListener(end, (event) => {
      if (held?.id !== event.pointerId) return;
      held = null;
      stage.classList.remove("lk-held");
      onRelease();
    });
  }

  function place() {
    const scores = getScores();
    const width = bars.columnWidth();
    const { top, bottom } = bars.plot.frame;
    knobs.forEach((knob, j) => {
      const [x, y] = bars.pixel(j, scores[j]);
      const height = Math.max(top, Math.min(bottom, y));
      knob.style.width = `${width}px`;
      knob.style.transform = `translate(${x - width / 2}px, ${height - 20}px)`;
      Object.assign(knob, { ariaValueNow: scores[j], ariaValueText: fixed(scores[j], 2) });
    });
  }

  return { place };
}
