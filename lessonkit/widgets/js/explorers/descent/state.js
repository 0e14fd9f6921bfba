// The state of a descent explorer. What holds between its values is kept here and in Python alike:
//
// - the model's learning rate is that of the first optimizer and, while it is shared, of all;
// - the step that is shown is at most the last one, and follows it.

import { createState } from "../../frame/state.js";

const NAMES = ["start", "share", "optimizers", "hidden", "steps", "step", "logarithmic", "surface", "learning_rate"];

/** Like createState: with the position of the optimizer that was `chosen`, and see panels.js. */
export function createDescentState(model, changed) {
  const first = (optimizers) => ratesOf(optimizers)[0] ?? model.get("learning_rate");
  const rules = {
    start: {
      read: (value) => [value].flat(),
      write: () => (Array.isArray(model.get("start")) ? state.start : state.start[0]),
      take: (value) => (state.start = [value].flat()),
    },
    learning_rate: {
      read: null,
      write: () => first(state.optimizers),
      take: (value) => state.tune(state.chosen, { learning_rate: value }),
      follow: (value) => state.tune(0, { learning_rate: value }),
    },
    optimizers: {
      take(value) {
        state.optimizers = value;
        state.share &&= new Set(ratesOf(value)).size === 1;
        state.hidden = state.hidden.filter((k) => k < value.length);
        state.chosen = Math.min(state.chosen, value.length - 1);
      },
    },
    share: {
      take(value) {
        state.share = value;
        if (value) state.tune(state.chosen, { learning_rate: state.learning_rate });
      },
    },
    steps: {
      take(value) {
        if (state.step === state.steps || state.step > value) state.step = value;
        state.steps = value;
      },
    },
  };
  const state = createState(model, changed, NAMES, rules);
  const { reset } = state;

  /** The rate that the slider shows. */
  Object.defineProperty(state, "learning_rate", {
    get: () => first([state.optimizers[state.chosen], ...state.optimizers]),
  });

  return Object.assign(state, {
    chosen: 0,

    /** Change hyperparameters of optimizer k; a shared learning rate is that of all. */
    tune(k, { learning_rate, ...others }) {
      state.optimizers = state.optimizers.map((optimizer, i) => {
        const { parameters } = optimizer;
        const rated = learning_rate !== undefined && "learning_rate" in parameters;
        const changes = { ...(rated && (state.share || i === k) && { learning_rate }), ...(i === k && others) };
        return { ...optimizer, parameters: { ...parameters, ...changes } };
      });
      changed();
    },

    add({ kind, parameters }) {
      const { learning_rate } = state;
      state.set("optimizers", [...state.optimizers, { kind, parameters: { ...parameters, learning_rate } }]);
      state.chosen = state.optimizers.length - 1;
    },

    remove(k) {
      const others = state.hidden.filter((i) => i !== k);
      state.hidden = others.map((i) => (i > k ? i - 1 : i));
      if (state.chosen > k) state.chosen--;
      state.set("optimizers", state.optimizers.filter((_, i) => i !== k));
    },

    reset() {
      state.chosen = Math.min(state.chosen, model.get("_initial").optimizers.length - 1);
      reset();
    },
  });
}

// An optimizer of one's own may have no learning rate.
const ratesOf = (optimizers) =>
  optimizers.map(({ parameters }) => parameters.learning_rate).filter((rate) => rate !== undefined);
