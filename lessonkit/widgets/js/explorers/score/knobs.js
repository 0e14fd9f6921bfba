// The handles of the scores: one for each bar, for mouse, finger and keyboard. To a screen reader
// each is a slider.

import { holdByPointer } from "../../frame/drag.js";
import { make, onKeys, placeOf } from "../../frame/host.js";
import { within } from "../../kit/scales.js";
import { fixed, round } from "../../kit/text.js";

const STEP = 0.05;
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 20, PageDown: -20 };
const TURNS = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * @param stage the element around the bars' canvas; @param bars their view.
 * @param names what each handle is called, @param range the least and the greatest score.
 * @param getScores() where they are,
 * @param onMove(j, score) on every move, onRelease() when the pointer or key is let go.
 * @returns place(), to be called when they have moved.
 */
export function createKnobs(stage, bars, names, range, { getScores, onMove, onRelease }) {
  const possible = (score) => round(within(score, range), 2);
  const facts = { tabIndex: 0, role: "slider", ariaOrientation: "vertical" };
  const limits = { ariaValueMin: range[0], ariaValueMax: range[1] };
  const knobs = names.map((name, j) => {
    const knob = make("div", "lk-knob", { ...facts, ...limits, ariaLabel: name });
    onKeys(knob, TURNS, (turn) => knobs[(j + turn + knobs.length) % knobs.length].focus());
    onKeys(knob, KEYS, (count, { shiftKey }) =>
      onMove(j, possible(getScores()[j] + STEP * count * (shiftKey ? 10 : 1))));
    knob.addEventListener("keyup", onRelease);
    knob.addEventListener("blur", onRelease);
    stage.append(knob);
    return knob;
  });

  // A finger drags a handle; everywhere else it scrolls the page. A mouse may take a bar anywhere.
  holdByPointer(stage, {
    take(event) {
      const grabbed = knobs.indexOf(event.target);
      if (event.pointerType === "touch" && grabbed < 0) return null;
      const [px, py] = placeOf(event, bars.canvas);
      const j = grabbed < 0 ? bars.columnAt(px) : grabbed;
      knobs[j].focus({ preventScroll: true });
      const dy = grabbed < 0 ? 0 : bars.pixel(j, getScores()[j])[1] - py;
      return { j, dy, jump: grabbed < 0 };
    },
    move: ({ j, dy }, event) => onMove(j, possible(bars.valueAt(placeOf(event, bars.canvas)[1] + dy))),
    drop: onRelease,
  });

  function place() {
    const scores = getScores();
    const width = bars.columnWidth();
    const { top, bottom } = bars.frame;
    knobs.forEach((knob, j) => {
      const [x, y] = bars.pixel(j, scores[j]);
      knob.style.width = `${width}px`;
      knob.style.transform = `translate(${x - width / 2}px, ${within(y, [top, bottom]) - 20}px)`;
      Object.assign(knob, { ariaValueNow: scores[j], ariaValueText: fixed(scores[j], 2) });
    });
  }

  return { place };
}
