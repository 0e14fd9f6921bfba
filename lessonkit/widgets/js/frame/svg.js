// Canvases as SVG: while all of them are drawn anew, the calls that draw are written down too.

import { make } from "./host.js";

const round = (number) => Number(number.toFixed(2));
const point = (...numbers) => numbers.map(round).join(" ");
const box = (x, y, width, height) => `M${point(x, y)}h${round(width)}v${round(height)}h${round(-width)}z`;
const turn = (r, across) => `a${point(r, r)} 0 1 1 ${round(across)} 0`;

// What a path is made of, and how SVG writes it. An arc is a whole circle.
const COMMANDS = {
  moveTo: (x, y) => `M${point(x, y)}`,
  lineTo: (x, y) => `L${point(x, y)}`,
  closePath: () => "z",
  rect: box,
  roundRect: box,
  arc: (x, y, r) => `M${point(x - r, y)}${turn(r, 2 * r)}${turn(r, -2 * r)}z`,
};
const DRAWING = {
  beginPath: (record) => (record.path = ""),
  save(record) {
    record.open.push(1);
    record.parts.push("<g>");
  },
  restore: (record) => record.parts.push("</g>".repeat(record.open.pop())),
  clip(record, ctx) {
    const id = `clip${Math.random()}`;
    record.open[record.open.length - 1]++;
    record.parts.push(tag("clipPath", { id }, tag("path", { d: record.path, ...placed(ctx) })));
    record.parts.push(`<g clip-path="url(#${id})">`);
  },
  fill: (record, ctx, { path } = record) => record.parts.push(tag("path", { d: path, ...filled(ctx) })),
  stroke: (record, ctx, { path } = record) => record.parts.push(tag("path", { d: path, ...stroked(ctx) })),
  fillRect: (record, ctx, ...given) => record.parts.push(tag("path", { d: box(...given), ...filled(ctx) })),
  strokeRect: (record, ctx, ...given) => record.parts.push(tag("path", { d: box(...given), ...stroked(ctx) })),
  fillText: (record, ctx, ...given) => record.parts.push(text(ctx, filled(ctx), ...given)),
  strokeText: (record, ctx, ...given) => record.parts.push(text(ctx, stroked(ctx), ...given)),
  setTransform(record, { canvas }) {
    if (!canvas.isConnected) record.parts = []; // a background that begins anew
  },
  drawImage(record, ctx, source, x, y, width = source.width, height = source.height) {
    const known = record.all.get(source);
    if (known && !source.isConnected) record.parts = []; // a picture that begins anew, on its background
    const scale = `translate(${point(x, y)}) scale(${width / source.width} ${height / source.height})`;
    const pixels = () => tag("image", { href: source.toDataURL(), width: source.width, height: source.height });
    record.parts.push(tag("g", placed(ctx, scale), known ? known.parts.join("\n") : pixels()));
  },
};

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function tag(name, attributes, inner = "") {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${all.join("")}>${inner}</${name}>`;
}

function placed(ctx, more = "") {
  const { a, b, c, d, e, f } = ctx.getTransform();
  const transform = `matrix(${[a, b, c, d, e, f]}) ${more}`.replace("matrix(1,0,0,1,0,0)", "").trim();
  return transform ? { transform } : {};
}

/** A color, which may let others through, for the inside or the line. */
function colored(ctx, kind, color) {
  const [, solid, part = 1] = /^rgba(\(.+), ([\d.]+)\)$/.exec(color) ?? [];
  const share = part * ctx.globalAlpha;
  return { [kind]: solid ? `rgb${solid})` : color, ...(share < 1 && { [`${kind}-opacity`]: round(share) }) };
}

const filled = (ctx) => ({ ...colored(ctx, "fill", ctx.fillStyle), ...placed(ctx) });
const stroked = (ctx) => ({
  ...{ fill: "none", ...colored(ctx, "stroke", ctx.strokeStyle), ...placed(ctx) },
  ...{ "stroke-width": ctx.lineWidth, "stroke-linejoin": ctx.lineJoin, "stroke-linecap": ctx.lineCap },
  ...(ctx.getLineDash().length && { "stroke-dasharray": ctx.getLineDash() }),
});

function text(ctx, look, words, x, y, most = Infinity) {
  const ascent = () => ctx.measureText(words).actualBoundingBoxAscent;
  const [before, { textBaseline }] = [ascent(), ctx];
  ctx.textBaseline = "alphabetic";
  const place = { x: round(x), y: round(y + ascent() - before) };
  ctx.textBaseline = textBaseline;
  const anchor = { center: "middle", right: "end" }[ctx.textAlign] ?? "start";
  const fit = ctx.measureText(words).width > most && { textLength: most, lengthAdjust: "spacingAndGlyphs" };
  return tag("text", { ...place, "text-anchor": anchor, ...fit, style: `font: ${ctx.font}`, ...look }, escaped(words));
}

/**
 * @param draw() draws, and returns a canvas.
 * @returns what is on it then, as SVG; pixels, and what was drawn before, are pictures in it.
 */
export function recordSvg(draw) {
  const { prototype } = CanvasRenderingContext2D;
  const [Path, originals, all] = [Path2D, {}, new Map()];
  const watch = (method, write) => {
    originals[method] = prototype[method];
    prototype[method] = function (...given) {
      if (!all.has(this.canvas)) all.set(this.canvas, { all, parts: [], open: [], path: "" });
      write(all.get(this.canvas), this, ...given);
      return originals[method].apply(this, given);
    };
  };
  globalThis.Path2D = class extends Path {
    path = "";
  };
  for (const method of Object.keys(COMMANDS)) {
    // A line to the first point only goes there.
    const add = (record, given) => (record.path += COMMANDS[record.path || method !== "lineTo" ? method : "moveTo"](...given));
    watch(method, (record, _ctx, ...given) => add(record, given));
    Path2D.prototype[method] = function (...given) {
      add(this, given);
      return Path.prototype[method].apply(this, given);
    };
  }
  for (const [method, write] of Object.entries(DRAWING)) watch(method, write);
  try {
    const canvas = draw();
    const { width, height } = canvas;
    const { namespaceURI } = make("div", "", { innerHTML: "<svg></svg>" }).firstChild;
    const size = { width: width / devicePixelRatio, height: height / devicePixelRatio };
    const frame = { xmlns: namespaceURI, ...size, viewBox: [0, 0, width, height].join(" ") };
    return tag("svg", frame, all.get(canvas).parts.join("\n"));
  } finally {
    Object.assign(prototype, originals);
    globalThis.Path2D = Path;
  }
}
