// The frame of every explorer: it reads the model, makes the elements, draws once in a frame,
// follows the model, the page and the window, lays out, tells the kernel at the end of a gesture,
// announces, resets, and takes everything away again. What an explorer is by itself, its views,
// what it computes and what it says, stands in its folder.

import { isDark, readTheme } from "../kit/canvas.js";
import { _ } from "../kit/text.js";
import { createButton, createChoice, createSlider } from "./controls.js";
import { makeDraggable } from "./drag.js";
import { createGoals } from "./goals.js";
import { createFrame, createStage, make, makeRoot, refuse, watchPage } from "./host.js";
import { createLayout } from "./layout.js";
import { createPlayer } from "./player.js";
import { createState } from "./state.js";
import { createTools } from "./tools.js";

/**
 * Make the function that shows an explorer.
 *
 * @param name of its folder.
 * @param settings the names of the model's values that are changed by hand, or what makes the
 *   state of them, see state.js.
 * @param build(explorer) what is its own:
 *
 *   explorer = {model, state, root, …}, where model and what else `render` was given; and
 *     moved                          a sentence about the keys that move what is held
 *     hold(view, space, get, set)    lets a view be held: dragged, tapped, moved by arrow keys;
 *                                    returns the element that it then stands in
 *     slider(name, label, range, options)   a slider of a setting, with a range of ranges.js,
 *                                    which also has what is said of a text that is no value
 *     choice(name, label, options, texts)   radio buttons of a setting; texts() where they change
 *     button(text, act)              act() and the end of a gesture
 *     player(sequence)               what plays a sequence of steps, see player.js
 *     reset                          the button that brings the first settings back
 *     controls                       the row in which all these stand, in the order in which they
 *                                    were made; others can be appended
 *     complain(text)                 says that something cannot be; "" settles it
 *     refresh(), redraw()            have everything drawn in the next frame, or at once
 *
 *   It returns, where only `main` and `draw` must be,
 *     head       elements above everything, by default the formula if there is one
 *     main       the main view: what createChart makes, with fit(width, most) → [width, height],
 *                where `most` is how much height is in sight
 *     near       rows of more controls, in one flow with the others
 *     fold       less used ones {title, element}, folded where there is little room
 *     aside      what stands beside all these, or below where there is no room:
 *                {element, layout(width, height, theme)}
 *     foot       elements below everything
 *     draw(theme)   draws the state, and returns what is said, or {shown, said} where they differ;
 *                what is null is not shown at all
 *     facts()    what goals can ask for besides the settings, see goals.js
 *     reset()    what the button does, if not to bring the first settings back
 *     close()
 */
export function defineExplorer(name, settings, build) {
  return (host) => {
    try {
      return open(name, settings, build, host);
    } catch (error) {
      if (!(error instanceof EvalError)) throw error;
      return refuse(host);
    }
  };
}

function open(name, settings, build, host) {
  const { model, el } = host;
  const root = makeRoot(model, `lk-explorer lk-${name.replace("_", "-")}-explorer`);
  const controls = make("div", "lk-controls");
  const description = make("p", "lk-description", { ariaHidden: "true" });
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  const shows = []; // what brings handles and controls up to the state
  const players = [];
  let theme = null;
  let said = "";

  const frame = createFrame(draw, () => (announcement.textContent = said));
  const made = Array.isArray(settings) ? createState : settings;
  const state = made(model, frame.request, settings);
  const { set, commit } = state;

  // --- what an explorer is built with ---

  const complain = (text) => (complaint.textContent = text);

  function hold(view, space, getStart, onMove) {
    const stage = createStage(view);
    const hand = makeDraggable(stage, view, space, { getStart, onMove, onRelease: commit });
    shows.push(hand.place);
    return stage;
  }

  function slider(name, label, range, { of = () => state[name], ...options } = {}) {
    const { ends, format, complaint, facts } = { ...range, ...options };
    const made = createSlider({
      label,
      onInput: (value) => set(name, value),
      onCommit: commit,
      onRefuse(text) {
        const all = ends.map(format);
        const values = { label, text, value: format(of()), min: all[0], max: all.at(-1), all: all.join(", ") };
        complain(text === null ? "" : _(complaint, { ...values, ...facts?.() }));
      },
      ...range,
      ...options,
    });
    shows.push(() => made.set(of()));
    controls.append(made.element);
    return made;
  }

  function choice(name, label, options, texts = () => undefined) {
    const made = createChoice(label, options, (value) => state.put(name, value));
    shows.push(() => made.set(state[name], texts()));
    controls.append(made.element);
  }

  function button(text, act) {
    const made = createButton(text, () => {
      act();
      commit();
    });
    controls.append(made);
    return made;
  }

  function player(sequence) {
    players.push(createPlayer({ root, slider, state, set, commit, refresh: frame.request }, sequence));
    return players.at(-1);
  }

  const goals = createGoals(model);
  const reset = createButton(_("Reset"), () => {
    if (parts.reset) {
      parts.reset();
      return commit();
    }
    goals.clear();
    for (const { reset } of players) reset();
    state.reset();
  });
  const parts = build({
    ...{ ...host, state, set, commit, root, controls, reset },
    moved: _("Arrow keys move it, with Shift further."),
    ...{ hold, slider, choice, button, player, complain, refresh: frame.request, redraw: draw },
  });

  // --- elements ---

  const { main, aside, near = [], fold, head = formula(model), foot = [] } = parts;
  const inFold = fold ? [make("summary", "", { textContent: fold.title }), fold.element] : [];
  const folded = make("details", "lk-fold", { open: true, hidden: !fold }, ...inFold);
  controls.prepend(goals.element);
  const tools = createTools(model, root, name, () => said);
  if (!reset.parentElement) tools.element.prepend(reset);
  for (const { classList } of near) classList.add("lk-flow");
  controls.append(...players.map(({ element }) => element), ...near);
  const first = head.length ? make("div", "lk-above", {}, ...head) : description;
  const line = make("div", "lk-line", {}, first, tools.element);
  const [above, told] = head.length ? [[line], description] : [[], line];
  const hand = make("div", "lk-hand", {}, told, controls, folded, complaint); // near the main view
  const beside = aside ? [aside.element] : [];
  const views = make("div", "lk-views", {}, main.element ?? main.canvas, hand, ...beside);
  root.append(...above, views, ...foot, announcement);

  // --- from the state to the picture ---

  function draw() {
    if (!theme) return; // not laid out yet
    const text = parts.draw(theme);
    const { shown, said: spoken } = text.said ? text : { shown: text, said: text };
    said = spoken;
    goals.check(state, parts.facts);
    for (const show of [...shows, ...players.map(({ show }) => show)]) show();
    description.hidden = shown === null;
    if (description.textContent !== shown) description.textContent = shown;
  }

  const arrange = createLayout({ root, views, hand, description, folded, complaint }, { main, aside, fold, head, foot });

  function layout() {
    if (!root.clientWidth) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    arrange(theme);
    draw();
  }

  const unwatch = watchPage(root, layout);
  el.append(root);
  return () => {
    state.close();
    goals.close();
    tools.close();
    unwatch();
    frame.cancel();
    for (const { close } of players) close();
    parts.close?.();
    root.remove();
  };
}

function formula(model) {
  const { mathml } = model.get("_objective") ?? {};
  return mathml ? [make("div", "lk-formula", { innerHTML: mathml })] : [];
}
