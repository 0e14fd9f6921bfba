// The goals of an explorer: conditions on its facts, which light up when they are reached.

import { make, watchModel } from "./host.js";
import { _ } from "../kit/text.js";

// Nothing can be said of what is no value: not even that it differs.
const known = (compare) => (a, b) => a === a && b === b && a !== undefined && b !== undefined && compare(a, b);
const SIGNS = {
  and: (...parts) => parts.every((part) => part === true),
  or: (...parts) => parts.some((part) => part === true),
  not: (part) => part !== true,
  "<": known((a, b) => a < b),
  "<=": known((a, b) => a <= b),
  ">": known((a, b) => a > b),
  ">=": known((a, b) => a >= b),
  "==": known((a, b) => a === b),
  "!=": known((a, b) => a !== b),
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  abs: Math.abs,
  text: (text) => text,
};

/** What a tree of lessonkit/formulas/conditions.py gives; factOf(name) is a fact. */
export function valueOf(tree, factOf) {
  if (!Array.isArray(tree)) return tree;
  const [sign, ...parts] = tree;
  return sign === "fact" ? factOf(parts[0]) : SIGNS[sign](...parts.map((part) => valueOf(part, factOf)));
}

/** @returns {element, check(state, facts), clear(), close()}: chips, one for each goal, lit once it is reached. */
export function createGoals(model) {
  const goals = model.get("_goals");
  const status = make("p", "lk-unseen", { role: "status" });
  const chips = goals.map((_tree, k) => make("span", "", { textContent: k + 1, role: "img" }));
  const list = make("ol", "", {}, ...chips.map((chip) => make("li", "", {}, chip)));
  const title = make("span", "", { textContent: _("Goals") });
  const element = make("div", "lk-goals", { hidden: !goals.length }, title, list, status);
  const reached = () => model.get("reached");

  function show() {
    chips.forEach((chip, k) => {
      const lit = reached().includes(k + 1);
      const said = lit ? _("Goal {number}: reached", { number: k + 1 }) : _("Goal {number}: open", { number: k + 1 });
      chip.parentElement.classList.toggle("lk-reached", lit);
      chip.ariaLabel = chip.title = said;
    });
  }

  function keep(numbers) {
    model.set("reached", numbers);
    model.save_changes();
  }

  /** facts(): values by name, or functions that find one; the others are settings, of the state. */
  function check(state, facts = () => ({})) {
    const open = goals.map((_tree, k) => k + 1).filter((number) => !reached().includes(number));
    if (!open.length) return;
    const all = facts();
    const factOf = (name) => {
      const fact = name in all ? all[name] : state[name];
      return typeof fact === "function" ? fact() : fact;
    };
    const found = open.filter((number) => valueOf(goals[number - 1], factOf) === true);
    if (!found.length) return;
    keep([...reached(), ...found].sort((a, b) => a - b));
    status.textContent = found.map((number) => _("Goal {number}: reached", { number })).join(", ");
  }

  function clear() {
    status.textContent = "";
    if (reached().length) keep([]);
  }

  show();
  return { element, check, clear, close: watchModel(model, ["reached"], show) };
}
