// Zoom and pan of the landscape: buttons, the keys + − 0 and Ctrl with arrows, the wheel with Ctrl
// (which is what a pinch on a touchpad sends), two fingers, and dragging with Shift.

import { createButton } from "../../../frame/controls.js";
import { make, placeOf } from "../../../frame/host.js";
import { within } from "../../../kit/scales.js";
import { _ } from "../../../kit/text.js";

const CLOSEST = 1e-4; // of the whole map
const WIDEST = 4;
const STEP = 1.5;

export function createZoomPanel({ objective, stage, view, act }) {
  const element = make("div", "lk-row");
  const domain = () => act.get("view") ?? objective.domain;
  let pause = null;
  const middle = () => domain().map(([low, high]) => (low + high) / 2);
  const whole = createButton("⤢", () => show(null), _("Whole map"));
  element.append(
    createButton("−", () => zoom(1 / STEP, middle()), _("Zoom out")),
    createButton("+", () => zoom(STEP, middle()), _("Zoom in")),
    whole,
    make("span", "lk-muted", {
      textContent: _(
        "Zoom: + − 0, pinch, or Ctrl and wheel. Move: Ctrl and arrows, or Shift and drag.",
      ),
    }),
  );

  function show(bounds) {
    act.set("view", bounds);
    act.redraw();
    clearTimeout(pause); // a wheel does not say when it stops
    pause = setTimeout(act.commit, 250);
  }

  /** Enlarge by a factor, with one point staying where it is. */
  function zoom(factor, fixed) {
    const size = ([low, high]) => high - low;
    const now = size(objective.domain[0]) / size(domain()[0]);
    const allowed = within(now * factor, [1 / WIDEST, 1 / CLOSEST]) / now;
    show(domain().map((ends, i) => ends.map((end) => fixed[i] + (end - fixed[i]) / allowed)));
  }

  function pan(parts) {
    show(domain().map(([low, high], i) => {
      const shift = parts[i] * (high - low);
      return [low + shift, high + shift];
    }));
  }

  /** Move the map so that what was at one place is at another. */
  const carry = ([x0, y0], [x1, y1]) => {
    const { left, right, top, bottom } = view.frame;
    pan([(x0 - x1) / (right - left), (y1 - y0) / (bottom - top)]);
  };

  const place = (event) => placeOf(event, view.canvas);

  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
      event.preventDefault();
      zoom(1.01 ** -within(event.deltaY, [-40, 40]), view.startAt(...place(event)));
    },
    { passive: false },
  );

  // Two fingers, or one pointer with Shift; before drag.js takes hold of the start.
  const fingers = new Map();
  let held = false;
  const center = () => [0, 1].map((i) => [...fingers.values()].reduce((sum, p) => sum + p[i], 0) / fingers.size);
  const spread = () => {
    const [[x0, y0], [x1, y1]] = [...fingers.values()];
    return Math.hypot(x1 - x0, y1 - y0);
  };
  const ours = (event) => held && fingers.has(event.pointerId);
  const listen = (type, listener) => stage.addEventListener(type, listener, { capture: true });
  listen("pointerdown", (event) => {
    if (event.pointerType !== "touch" && !event.shiftKey) return;
    fingers.set(event.pointerId, place(event));
    if (!event.shiftKey && fingers.size < 2) return;
    held = true;
    event.stopPropagation();
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
  });
  listen("pointermove", (event) => {
    if (!ours(event)) return;
    event.stopPropagation();
    const [before, size] = [center(), fingers.size > 1 && spread()];
    fingers.set(event.pointerId, place(event));
    carry(before, center());
    if (size) zoom(spread() / size, view.startAt(...center()));
  });
  for (const type of ["pointerup", "pointercancel"]) {
    listen(type, (event) => {
      if (ours(event)) event.stopPropagation();
      fingers.delete(event.pointerId);
      held &&= fingers.size > 0;
    });
  }
  stage.addEventListener("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });

  const PAN = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowDown: [0, -0.1], ArrowUp: [0, 0.1] };
  view.canvas.addEventListener("keydown", (event) => {
    const action = {
      "+": () => zoom(STEP, middle()),
      "=": () => zoom(STEP, middle()),
      "-": () => zoom(1 / STEP, middle()),
      0: () => show(null),
    }[event.key];
    if (action && !event.ctrlKey && !event.metaKey) action();
    else if (PAN[event.key] && event.ctrlKey) pan(PAN[event.key]);
    else return;
    event.preventDefault();
  });

  const draw = () => (whole.disabled = act.get("view") === null);
  return { element, draw, close: () => clearTimeout(pause) };
}
