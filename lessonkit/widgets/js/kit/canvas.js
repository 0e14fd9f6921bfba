// Sharp canvases with a background that is drawn once, and the colors and fonts of the page.

// Okabe and Ito's palette, as in lessonkit/style.py, and the same hues on a dark page.
const LIGHT = {
  background: "#ffffff",
  ink: "#222222",
  grid: "#dddddd",
  curve: "#0072B2",
  path: "#D55E00",
  minimum: "#009E73",
  green: "#009E73",
  pink: "#CC79A7",
  yellow: "#E69F00",
  sky: "#56B4E9",
  violet: "#A8478A",
  map: ["#7fb3d5", "#b5d3e7", "#dfecf5", "#f7fafc"], // low to high
  contour: "rgba(255, 255, 255, 0.95)",
};
const DARK = {
  background: "#111111",
  ink: "#eeeeee",
  grid: "#3a3a3a",
  curve: "#56B4E9",
  path: "#FFA04D",
  minimum: "#4FD8AE",
  green: "#4FD8AE",
  pink: "#F0A6D2",
  yellow: "#F5C842",
  sky: "#A9DDFB",
  violet: "#F0A6D2",
  map: ["#0b2635", "#173f55", "#275b76", "#3b7893"],
  contour: "rgba(255, 255, 255, 0.22)",
};
const MATH = '"STIX Two Math", "Latin Modern Math", "Cambria Math", "Times New Roman", serif';

/** Whether the page is dark: JupyterLab says so, elsewhere the browser does. */
export function isDark() {
  const light = document.body.dataset.jpThemeLight;
  if (light !== undefined) return light === "false";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** The colors and fonts to draw with on this page. */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const text = style.fontFamily || "sans-serif";
  return {
    ...(isDark() ? DARK : LIGHT),
    background: style.backgroundColor,
    ink: style.color,
    tick: `14px ${text}`,
    small: `12px ${text}`,
    bold: `600 14px ${text}`,
    name: `italic 17px ${MATH}`,
    index: `12px ${MATH}`,
  };
}

/** A canvas with a frame to plot in, and a background that is kept until the next layout. */
export function createPlot(className) {
  const canvas = Object.assign(document.createElement("canvas"), { className, role: "img" });
  const background = document.createElement("canvas");
  const plot = { canvas, ctx: canvas.getContext("2d"), frame: null };

  /** Set the size in CSS pixels and draw what does not change from frame to frame. */
  plot.layout = (width, height, theme, margins = {}, paint = () => {}) => {
    const ratio = (window.devicePixelRatio || 1) * (canvas.currentCSSZoom ?? 1);
    const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
    for (const each of [canvas, background]) {
      if (each.width !== size.width || each.height !== size.height) Object.assign(each, size);
    }
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    const { left = 0, right = 0, top = 0, bottom = 0 } = margins;
    plot.frame = { left, top, right: width - right, bottom: height - bottom };
    plot.ratio = ratio;
    const ctx = background.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.fillStyle = theme.background;
    ctx.fillRect(0, 0, width, height);
    paint(ctx, plot.frame);
  };

  /** Start a new picture: the background alone. */
  plot.clear = () => {
    plot.ctx.setTransform(1, 0, 0, 1, 0, 0);
    plot.ctx.drawImage(background, 0, 0);
    plot.ctx.setTransform(plot.ratio, 0, 0, plot.ratio, 0, 0);
    return plot.ctx;
  };

  /** What a screen reader says about it. */
  plot.say = (text) => {
    if (canvas.ariaLabel !== text) canvas.ariaLabel = text;
  };
  return plot;
}
