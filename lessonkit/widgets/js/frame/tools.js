// What is rarely needed of an explorer: all of the screen, its code, its picture, a page of its own.

import { _ } from "../kit/text.js";
import { createButton } from "./controls.js";
import { make } from "./host.js";
import { recordSvg } from "./svg.js";

const WIDTH = 1100; // of what fills the screen, in its own pixels: on a larger one all of it is larger
const USUAL_TEXT = 16; // pixels
const MARGIN = 12;
const LINE = 24; // of the sentence below a picture, in pixels

/**
 * @param said() the sentence below the picture.
 * @returns {element, close()}
 */
export function createTools(model, root, name, said) {
  const summary = make("summary", "lk-button", { textContent: "⋯", ariaLabel: _("More"), title: _("More") });
  const list = make("div");
  const menu = make("details", "lk-menu", {}, summary, list);
  const shut = () => (menu.open = false);

  // --- the screen ---

  const fill = createButton("⤢", toggle, _("Fill the screen"));
  fill.hidden = !document.fullscreenEnabled;
  const isFull = () => document.fullscreenElement === root;
  function toggle() {
    if (isFull()) document.exitFullscreen();
    else root.requestFullscreen();
  }

  function enlarge() {
    root.classList.toggle("lk-full", isFull());
    if (!("currentCSSZoom" in root)) return; // an old browser: it would not know where the pointer is
    // As large as text is to be, by what is set in the browser.
    const wanted = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT;
    const zoom = Math.min(2, Math.max(1, wanted, isFull() ? innerWidth / WIDTH : 1));
    root.style.zoom = zoom > 1 ? zoom : "";
  }

  // --- the code, and a page: Python writes them; a page of its own knows how it was ---

  const code = make("textarea", "", { readOnly: true, hidden: true, rows: 6, ariaLabel: _("Code") });
  const id = Math.random(); // another view of the model may ask, too
  const copy = createButton(_("Copy the code"), () => ask("code"));
  const page = createButton(_("Save as a page"), () => {
    if (!model.page) return ask("page");
    keep("html", model.page(picture(root, said()).toDataURL(), said()), "text/html");
  });
  copy.hidden = !model.send;
  page.hidden = !model.send && !model.page;
  const write = (value) => Object.assign(code, { value, hidden: false });
  function ask(what) {
    try {
      model.send({ [what]: true, id });
    } catch {
      write(_("Python does not answer: is the kernel running?"));
    }
  }
  function hear(reply) {
    if (reply?.id !== id) return;
    if (reply.page) return keep("html", reply.page, "text/html");
    write(reply.code).select();
    navigator.clipboard?.writeText(reply.code).then(() => (copy.textContent = _("Copied")), () => {});
  }

  // --- the picture ---

  const save = createButton(_("Save the picture"), () =>
    picture(root, said()).toBlob((blob) => keep("png", blob)),
  );
  const draw = () => {
    dispatchEvent(new Event("resize")); // everything is drawn anew
    return picture(root, said());
  };
  const lines = createButton(_("Save as SVG"), () => keep("svg", recordSvg(draw), "image/svg+xml"));

  /** Hand over a file. */
  function keep(ending, content, type) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    make("a", "", { href: address, download: `${name}.${ending}` }).click();
    URL.revokeObjectURL(address);
    shut();
  }

  list.append(copy, save, lines, page, code);
  const leave = ({ target }) => menu.contains(target) || shut();
  const escape = ({ key }) => key === "Escape" && menu.open && (shut(), summary.focus());
  menu.addEventListener("toggle", () => {
    code.hidden = true;
    copy.textContent = _("Copy the code");
  });
  menu.addEventListener("keydown", escape);
  const end = new AbortController();
  const { signal } = end;
  document.addEventListener("pointerdown", leave, { signal });
  document.addEventListener("fullscreenchange", enlarge, { signal });
  addEventListener("resize", enlarge, { signal });
  enlarge();
  model.on("msg:custom", hear);
  return {
    element: make("span", "lk-tools", {}, fill, menu),
    close() {
      end.abort();
      model.off("msg:custom", hear);
    },
  };
}

/** All canvases where they stand, the names of runs, and a sentence below. */
function picture(root, said) {
  const shown = [...root.querySelectorAll("canvas")].filter(({ offsetParent }) => offsetParent);
  const boxes = shown.map((canvas) => canvas.getBoundingClientRect());
  const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])));
  const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])));
  const width = right - left + 2 * MARGIN;
  const { color, backgroundColor, fontFamily } = getComputedStyle(root);
  const canvas = make("canvas");
  const ctx = canvas.getContext("2d");
  const font = `16px ${fontFamily}`;
  ctx.font = font;
  const lines = [];
  for (const word of said.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && ctx.measureText(longer).width <= width - 2 * MARGIN) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const height = bottom - top + 2 * MARGIN + lines.length * LINE;
  Object.assign(canvas, { width: devicePixelRatio * width, height: devicePixelRatio * height });
  ctx.scale(devicePixelRatio, devicePixelRatio);
  ctx.fillStyle = backgroundColor;
  ctx.fillRect(0, 0, width, height);
  shown.forEach((each, k) => {
    const box = boxes[k];
    ctx.drawImage(each, box.left - left + MARGIN, box.top - top + MARGIN, box.width, box.height);
  });
  Object.assign(ctx, { font, fillStyle: color });
  for (const named of root.querySelectorAll(".lk-run span")) {
    const box = named.getBoundingClientRect();
    ctx.fillText(named.textContent, box.left - left + MARGIN, box.bottom - top + MARGIN - 5);
  }
  lines.forEach((line, k) => ctx.fillText(line, MARGIN, bottom - top + MARGIN + (k + 0.8) * LINE));
  return canvas;
}
