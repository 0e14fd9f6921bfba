// Runs that Python makes: those of optimizers and functions that the browser does not know.

/** Whether any run has to be made in Python. */
export const isRemote = (objective, optimizers) =>
  objective.samples !== undefined || optimizers.some(({ kind }) => kind === "python");

/**
 * @param changed called when new runs or an error have come.
 * @returns ask(state): the newest runs that have come, for this state or one just before it, as
 *   {runs, error, late}; runs is null until the first have come.
 */
export function createRemote(kernel, changed) {
  const latest = { runs: null, error: null };
  let wanted = null;

  function ask({ start, learning_rate, steps, optimizers }) {
    const request = { kind: "runs", start, learning_rate, steps };
    const key = JSON.stringify([request, optimizers]);
    if (kernel && key !== wanted) {
      wanted = key;
      kernel.ask(request, ({ runs, error = null, silent }) => {
        latest.error = error;
        latest.silent = silent;
        if (runs) latest.runs = runs.map(revive);
        changed();
      });
    }
    return latest;
  }

  return { ask };
}

// What is not finite comes as null.
const number = (value) => value ?? NaN;

function revive({ points, values, divergedAt }) {
  return {
    points: points.map((w) => w.map(number)),
    values: values.map(number),
    states: points.map((_, count) => ({ count })),
    divergedAt,
  };
}
