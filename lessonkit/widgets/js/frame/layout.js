// Where the parts of an explorer stand, and how large its views are: map, path and the controls in
// use are on one screen.

import { scrollByKeyboard, sightOf, zoomOf } from "./host.js";

const BROAD = 620; // the width from which on the aside may stand beside the main view
const ROOMY = 900; // up to which it rather stands below, where there is the height for that
const GAP = 8;
const SHARE = 0.58; // of the width, what the main view has of it at the most
const LOW = 260; // the height of an aside that stands below
const LOWEST = 150; // the least height of the main view,
const SCROLLED = 80; // where the page is scrolled in any case,
const EASY = 250; // the one from which on there may be more with it,
const LARGE = 340; // and the one that is better than what is rarely used

/**
 * @param elements root, views, hand, description, folded and complaint of explorer.js.
 * @param parts what the explorer is made of, see there.
 * @returns arrange(theme)
 */
export function createLayout({ root, views, hand, description, folded, complaint }, { main, aside, fold, head, foot }) {
  let [known, chosen] = [null, false]; // the width, and whether a hand is at what is folded
  for (const kind of ["click", "input"]) folded.addEventListener(kind, () => (chosen = true));

  /** How much height is in sight at once below what stands above the main view. */
  function inSight() {
    const above = views.getBoundingClientRect().top - root.getBoundingClientRect().top;
    return sightOf(root) - above / zoomOf(root) - GAP;
  }

  /** The height that is left for the main view in a column, so that its controls are in sight too. */
  function room(column) {
    views.style.gridTemplateColumns = `${column}px minmax(0, 1fr)`;
    // What is said may get shorter again, a complaint may go; that must not change the picture.
    description.style.minHeight = `${description.offsetHeight}px`;
    return inSight() - (hand.offsetHeight - complaint.offsetHeight) - GAP;
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

  return (theme) => {
    const width = Math.floor(root.clientWidth);
    if (width !== known) description.style.minHeight = "";
    known = width;
    if (!chosen) folded.open = true;
    let found = plan(width);
    if (fold && !chosen && found.most < LARGE) {
      folded.open = false;
      found = plan(width);
    }
    const { wide, column, most } = found;
    root.classList.toggle("lk-wide", wide);
    const [first, height] = main.fit(column, most < SCROLLED ? EASY : Math.max(LOWEST, most));
    main.layout(first, height, theme);
    const rest = width - GAP - column;
    const tall = Math.min(inSight(), Math.round(1.15 * rest));
    if (wide) aside.layout?.(rest, Math.max(height, tall), theme);
    else aside?.layout?.(width, LOW, theme);
    for (const element of [...head, ...foot]) scrollByKeyboard(element);
  };
}
