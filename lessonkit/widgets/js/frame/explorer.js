// The frame of every explorer: it reads the model, makes the elements, draws once in a frame,
// follows the model, the page and the window, lays out, tells the kernel at the end of a gesture,
// announces, resets, and takes everything away again. What an explorer is by itself, its views,
// what it computes and what it says, stands in its folder.

import { isDark, readTheme } from "../kit/canvas.js";
import { _ } from "../kit/text.js";
import { createButton, createChoice, createSlider } from "./controls.js";
import { makeDraggable } from "./drag.js";
import { createFrame, createStage, make, makeRoot, refuse, scrollByKeyboard, sightOf, watchPage } from "./host.js";
import { createPlayer } from "./player.js";
import { createState } from "./state.js";

const BROAD = 620; // the width from which on the aside may stand beside the main view
const ROOMY = 900; // up to which it rather stands below, where there is the height for that
const GAP = 8;
const SHARE = 0.58; // of the width, what the main view has of it at the most
const LOW = 260; // the height of an aside that stands below
const LOWEST = 165; // the least height of the main view,
const EASY = 250; // and the one from which on there may be more with it

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
 *     head       elements above everything
 *     main       the main view: what createChart makes, with fit(width, most) → [width, height],
 *                where `most` is how much height is in sight
 *     near       rows of more controls, in one flow with the others
 *     fold       less used ones {title, element}, folded where there is little room
 *     aside      what stands beside all these, or below where there is no room:
 *                {element, layout(width, height, theme)}
 *     foot       elements below everything
 *     draw(theme)   draws the state, and returns what is said, or {shown, said} where they differ;
 *                what is null is not shown at all
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
    const made = createChoice(label, options, (value) => {
      set(name, value);
      commit();
    });
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

  const reset = createButton(_("Reset"), () => {
    if (!parts.reset) return state.reset();
    parts.reset();
    commit();
  });
  const parts = build({
    ...{ ...host, state, set, commit, root, controls, reset },
    moved: _("Arrow keys move it, with Shift further."),
    ...{ hold, slider, choice, button, player, complain, refresh: frame.request, redraw: draw },
  });

  // --- elements ---

  const { main, aside, near = [], fold, head = [], foot = [] } = parts;
  const views = make("div", "lk-views");
  const hand = make("div", "lk-hand"); // what belongs near the main view
  const folded = make("details", "lk-fold", { open: true, hidden: !fold });
  if (fold) folded.append(make("summary", "", { textContent: fold.title }), fold.element);
  folded.addEventListener("click", ({ target }) => (chosen ||= target.localName === "summary"));
  if (!reset.parentElement) controls.append(reset);
  for (const { classList } of near) classList.add("lk-flow");
  controls.append(...players.map(({ element }) => element), ...near);
  hand.append(description, controls, folded, complaint);
  views.append(main.element ?? main.canvas, hand, ...(aside ? [aside.element] : []));
  root.append(...head, views, ...foot, announcement);

  // --- from the state to the picture ---

  function draw() {
    if (!theme) return; // not laid out yet
    const text = parts.draw(theme);
    const { shown, said: spoken } = text.said ? text : { shown: text, said: text };
    said = spoken;
    for (const show of [...shows, ...players.map(({ show }) => show)]) show();
    description.hidden = shown === null;
    if (description.textContent !== shown) description.textContent = shown;
  }

  let [known, chosen] = [null, false]; // the width, and whether the hand has folded or unfolded

  /** How much height is in sight at once below what stands above the main view. */
  function inSight() {
    const above = views.getBoundingClientRect().top - root.getBoundingClientRect().top;
    return sightOf(root) - above - GAP;
  }

  /** The height that is left for the main view in a column, so that its controls are in sight too. */
  function room(column) {
    views.style.gridTemplateColumns = `${column}px minmax(0, 1fr)`;
    // What is said may get shorter again; that must not change the picture.
    description.style.minHeight = `${description.offsetHeight}px`;
    return inSight() - hand.offsetHeight - GAP;
  }

  /** {wide, column, most}: whether the aside is beside, and the most size of the main view. */
  function plan(width) {
    const all = foot.reduce((sum, { offsetHeight }) => sum + offsetHeight + GAP, 0);
    const below = aside ? LOW + GAP : 0;
    const easy = (most, rest) => (most - rest >= EASY ? most - rest : most);
    const most = room(width);
    const stacked = width < BROAD || (width < ROOMY && main.fit(width, most)[1] + all + below <= most);
    if (!aside || stacked) return { wide: false, column: width, most: easy(easy(most, all), below) };
    const column = Math.round((width - GAP) * SHARE);
    return { wide: true, column, most: easy(room(column), all) };
  }

  function layout() {
    const width = Math.floor(root.clientWidth);
    if (!width) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    if (width !== known) description.style.minHeight = "";
    known = width;
    if (!chosen) folded.open = true;
    let found = plan(width);
    if (fold && !chosen && found.most < EASY) {
      folded.open = false;
      found = plan(width);
    }
    const { wide, column, most } = found;
    root.classList.toggle("lk-wide", wide);
    const [first, height] = main.fit(column, Math.max(LOWEST, most));
    main.layout(first, height, theme);
    const rest = width - GAP - column;
    const tall = Math.min(inSight(), Math.round(1.15 * rest));
    if (wide) aside.layout?.(rest, Math.max(height, tall), theme);
    else aside?.layout?.(width, LOW, theme);
    for (const element of [...head, ...foot]) scrollByKeyboard(element);
    draw();
  }

  const unwatch = watchPage(root, layout);
  el.append(root);
  return () => {
    state.close();
    unwatch();
    frame.cancel();
    for (const { close } of players) close();
    parts.close?.();
    root.remove();
  };
}
