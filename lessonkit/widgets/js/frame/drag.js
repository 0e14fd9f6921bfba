// Moving the start: drag it, click where it should go, or use the arrow keys.

import { niceStep } from "../kit/scales.js";
import { decimalsFor, round } from "../kit/text.js";

const GRIP = 22; // how near to the ball, in pixels, a pointer takes hold of it

/**
 * @param stage the element around the landscape's canvas.
 * @param view its view: canvas, startAt(px, py), pixel(start).
 * @param onMove(start) on every move, onRelease() when the pointer or key is let go.
 * @returns place(), to be called when the start has moved: it puts the handle for fingers there.
 */
export function makeDraggable(stage, view, objective, { getStart, onMove, onRelease }) {
  // A finger that starts on the handle drags; everywhere else it scrolls the page.
  const handle = Object.assign(document.createElement("div"), { className: "lk-handle" });
  stage.append(handle);
  let held = null; // {id, dx, dy}: the pointer that drags, and where on the ball it took hold
  let tap = null; // a finger beside the handle that may become a tap

  const tidy = (start) => start.map((value, i) => {
    const [low, high] = objective.domain[i];
    return round(Math.max(low, Math.min(high, value)), decimalsFor([low, high]));
  });

  function position(event) {
    const box = view.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  function move(event) {
    const [px, py] = position(event);
    onMove(tidy(view.startAt(px + held.dx, py + held.dy)));
  }

  stage.addEventListener("pointerdown", (event) => {
    if (held || event.button !== 0) return;
    if (event.pointerType === "touch" && event.target !== handle) {
      tap = event.pointerId;
      return;
    }
    const [px, py] = position(event);
    const [x, y] = view.pixel(getStart());
    const near = Math.hypot(px - x, py - y) <= GRIP;
    held = { id: event.pointerId, dx: near ? x - px : 0, dy: near ? y - py : 0 };
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("lk-held");
    view.canvas.focus({ preventScroll: true });
    event.preventDefault();
    if (!near) move(event);
  });

  stage.addEventListener("pointermove", (event) => {
    if (held?.id === event.pointerId) move(event);
  });

  stage.addEventListener("pointerup", (event) => {
    if (tap === event.pointerId) {
      const [px, py] = position(event);
      onMove(tidy(view.startAt(px, py)));
      onRelease();
    }
    tap = null;
    drop(event);
  });
  stage.addEventListener("pointercancel", (event) => {
    tap = null;
    drop(event);
  });
  stage.addEventListener("lostpointercapture", drop);

  function drop(event) {
    if (held?.id !== event.pointerId) return;
    held = null;
    stage.classList.remove("lk-held");
    onRelease();
  }

  const keys = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] };
  view.canvas.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [axis, sign] = keys[event.key];
    const i = Math.min(axis, objective.dim - 1);
    const [low, high] = objective.domain[i];
    const step = niceStep((high - low) / 100) * (event.shiftKey ? 10 : 1);
    const start = [...getStart()];
    start[i] += sign * step;
    onMove(tidy(start));
  });
  view.canvas.addEventListener("keyup", (event) => {
    if (event.key in keys) onRelease();
  });
  view.canvas.addEventListener("blur", onRelease);

  function place() {
    const { left, right, top, bottom } = view.plot.frame;
    const [x, y] = view.pixel(getStart());
    const within = (value, low, high) => Math.max(low, Math.min(high, value || low));
    handle.style.transform = `translate(${within(x, left, right)}px, ${within(y, top, bottom)}px)`;
  }

  return { place };
}
