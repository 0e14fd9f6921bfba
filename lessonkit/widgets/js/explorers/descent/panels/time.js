// The clock: play, pause, one step on or back, any step, and how fast. Space plays too.

import { createSlider, parseSteps } from "../../../frame/controls.js";
import { fill } from "../../../frame/describe.js";
import { assign, make } from "../../../frame/host.js";

const SPEEDS = [1, 2, 5, 10, 25]; // steps a second
const CALM = 2; // the most where motion is to be reduced

export function createTimePanel({ labels, limits, act, root }) {
  const element = make("div", "lk-row lk-time");
  const button = (text, label, action) => {
    const made = make("button", "lk-reset", { type: "button", textContent: text });
    assign(made, { "aria-label": label, title: label });
    made.addEventListener("click", action);
    return made;
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const speed = make("select", "lk-select", { ariaLabel: labels.speed });
  for (const value of SPEEDS) {
    const textContent = fill(labels.steps_a_second, { count: value });
    speed.append(make("option", "", { value, textContent, selected: value === 5 }));
  }
  const now = () => act.get("step");
  const last = () => act.get("steps");
  let playing = null; // {frame, from, since}: the animation frame, and where and when it started

  const slider = createSlider({
    label: labels.step_shown,
    min: 0,
    max: limits.steps[1],
    step: 1,
    toSlider: Number,
    fromSlider: Number,
    next: (value, count) => within(value + count),
    format: String,
    parse: (text) => parseSteps(text, last()),
    onInput: scrub,
    onCommit: act.commit,
    onRefuse: (text) => act.complain(labels.bad_step, text, now(), last()),
  });
  const back = button("◂", labels.step_back, () => go(now() - 1));
  const play = button("▶", labels.play, () => (playing ? stop() : start()));
  const on = button("▸", labels.step_on, () => go(now() + 1));
  element.append(back, play, on, slider.element, speed);

  const within = (step) => Math.max(0, Math.min(last(), step));

  function go(step) {
    stop();
    act.set("step", within(step));
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
    if (step !== now()) act.set("step", within(step));
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
    act.set("step", within(step));
    if (playing) Object.assign(playing, { from: now(), since: null });
  }
  speed.addEventListener("change", () => scrub(now()));

  function name() {
    play.textContent = playing ? "❚❚" : "▶";
    const label = playing ? labels.pause : labels.play;
    assign(play, { "aria-label": label, title: label });
  }

  // Space does what it always does on buttons, menus and in fields.
  function onKey(event) {
    if (event.key !== " " || event.target.closest("button, select, input:not([type=range])")) return;
    event.preventDefault();
    play.click();
  }
  root.addEventListener("keydown", onKey);

  function draw({ step, steps }) {
    slider.limit(steps);
    slider.set(step);
    back.disabled = step === 0;
    on.disabled = step === steps;
  }

  const close = () => {
    if (playing) cancelAnimationFrame(playing.frame);
    root.removeEventListener("keydown", onKey);
  };
  return { element, full: true, layout() {}, draw, close };
}
