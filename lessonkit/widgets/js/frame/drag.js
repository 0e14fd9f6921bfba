// Moving a place: drag it, click where it should go, or use the arrow keys.

import { niceStep, within } from "../kit/scales.js";
import { decimalsFor, round } from "../kit/text.js";
import { make, onKeys, placeOf } from "./host.js";

const GRIP = 22; // how near to the ball, in pixels, a pointer takes hold of it
const TURN = 0.01; // radians with a pixel, and five times as much with a key
const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] };

/**
 * Let one pointer at a time hold something.
 *
 * @param take(event) what it holds, or null; move(held, event) on every move; drop() at the end.
 */
export function holdByPointer(stage, { take, move, drop }) {
  let held = null;
  stage.addEventListener("pointerdown", (event) => {
    const taken = !held && event.button === 0 && take(event);
    if (!taken) return;
    held = { ...taken, id: event.pointerId };
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("lk-held");
    event.preventDefault();
    if (held.jump) move(held, event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (held?.id === event.pointerId) move(held, event);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    stage.addEventListener(end, (event) => {
      if (held?.id !== event.pointerId) return;
      held = null;
      stage.classList.remove("lk-held");
      drop();
    });
  }
}

/**
 * @param stage the element around the view's canvas.
 * @param view canvas, startAt(px, py), pixel(start). Of one with turn(axis, by) the place is dragged
 *   by the ball alone; what is dragged elsewhere, and the arrow keys, turn it.
 * @param space where the place may be: {dim, domain}.
 * @param onMove(start) on every move, onRelease() when the pointer or key is let go.
 * @returns place(), to be called when the place has changed: it puts the handle for fingers there.
 */
export function makeDraggable(stage, view, space, { getStart, onMove, onRelease }) {
  // A finger that starts on the handle drags; everywhere else it scrolls the page.
  const handle = make("div", "lk-handle");
  stage.append(handle);
  let tap = null; // a finger beside the handle that may become a tap

  const tidy = (start) =>
    start.map((value, i) => round(within(value, space.domain[i]), decimalsFor(space.domain[i])));

  holdByPointer(stage, {
    take(event) {
      if (event.pointerType === "touch" && event.target !== handle && !view.turn) {
        tap = event.pointerId;
        return null;
      }
      const [px, py] = placeOf(event, view.canvas);
      const [x, y] = view.pixel(getStart());
      const near = Math.hypot(px - x, py - y) <= GRIP;
      view.canvas.focus({ preventScroll: true });
      if (view.turn && !near) return { last: [px, py] };
      return { dx: near ? x - px : 0, dy: near ? y - py : 0, jump: !near };
    },
    move({ dx, dy, last }, event) {
      const [px, py] = placeOf(event, view.canvas);
      if (last) {
        view.turn(0, TURN * (px - last[0]));
        view.turn(1, TURN * (py - last[1]));
        return last.splice(0, 2, px, py);
      }
      const start = view.startAt(px + dx, py + dy);
      if (start) onMove(tidy(start));
    },
    drop: onRelease,
  });
  stage.addEventListener("pointerup", (event) => {
    if (tap === event.pointerId) {
      onMove(tidy(view.startAt(...placeOf(event, view.canvas))));
      onRelease();
    }
    tap = null;
  });
  stage.addEventListener("pointercancel", () => (tap = null));

  onKeys(view.canvas, KEYS, ([axis, sign], { shiftKey }) => {
    const far = shiftKey ? 10 : 1;
    if (view.turn) return view.turn(axis, 5 * TURN * sign * far);
    const i = Math.min(axis, space.dim - 1);
    const [low, high] = space.domain[i];
    const step = niceStep((high - low) / 100) * far;
    const start = [...getStart()];
    start[i] += sign * step;
    onMove(tidy(start));
  });
  view.canvas.addEventListener("keyup", ({ key }) => key in KEYS && onRelease());
  view.canvas.addEventListener("blur", onRelease);

  function place() {
    const { left, right, top, bottom } = view.plot.frame;
    const [x, y] = view.pixel(getStart());
    const [px, py] = [within(x || left, [left, right]), within(y || top, [top, bottom])];
    handle.style.transform = `translate(${px}px, ${py}px)`;
  }

  return { place };
}
