// The landscape as a map or as a surface: one of them at a time, in one place, from one state.

import { createChoice } from "../../frame/controls.js";
import { make } from "../../frame/host.js";
import { createPlot } from "../../kit/canvas.js";
import { lines, sampleGrid, shadesOf } from "../../kit/contours.js";
import { showRuns } from "../../kit/draw_runs.js";
import { drawStar, stroke, write } from "../../kit/pen.js";
import { linearScale } from "../../kit/scales.js";
import { _ } from "../../kit/text.js";
import { createKernel } from "./kernel.js";

/**
 * @param explorer see frame/explorer.js; its `createSurface`, of kit/surface.js, came along if the
 *   explorer was made for it, and else Python is asked for it.
 * @param hold(view) lets a view be held, in its new `element`.
 * @returns a view that is the map or the surface.
 */
export function createLandscape({ model, state, complain, refresh, createSurface }, objective, map, hold) {
  const take = (value) => state.put("surface", value);
  const choice = createChoice(_("Landscape"), [[false, _("Map")], [true, _("3-D")]], take);

  let [surface, shown, size, column, kernel] = [null, map, null, 0, null];
  const element = make("div", "lk-landscapes", {}, map.element, choice.element);

  /** Make the surface, or ask for what makes it. */
  function raise() {
    if (!createSurface) return ask();
    surface = createSurface(objective, {
      refresh, createPlot, showRuns, drawStar, stroke, write, linearScale, sampleGrid, shadesOf, lines,
    });
    if (surface) hold(surface);
    else {
      complain(_("This browser has no WebGL: the map stays."));
      take(false);
    }
  }

  function ask() {
    if (kernel) return;
    kernel = createKernel(model);
    kernel.ask({ surface: true }, ({ code, silent }) => {
      complain(silent ? _("Python does not answer: is the kernel running?") : "");
      if (code) ({ createSurface } = new Function(code)());
      refresh();
    });
  }

  function swap() {
    if (state.surface && !surface) raise();
    const wanted = (state.surface && surface) || map;
    if (wanted === shown) return;
    shown.element.replaceWith(wanted.element);
    shown = wanted;
    shown.layout(...size());
  }

  return {
    element,
    say: (text) => shown.say(text),
    keys: () => shown === surface && _("Arrow keys turn it, with Shift further."),
    fit(width, most) {
      column = width;
      return map.fit(width, most);
    },
    layout(width, height, theme) {
      size = () => [shown === map ? width : column, height, theme];
      shown.layout(...size());
    },
    show(picture, layers) {
      swap();
      choice.set(state.surface);
      shown.show(picture, layers);
    },
    close: () => kernel?.close(),
  };
}
