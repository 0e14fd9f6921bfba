// Which of the runs a panel speaks of that speaks of one.

/** Whether the browser can make a run itself, and so many like it. */
export const madeHere = ({ optimizer }) => optimizer.kind !== "python";

/** The chosen run if it is in sight and fits, else the first such, else any that fits, or null. */
export function leading({ runs, chosen }, fits = () => true) {
  const usable = [runs[chosen], ...runs].filter(fits);
  return usable.find(({ visible }) => visible) ?? usable[0] ?? null;
}
