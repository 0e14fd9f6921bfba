// The frame of every explorer: it reads the model, makes the elements, draws once in a frame,
// follows the model, the page and the window, lays out, tells the kernel at the end of a gesture,
// announces, resets, and takes everything away again. What an explorer is by itself, its views,
// what it computes and what it says, stands in its folder.

import { isDark, readTheme } from "../kit/canvas.js";
import { fill } from "../kit/text.js";
import { createButton, createChoice, createSlider } from "./controls.js";
import { makeDraggable } from "./drag.js";
import { createFrame, make, makeRoot, scrollByKeyboard, watchPage } from "./host.js";
import { createState } from "./state.js";

const SIDE_BY_SIDE = 620; // the width from which on the aside stands beside the main view
const GAP = 8;
const CHROME = 130; // the height of what JupyterLab has around a notebook
const SENTENCE = 46; // of two lines of what is said
const LOWEST = 200; // the least height of the main view

/**
 * Make the function that shows an explorer.
 *
 * @param name of its folder.
 * @param settings the names of the model's values that are changed by hand, or what makes the
 *   state of them, see state.js.
 * @param build(explorer) what is its own:
 *
 *   explorer = {model, labels, state, root, …}, where model and what else `render` was given; and
 *     hold(view, space, get, set)    lets a view be held: dragged, tapped, moved by arrow keys;
 *                                    returns the element that it then stands in
 *     slider(name, range, options)   a slider of a setting, with a range of ranges.js, called
 *                                    labels[key]; labels["bad_" + bad] is said of a text that is
 *                                    no value, with {text}, {value}, {min}, {max} and `facts`;
 *                                    key and bad are the setting's name unless given
 *     choice(name, options, {key, texts})   radio buttons of a setting; texts() where they change
 *     button(text, act)              act() and the end of a gesture
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
 *     aside      what stands beside it, or below its controls where there is no room:
 *                {element, layout(width, height, theme)}; `low` is its height there, `share` of
 *                the width belongs to the main view, from the width `sideBySide` on
 *     foot       elements below everything
 *     arrange(width, theme)   lays out what stands in the foot
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

/** The width of each of two things beside each other, or of one where there is no room for two. */
export const half = (width) => (width >= SIDE_BY_SIDE ? Math.floor((width - GAP) / 2) : width);

/** An element around a view's canvas, which takes the keys. */
export function createStage({ canvas }) {
  const stage = make("div", "lk-stage");
  stage.append(canvas);
  Object.assign(canvas, { tabIndex: 0, role: "application" });
  return stage;
}

/** Say that the page's policy forbids to compile formulas. */
function refuse({ model, el }) {
  const labels = model.get("_labels");
  const root = makeRoot(labels);
  root.append(make("p", "lk-complaint", { role: "alert", textContent: labels.blocked }));
  el.append(root);
  return () => root.remove();
}

function open(name, settings, build, host) {
  const { model, el } = host;
  const labels = model.get("_labels");
  const root = makeRoot(labels, `lk-explorer lk-${name.replace("_", "-")}-explorer`);
  const controls = make("div", "lk-controls");
  const description = make("p", "lk-description", { ariaHidden: "true" });
  const complaint = make("p", "lk-complaint", { role: "alert" });
  const announcement = make("p", "lk-unseen", { role: "status", ariaLive: "polite" });
  const shows = []; // what brings handles and controls up to the state
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

  function slider(name, range, { key = name, bad = key, of = () => state[name], ...options } = {}) {
    const { ends, format, facts } = { ...range, ...options };
    const made = createSlider({
      label: labels[key],
      onInput: (value) => set(name, value),
      onCommit: commit,
      onRefuse(text) {
        const values = { text, value: format(of()), min: ends?.[0], max: ends?.[1], ...facts };
        complain(text === null ? "" : fill(labels[`bad_${bad}`], values));
      },
      ...range,
      ...options,
    });
    shows.push(() => made.set(of()));
    controls.append(made.element);
    return made;
  }

  function choice(name, options, { key = name, texts = () => undefined } = {}) {
    const made = createChoice(labels[key], options, (value) => {
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

  const reset = createButton(labels.reset, () => {
    if (!parts.reset) return state.reset();
    parts.reset();
    commit();
  });
  const parts = build({
    ...{ ...host, labels, state, set, commit, root, controls, reset },
    ...{ hold, slider, choice, button, complain, refresh: frame.request, redraw: draw },
  });

  // --- elements ---

  const { main, aside, low, head = [], foot = [], share = 1, sideBySide = SIDE_BY_SIDE } = parts;
  const views = make("div", "lk-views");
  const hand = make("div", "lk-hand"); // what belongs near the main view
  if (!reset.parentElement) controls.append(reset);
  hand.append(description, controls, complaint);
  views.append(main.element ?? main.canvas, hand, ...(aside ? [aside.element] : []));
  root.append(...head, views, ...foot, announcement);

  // --- from the state to the picture ---

  function draw() {
    if (!theme) return; // not laid out yet
    const text = parts.draw(theme);
    const { shown, said: spoken } = text.said ? text : { shown: text, said: text };
    said = spoken;
    for (const show of shows) show();
    description.hidden = shown === null;
    if (description.textContent !== shown) description.textContent = shown;
  }

  /** How much height is left for the main view, so that its controls are in sight with it. */
  function room() {
    const others = [...head, controls].reduce((sum, { offsetHeight }) => sum + offsetHeight + GAP, 0);
    // What is said may take another line at any moment; that must not change the picture.
    const sentence = description.hidden ? 0 : SENTENCE;
    return Math.max(LOWEST, innerHeight - CHROME - others - sentence);
  }

  function layout() {
    const width = Math.floor(root.clientWidth);
    if (!width) return;
    root.classList.toggle("lk-dark", isDark());
    theme = readTheme(root);
    const most = room();
    const alone = main.fit(width, most);
    const broad = width >= sideBySide;
    // A map that is low is narrow too, and may leave room beside it.
    const wide = Boolean(aside) && (broad || width - alone[0] >= 0.4 * sideBySide);
    const [first, height] = wide && broad ? main.fit(Math.round((width - GAP) * share), most) : alone;
    root.classList.toggle("lk-wide", wide);
    main.layout(first, height, theme);
    if (wide) aside.layout(width - GAP - first, height, theme);
    else aside?.layout(width, low, theme);
    parts.arrange?.(width, theme);
    for (const element of [...head, ...foot]) scrollByKeyboard(element);
    draw();
  }

  const unwatch = watchPage(root, layout);
  el.append(root);
  return () => {
    state.close();
    unwatch();
    frame.cancel();
    parts.close?.();
    root.remove();
  };
}
