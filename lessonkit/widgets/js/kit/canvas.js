// The drawing kit: sharp canvases with a background that is drawn once, colors, axes, text.

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
    bold: `600 14px ${text}`,
    name: `italic 17px ${MATH}`,
    index: `12px ${MATH}`,
  };
}

/** A canvas with a frame to plot in, and a background that is kept until the next layout. */
export function createPlot(className) {
  const canvas = Object.assign(document.createElement("canvas"), { className });
  const background = document.createElement("canvas");
  const plot = { canvas, ctx: canvas.getContext("2d"), frame: null };

  /** Set the size in CSS pixels and draw what does not change from frame to frame. */
  plot.layout = (width, height, margins, paint) => {
    const ratio = window.devicePixelRatio || 1;
    for (const each of [canvas, background]) {
      each.width = Math.round(width * ratio);
      each.height = Math.round(height * ratio);
    }
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const { left, right, top, bottom } = margins;
    plot.frame = { left, top, right: width - right, bottom: height - bottom };
    plot.ratio = ratio;
    const ctx = background.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(ctx, plot.frame);
  };

  /** Start a new picture: the background alone. */
  plot.clear = () => {
    plot.ctx.setTransform(1, 0, 0, 1, 0, 0);
    plot.ctx.drawImage(background, 0, 0);
    plot.ctx.setTransform(plot.ratio, 0, 0, plot.ratio, 0, 0);
    return plot.ctx;
  };
  return plot;
}

/** Background color, grid lines, tick labels and axis names. */
export function drawAxes(ctx, frame, x, y, names, theme, { grid = true, over = () => {} } = {}) {
  const { left, right, top, bottom } = frame;
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  const across = x.ticks((right - left) / 70);
  const up = y.ticks((bottom - top) / 48);
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.grid;
  const lines = () => {
    ctx.beginPath();
    for (const { value } of across) line(ctx, [x(value), top], [x(value), bottom]);
    for (const { value } of up) line(ctx, [left, y(value)], [right, y(value)]);
    ctx.stroke();
  };
  if (grid) lines();
  over();
  ctx.strokeStyle = theme.ink;
  ctx.strokeRect(left, top, right - left, bottom - top);
  ctx.fillStyle = theme.ink;
  ctx.font = theme.tick;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  for (const { value, text } of across) ctx.fillText(text, x(value), bottom + 6);
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (const { value, text } of up) ctx.fillText(text, left - 9, y(value));
  ctx.textBaseline = "alphabetic";
  ctx.font = names.plain ? theme.tick : theme.name;
  ctx.fillText(names.x, right, bottom + 38);
  ctx.font = theme.name;
  ctx.textAlign = "left";
  ctx.fillText(names.y, 4, top - 9);
}

function line(ctx, from, to) {
  ctx.moveTo(...from);
  ctx.lineTo(...to);
}

/** Text with a rim in the page's color, readable on anything. */
export function haloText(ctx, text, x, y, theme, color = theme.ink) {
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.background;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

/** A five-pointed star: a minimum. */
export function drawStar(ctx, [x, y], theme) {
  ctx.beginPath();
  for (let k = 0; k < 10; k++) {
    const [radius, angle] = [k % 2 ? 3.6 : 9, (k * Math.PI) / 5 - Math.PI / 2];
    ctx.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  ctx.closePath();
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = theme.background;
  ctx.stroke();
  ctx.fillStyle = theme.minimum;
  ctx.fill();
}

/** Run `draw` with everything outside the frame cut off. */
export function clipped(ctx, { left, top, right, bottom }, draw) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  draw();
  ctx.restore();
}
