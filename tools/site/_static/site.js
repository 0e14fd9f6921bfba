// What moves on a page of the site: explorers, begun when they come into sight, and predictions.

const STATIC = new URL(".", import.meta.url);
const PREFIX = "downhill.prediction.";

function load(style) {
  if (document.querySelector(`link[href="${style}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
}

async function begin(el) {
  load(new URL(el.dataset.style, STATIC).href);
  const { show } = await import(new URL(el.dataset.script, STATIC).href);
  show(el);
  el.dataset.begun = "";
}

/** A surface by Plotly, whose script is heavy: it comes with the first that is seen. */
async function plot(el) {
  plotly ??= new Promise((done) => {
    const src = new URL("plotly.js", STATIC).href;
    document.head.append(Object.assign(document.createElement("script"), { src, onload: done }));
  });
  const { data, layout } = JSON.parse(el.querySelector("script").textContent);
  await plotly;
  Plotly.newPlot(el, data, layout, { responsive: true, displayModeBar: false });
}

let plotly;
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      target.matches(".lk-live") ? begin(target) : plot(target);
    }
  },
  { rootMargin: "400px" },
);
for (const el of document.querySelectorAll(".lk-live, .lk-plotly")) watcher.observe(el);

for (const card of document.querySelectorAll(".lk-predict")) {
  const key = PREFIX + card.dataset.id;
  const chosen = card.querySelector(`input[value="${localStorage.getItem(key)}"]`);
  if (chosen) chosen.checked = true;
  card.addEventListener("change", ({ target }) => localStorage.setItem(key, target.value));
}

for (const reveal of document.querySelectorAll(".lk-reveal")) {
  reveal.addEventListener("toggle", () => {
    const chosen = document.querySelector(`.lk-predict[data-id="${reveal.dataset.id}"] :checked`);
    reveal.querySelector("output").value = chosen?.parentElement.textContent.trim() ?? "";
  });
}

// What scrolls is reached by keyboard.
for (const code of document.querySelectorAll("pre, .cell_output, .table-wrapper")) {
  if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
}

// The other language keeps the place: the same cells have the same anchors in both.
for (const link of document.querySelectorAll(".lk-language a")) {
  link.addEventListener("click", () => {
    const anchors = [...document.querySelectorAll("[id^=at-]")];
    const above = anchors.filter((each) => each.getBoundingClientRect().top < 120);
    if (above.length) link.hash = above.at(-1).id;
  });
}
