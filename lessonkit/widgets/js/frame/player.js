// The clock of a sequence of steps: play, one step back or on, any step, how fast, again and again.
// Space plays, arrow keys step. Where motion is to be reduced nothing plays, and the end is shown.

import { within } from "../kit/scales.js";
import { _ } from "../kit/text.js";
import { createButton, createMenu } from "./controls.js";
import { make, onKeys } from "./host.js";
import { counts, isIn, parseSteps } from "./ranges.js";

const SPEEDS = [1, 2, 5, 10, 25, 100, 500]; // steps a second
const USUAL = 5;
const LONGEST = 12; // seconds that all of it takes at the most, unless a speed was chosen
const REST = 1.2; // seconds at the end before it begins again
const PAUSE = 0.1; // seconds: a longer frame, as that of a hidden page, counts as so long
const ARROWS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/**
 * @param explorer of which it is a part: {root, slider, state, set, commit, refresh}.
 * @param sequence.label of a step, ends [first, most], last() where it ends now; `setting` says where
 *   it stands, without one the player knows: at the end unless it is played; `range` of ranges.js, if
 *   not whole numbers in equal steps.
 * @param sequence.glides whether the picture moves between the steps: it is drawn in every frame.
 * @returns {element, show, reset, close, now(), part()}: the step, and the part of the way to the next.
 */
export function createPlayer(explorer, { label, setting, ends, last, glides, range = counts(ends) }) {
  const { root, slider, state, set, commit, refresh } = explorer;
  const [first] = ends;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let own = Infinity; // the step where no setting says it
  let playing = null; // {frame, before, at, shown}: when the last frame was, the place, what was shown
  let part = 0;

  const now = () => (setting ? state[setting] : within(own, [first, last()]));

  function go(step) {
    own = step < last() ? step : Infinity;
    if (setting) set(setting, step);
    else refresh();
  }

  // --- controls ---

  const clock = slider(setting, label, range, {
    of: now,
    onInput: go,
    next: (value, count) => within(range.next(value, count), [first, last()]),
    parse: (text) => isIn(parseSteps(text, last()), [first, last()]),
    facts: () => ({ max: last() }),
  });
  const back = createButton("◂", () => step(-1), _("One step back"));
  const play = createButton("▶", () => (playing ? stop() : start()), _("Play"));
  const on = createButton("▸", () => step(1), _("One step on"));
  const speed = createMenu(_("Speed"), SPEEDS.map((count) => [count, `${count}/s`]), () => (chosen = true));
  speed.title = _("Steps a second");
  let chosen = false; // whether the hand has chosen the speed
  const loop = createButton("↻", () => (loop.ariaPressed = String(!loops())), _("Again and again"));
  loop.ariaPressed = "false";
  const loops = () => loop.ariaPressed === "true";
  const all = [back, play, on, clock.element, speed, loop];
  const element = make("div", "lk-row lk-player", { role: "group", ariaLabel: _("Time") }, ...all);

  /** One step by hand. */
  function step(count) {
    stop();
    go(within(now() + count, [first, last()]));
    commit();
  }

  // --- playing ---

  function start() {
    if (now() >= last()) go(first);
    playing = { frame: requestAnimationFrame(tick), before: null, at: now(), shown: now() };
    name();
  }

  function tick(time) {
    const passed = Math.min(PAUSE, (time - (playing.before ?? time)) / 1000);
    playing.before = time;
    if (now() !== playing.shown) playing.at = now(); // somebody has put the clock
    playing.at += passed * speed.value;
    const [end, { at }] = [last(), playing];
    if (at >= end && !(loops() && at < end + REST * speed.value)) {
      if (!loops() || end <= first) return stop(end);
      playing.at = first;
    }
    const step = Math.min(end, Math.floor(playing.at));
    part = step < end ? eased(playing.at - step) : 0;
    if (step !== now()) go(step);
    else if (glides) refresh();
    playing.shown = step;
    playing.frame = requestAnimationFrame(tick);
  }

  function stop(step = now()) {
    if (!playing) return;
    cancelAnimationFrame(playing.frame);
    playing = null;
    part = 0;
    name();
    go(step);
    commit();
  }

  function name() {
    play.textContent = playing ? "❚❚" : "▶";
    play.ariaLabel = play.title = playing ? _("Pause") : _("Play");
  }

  // --- keys ---

  // Space does what it always does on buttons, menus and in fields.
  root.addEventListener("keydown", (event) => {
    if (event.key !== " " || calm.matches || play.disabled) return;
    if (event.target.closest("button, select, summary, input:not([type=range])")) return;
    event.preventDefault();
    play.click();
  });
  for (const button of [back, play, on, loop]) onKeys(button, ARROWS, step);

  function show() {
    const end = last();
    clock.limit(end);
    back.disabled = now() <= first;
    on.disabled = now() >= end;
    play.disabled = end <= first;
    for (const each of [play, speed, loop]) each.hidden = calm.matches;
    if (!chosen) speed.value = SPEEDS.find((count) => count >= Math.max(USUAL, (end - first) / LONGEST)) ?? SPEEDS.at(-1);
  }

  const close = () => playing && cancelAnimationFrame(playing.frame);
  return { element, show, reset: () => (own = Infinity), close, now, part: () => part };
}

/** From rest to rest. */
const eased = (part) => part * part * (3 - 2 * part);
