// What goals can ask of a picture of runs, where each is at the step of the clock.

/** The facts by name: those of the run in hand and, with the name of its kind before, of all. */
export function factsOf(objective, { runs, start, step, chosen }) {
  const facts = { optimizers: runs.length };
  objective.variables.forEach((name, i) => (facts[`start_${name}`] = start[i]));
  for (const run of [...runs].reverse()) {
    // Of two of one kind the first one is meant.
    const { kind, name = kind } = run.optimizer;
    for (const [fact, value] of Object.entries(ofRun(objective, run, step))) facts[`${name}.${fact}`] = value;
  }
  return Object.assign(facts, ofRun(objective, runs[chosen], step));
}

function ofRun(objective, { path, optimizer, leftAt }, step) {
  const { points, values, divergedAt } = path;
  const now = Math.min(step, points.length - 1);
  const w = points[now];
  const distances = objective.minima.map((minimum) => Math.hypot(...minimum.map((v, i) => v - w[i])));
  const distance = Math.min(...distances);
  const near = distances.indexOf(distance);
  return {
    ...optimizer.parameters,
    ...Object.fromEntries(objective.variables.map((name, i) => [name, w[i]])),
    loss: values[now],
    distance: near < 0 ? NaN : distance,
    minimum: near < 0 ? NaN : near + 1,
    diverged: divergedAt !== null && divergedAt <= step,
    off: leftAt !== null && leftAt <= step,
    turned: () => turnsOf(objective, points.slice(0, now + 1)),
  };
}

/** How often the slope along a variable changes its sign, of the one where it does so most often. */
function turnsOf(objective, points) {
  const slopes = points.map(objective.gradient);
  const turns = (i) => slopes.filter((slope, k) => k && slope[i] * slopes[k - 1][i] < 0).length;
  return Math.max(...objective.variables.map((_name, i) => turns(i)));
}
