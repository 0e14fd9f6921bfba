// The clock: play, pause, one step on or back, any step, and how fast. Space plays too.

import { createSlider, parseSteps } from "./controls.js";
import { fill } from "./describe.js";
import { assign, make } from "./host.js";

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
  let shown = { step: 0, steps: 0 };
  let playing = null; // {frame, since, from}: the animation frame, and where and when it started

  const slider = createSlider({
    label: labels.step_shown,
    min: 0,
    max: limits.steps[1],
    step: 1,
    toSlider: Number,
    fromSlider: Number,
    next: (value, count) => within(value + count),
    format: String,
    parse: (text) => parseSteps(text, shown.steps),
    onInput: (value) => act.set("step", within(value)),
    onCommit: act.commit,
    onRefuse: (text) => act.complain(labels.bad_step, text, shown.step, shown.steps),
  });
  const back = button("◂", labels.step_back, () => go(shown.step - 1));
  const play = button("▶", labels.play, () => (playing ? stop() : start()));
  const on = button("▸", labels.step_on, () => go(shown.step + 1));
  element.append(back, play, on, slider.element, speed);

  const within = (step) => Math.max(0, Math.min(shown.steps, step));

  function go(step) {
    stop();
    act.set("step", within(step));
    act.commit();
  }

  function start() {
    if (shown.steps === 0) return;
    const from = shown.step < shown.steps ? shown.step : 0;
    act.set("step", from);
    playing = { from, since: null, frame: requestAnimationFrame(tick) };
    name();
  }

  function tick(now) {
    playing.since ??= now;
    const rate = calm.matches ? Math.min(CALM, speed.value) : Number(speed.value);
    const step = playing.from + Math.floor(((now - playing.since) / 1000) * rate);
    if (step !== shown.step) act.set("step", within(step));
    if (step >= shown.steps) return stop();
    playing.frame = requestAnimationFrame(tick);
  }

  function stop() {
    if (!playing) return;
    cancelAnimationFrame(playing.frame);
    playing = null;
    name();
    act.commit();
  }

  speed.addEventListener("change", () => {
    if (playing) Object.assign(playing, { from: shown.step, since: null });
  });

  function name() {
    play.textContent = playing ? "❚❚" : "▶";
    const label = playing ? labels.pause : labels.play;
    assign(play, { "aria-label": label, title: label });
  }

  // Space does what it always does on buttons, menus and in fields.
  function onKey(event) {
    if (event.key !== " " || event.target.closest("button, select, input[type=text]")) return;
    event.preventDefault();
    play.click();
  }
  root.addEventListener("keydown", onKey);

  function draw({ step, steps }) {
    shown = { step, steps };
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
