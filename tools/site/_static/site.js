// What moves on a page of the site: explorers, begun when they come into sight, and predictions.

const STATIC = new URL(".", import.meta.url);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// The learner's record: "09.p1" is what was predicted, "09.e2" which goals of an explorer are reached.
const PREFIX = "downhill.";
const recorded = (id) => JSON.parse(localStorage.getItem(PREFIX + id));
const record = (id, value) => localStorage.setItem(PREFIX + id, JSON.stringify(value));

function load(style) {
  if (document.querySelector(`link[href="${style}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
}

async function begin(el) {
  load(new URL(el.dataset.style, STATIC).href);
  const { show } = await import(new URL(el.dataset.script, STATIC).href);
  const model = show(el);
  const { id } = el.dataset;
  if (recorded(id)) model.set("reached", recorded(id));
  model.on("change:reached", () => record(id, model.get("reached")));
  el.dataset.begun = "";
  if (el.closest(".tag_plays") && !calm.matches) el.querySelector(".lk-player button:nth-of-type(2)").click();
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
  const chosen = card.querySelector(`input[value="${recorded(card.dataset.id)}"]`);
  if (chosen) chosen.checked = true;
  card.addEventListener("change", ({ target }) => record(card.dataset.id, Number(target.value)));
}

for (const reveal of document.querySelectorAll(".lk-reveal")) {
  reveal.addEventListener("toggle", () => {
    const chosen = document.querySelector(`.lk-predict[data-id="${reveal.dataset.id}"] :checked`);
    reveal.querySelector("output").value = chosen?.parentElement.textContent.trim() ?? "";
  });
}

// The start page shows the record, and hands it over or forgets it.
for (const box of document.querySelectorAll(".lk-record")) {
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const ids = () => keys().map((key) => key.slice(PREFIX.length)).sort();
  const everything = () => Object.fromEntries(ids().map((id) => [id, recorded(id)]));
  const [save, forget] = box.querySelectorAll("button");
  function fill() {
    const lessons = new Map();
    for (const [id, value] of Object.entries(everything())) {
      const [lesson, what] = id.split(".");
      const counts = lessons.get(lesson) ?? [0, 0];
      what.startsWith("p") ? counts[0]++ : (counts[1] += value.length);
      lessons.set(lesson, counts);
    }
    const body = box.querySelector("tbody");
    body.replaceChildren();
    for (const facts of lessons) {
      const row = body.insertRow();
      for (const fact of facts.flat()) row.insertCell().textContent = fact;
    }
    save.disabled = forget.disabled = !lessons.size;
  }
  save.addEventListener("click", () => {
    const href = URL.createObjectURL(new Blob([JSON.stringify(everything(), null, 1)], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href, download: "downhill.json" }).click();
    URL.revokeObjectURL(href);
  });
  forget.addEventListener("click", () => {
    for (const id of ids()) localStorage.removeItem(PREFIX + id);
    fill();
  });
  fill();
}

// Explorers follow the theme that is chosen here.
const follow = () => {
  const { theme } = document.body.dataset;
  if (theme === "auto") delete document.body.dataset.jpThemeLight;
  else if (theme) document.body.dataset.jpThemeLight = String(theme === "light");
};
new MutationObserver(follow).observe(document.body, { attributeFilter: ["data-theme"] });
follow();

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
