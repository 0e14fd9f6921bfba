// The panels that an explorer can have, by the names that `lk.explore(panels=…)` takes.
//
// Each factory gets a context and returns a panel:
//
//   context = { objective, moved, limits, act, hold, rate }
//     act.start, …           are the values of the state
//     act.set(name, value)   changes one, or a hyperparameter of the chosen optimizer; every panel
//                            is drawn in the next frame
//     act.tune(k, {…})       changes hyperparameters of optimizer k
//     act.add(optimizer), act.remove(k)
//     act.complain(template, text, value)   says that what was typed cannot be
//     act.commit()           ends a gesture: the kernel is told; act.put(name, value) is both
//     act.refresh()          has everything drawn again in the next frame
//     rate                   the slider of the learning rate
//   panel = { element } and, if it likes,
//     title                  of one that stands in the aside, with others as tabs
//     layout(width, height, theme)   of such a one
//     fold: true             it is folded where there is little room; all others stand below the controls
//     draw(picture)
//     layer: { below(ctx, view, picture), above(ctx, view, picture) }
//                            what it draws on the landscape, under and over the paths;
//                            view = { plot: { frame }, pixel(w), startAt(px, py) }
//     prepare(picture)       adds to the picture before anything is drawn
//     close()                what ends it when the explorer is taken away
//   picture = { runs, start, learningRate, steps, step, part, chosen, theme }
//     part of the way from the step to the next, while it is played
//     runs: [{ optimizer: { kind, parameters }, path, color, marker, dash, name, leftAt, lostAt,
//              note, visible }]; parameters.learning_rate is always the one that the run was made with

import { createAnatomyPanel } from "./panels/anatomy.js";
import { createBasinsPanel } from "./panels/basins.js";
import { createEigenbasisPanel } from "./panels/eigenbasis.js";
import { createLossPanel } from "./panels/loss.js";
import { createOptimizersPanel } from "./panels/optimizers.js";
import { createPadPanel } from "./panels/pad.js";
import { createRatesPanel } from "./panels/rates.js";
import { createSensitivityPanel } from "./panels/sensitivity.js";
import { createStabilityPanel } from "./panels/stability.js";
import { createStatePanel } from "./panels/state.js";

export const PANELS = {
  loss: createLossPanel,
  optimizers: createOptimizersPanel,
  rates: createRatesPanel,
  anatomy: createAnatomyPanel,
  state: createStatePanel,
  stability: createStabilityPanel,
  pad: createPadPanel,
  sensitivity: createSensitivityPanel,
  basins: createBasinsPanel,
  eigenbasis: createEigenbasisPanel,
};
