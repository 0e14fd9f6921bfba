// The panels that an explorer can have, by the names that `lk.explore(panels=…)` takes.
//
// Each factory gets a context and returns a panel:
//
//   context = { objective, labels, limits, act }
//     act.set(name, value)   changes the state; every panel is drawn in the next frame
//     act.tune(k, {…})       changes hyperparameters of optimizer k
//     act.commit()           ends a gesture: the kernel is told
//   panel = { element, layout(width, theme, height), draw(picture) } and, if it likes,
//     full: true             it takes a row of its own
//     layer: { below(ctx, view, picture), above(ctx, view, picture) }
//                            what it draws on the landscape, under and over the paths;
//                            view = { plot: { frame }, pixel(w), startAt(px, py) }
//     close()                what ends it when the explorer is taken away
//   picture = { runs, start, learningRate, steps, step, theme }
//     runs: [{ optimizer: { kind, parameters }, path, color, marker, dash, name, leftAt, note,
//              visible }]; parameters.learning_rate is always the one that the run was made with
//
// `height` is given to the panel that stands beside the landscape: be as tall as that.

import { createLossPanel } from "./loss_view.js";

export const PANELS = {
  loss: createLossPanel,
};
