// Where the panels of an explorer stand: one beside the landscape, the others in rows below.

const SIDE_BY_SIDE = 620; // the width from which on two panels stand beside each other
const GAP = 8;

/** Give the landscape's view and every panel its size; `beside` is the one beside it. */
export function arrange(view, beside, panels, width, theme) {
  const wide = width >= SIDE_BY_SIDE;
  const widest = beside && wide ? Math.round((width - GAP) * 0.62) : width;
  const first = view.widthFor ? view.widthFor(widest) : widest;
  const height = view.heightFor(first);
  view.layout(first, height, theme);
  const half = wide ? Math.floor((width - GAP) / 2) : width;
  for (const panel of panels) {
    if (panel === beside && wide) panel.layout(width - GAP - first, theme, height);
    else panel.layout(panel.full ? width : half, theme);
  }
}
