// The clock: play, pause, one step on or back, any step, and how fast. Space plays too.

import { createButton, createMenu } from "../../../frame/controls.js";
import { make } from "../../../frame/host.js";
import { counts, parseSteps } from "../../../frame/ranges.js";
import { within } from "../../../kit/scales.js";
import { _, N_ } from "../../../kit/text.js";

const SPEEDS = [1, 2, 5, 10, 25]; // steps a second
const CALM = 2; // the most where motion is to be reduced
const NO_STEP = N_("The step must be a whole number from 0 to {max}, not “{text}”. It stays {value}.");

export function createTimePanel({ limits, act, root, slider }) {
  const element = make("div", "lk-row");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const now = () => act.get("step");
  const last = () => act.get("steps");
  const possible = (step) => within(step, [0, last()]);
  let playing = null; // {frame, from, since}: the animation frame, and where and when it started

  const clock = slider("step", _("Step"), counts(limits.steps), {
    next: (value, count) => possible(value + count),
    parse: (text) => parseSteps(text, last()),
    onInput: scrub,
    complaint: NO_STEP,
    facts: () => ({ max: last() }),
  });
  const back = createButton("◂", () => go(now() - 1), _("One step back"));
  const play = createButton("▶", () => (playing ? stop() : start()), _("Play"));
  const on = createButton("▸", () => go(now() + 1), _("One step on"));
  const speeds = SPEEDS.map((count) => [count, _("{count} steps/s", { count })]);
  const speed = createMenu(_("Speed"), speeds, () => scrub(now()));
  speed.value = 5;
  element.append(back, play, on, clock.element, speed);

  function go(step) {
    stop();
    act.set("step", possible(step));
    act.commit();
  }

  function start() {
    if (last() === 0) return;
    const from = now() < last() ? now() : 0;
    act.set("step", from);
    playing = { from, since: null, frame: requestAnimationFrame(tick) };
    name();
  }

  function tick(time) {
    playing.since ??= time;
    const rate = calm.matches ? Math.min(CALM, speed.value) : Number(speed.value);
    const step = playing.from + Math.floor(((time - playing.since) / 1000) * rate);
    if (step !== now()) act.set("step", possible(step));
    if (step >= last()) return stop();
    playing.frame = requestAnimationFrame(tick);
  }

  function stop() {
    if (!playing) return;
    cancelAnimationFrame(playing.frame);
    playing = null;
    name();
    act.commit();
  }

  /** Go on from another step, at the speed that is set now. */
  function scrub(step) {
    act.set("step", possible(step));
    if (playing) Object.assign(playing, { from: now(), since: null });
  }

  function name() {
    play.textContent = playing ? "❚❚" : "▶";
    play.ariaLabel = play.title = playing ? _("Pause") : _("Play");
  }

  // Space does what it always does on buttons, menus and in fields.
  function onKey(event) {
    if (event.key !== " " || event.target.closest("button, select, input:not([type=range])")) return;
    event.preventDefault();
    play.click();
  }
  root.addEventListener("keydown", onKey);

  function draw({ step, steps }) {
    clock.limit(steps);
    back.disabled = step === 0;
    on.disabled = step === steps;
  }

  const close = () => playing && cancelAnimationFrame(playing.frame);
  return { element, draw, close };
}
