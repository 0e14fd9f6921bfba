// Slides for a lecture: as many pieces of a lesson on each as there is room for.

import Reveal from "./reveal/dist/reveal.esm.js";
import Notes from "./reveal/plugin/notes/notes.esm.js";

const WIDTH = 1280;
const HEIGHT = 720;
const ROOM = 640; // of the height, what is not margin
const LARGE = ".lk-live, .lk-plotly"; // what has a slide of its own

/** Let one slide follow another where pieces do not fit on it. */
function divide(slide) {
  const pages = [[]];
  let top = 0;
  for (const piece of [...slide.children]) {
    const page = pages.at(-1);
    const { bottom } = piece.getBoundingClientRect();
    const large = piece.querySelector(LARGE) || page.some((each) => each.querySelector(LARGE));
    if (page.length && !piece.matches(".notes") && (large || bottom - top > ROOM)) pages.push(large ? [] : leading(page, piece));
    pages.at(-1).push(piece);
    top = pages.at(-1)[0].getBoundingClientRect().top;
  }
  for (const page of pages.slice(1).reverse()) {
    const next = document.createElement("section");
    next.append(...page);
    slide.after(next);
  }
}

/** Take off a page what belongs to the next piece: a heading, a question, a sentence with a colon. */
function leading(page, next) {
  const last = page.at(-1);
  const leads = last.querySelector("h2, h3") || next.querySelector(".lk-predict") || /:\s*$/.test(last.textContent);
  return page.length > 1 && leads ? [page.pop()] : [];
}

/** What is still too tall, a long table or a figure, gets smaller. */
function fit(slide) {
  const height = slide.offsetHeight;
  if (height > HEIGHT) slide.style.zoom = Math.max(0.4, HEIGHT / height);
}

const reveal = document.querySelector(".reveal");
const SLIDES = ".slides > section > section";
await Promise.all([...document.images].map((image) => image.loading !== "lazy" && image.decode().catch(() => {})));
reveal.classList.add("lk-measured");
for (const details of document.querySelectorAll(".lk-reveal")) details.open = true;
for (const slide of reveal.querySelectorAll(SLIDES)) divide(slide);
for (const slide of reveal.querySelectorAll(SLIDES)) fit(slide);
for (const details of document.querySelectorAll(".lk-reveal")) details.open = false;
reveal.classList.remove("lk-measured");
for (const live of document.querySelectorAll(".lk-live")) live.dataset.preventSwipe = "";

function resize() {
  reveal.style.zoom = Math.min(innerWidth / WIDTH, innerHeight / HEIGHT);
}

addEventListener("resize", resize);
resize();
Reveal.initialize({
  disableLayout: true, // explorers know of zoom, but not of transformations
  center: false,
  hash: true,
  navigationMode: "linear",
  controlsLayout: "edges",
  transition: "none",
  keyboardCondition: () => !document.activeElement.closest(".lk-explorer"),
  plugins: [Notes],
});
import("./site.js");
