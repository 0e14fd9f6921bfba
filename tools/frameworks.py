"""Run what the lessons say of PyTorch, Keras and optax, and store what came out.

    make frameworks      # installs the three under build/, runs this there, compares

The calls and their defaults stand in frameworks.toml, the lessons show them in their cells
`elsewhere`, and tests/project/test_frameworks.py compares what is stored here with lessonkit,
without any framework. The problem is a ravine: the loss is (w₁² + 25w₂²)/2.
"""

import inspect
import json
import os
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
STORED = ROOT / "tests/fixtures/frameworks.json"
FACTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
OPTIMIZERS = FACTS["optimizer"]
FRAMEWORKS = ("torch", "keras", "optax")
LIBRARIES = ("lessonkit", *FRAMEWORKS)
START, SLOPES, STEPS = [-9.0, 1.5], [1.0, 25.0], 12
EPSILON = 100.0  # as large as a squared slope, so that its place shows
# How the weights of a framework become an array.
NUMBERS = {
    "torch": lambda w: w.detach().numpy(),
    "keras": lambda w: np.asarray(w.value),
    "optax": np.asarray,
}
PLACES = {
    "outside": r"$\sqrt{r} + \epsilon$",
    "inside": r"$\sqrt{r + \epsilon}$",
    "early": r"$\sqrt{r} + \epsilon / \sqrt{1 - \beta_2^t}$",
}


def cell(number: str) -> list[str]:
    """The table and the code that the cell `elsewhere` of a lesson shows."""
    table = ["| | lessonkit | PyTorch | Keras | optax |", "|---|---|---|---|---|"]
    code = []
    for facts in OPTIMIZERS:
        if facts["lesson"] != number:
            continue
        for symbol, row in facts.get("names", {}).items():
            table.append(_row(symbol, [f"`{named}`" if named else "" for named in row]))
        if "epsilon" in facts:
            table.append(_row("", [PLACES[place] for place in facts["epsilon"]]))
        if set(LIBRARIES) <= set(facts):
            code += _lines(facts, with_steps=number == "09")
    shown = ["\n".join(table), "\n".join(["```python", *code, "```"])]
    return [
        part.replace("{r", r"{\hat v") if number == "15" else part
        for part in shown[: 1 + bool(code)]
    ]


def problems(notebook, number: str) -> Iterator[str]:
    """Yield what the cell `elsewhere`, in either language, does not show as it was run."""
    sources = [each.source for each in notebook.cells if each.id == "elsewhere"]
    if number in {facts["lesson"] for facts in OPTIMIZERS} and not sources:
        yield "no cell elsewhere, which shows what tools/frameworks.toml says of this lesson"
    for source in sources:
        for block in cell(number):
            if block not in source:
                yield f"cell elsewhere: differs from tools/frameworks.toml, wanted:\n{block}"


def probe(call: str, names: dict, library: str) -> str:
    """The same call with a large ε."""
    name = names[r"$\epsilon$"][LIBRARIES.index(library)].split("=")[0]
    return f"{call[:-1]}, {name}={EPSILON})"


def wrong_default(function, named: str) -> str | None:
    """What a parameter has for a default, where that is not what is said of it."""
    name, _, said = named.partition("=")
    found = inspect.signature(function).parameters[name].default
    real = "" if found is inspect.Parameter.empty else repr(found)
    return None if real == said else f"{named}: it is {real or 'required'}"


def _row(symbol: str, columns: list[str]) -> str:
    return f"| {' | '.join([symbol, *columns])} |"


def _lines(facts: dict, with_steps: bool) -> list[str]:
    lines = []
    for library in FRAMEWORKS:
        lines.append(f"optimizer = {facts[library]}")
        if with_steps:
            lines += ["state = optimizer.init(w)"] if library == "optax" else []
            lines += FACTS["steps"][library].strip().splitlines()
            lines += [""] if library != "optax" else []
    return lines


def _path(library: str, call: str, steps: int = STEPS) -> list:
    """The points that an optimizer of a framework goes through."""
    module, slopes, numbers = import_module(library), np.array(SLOPES), NUMBERS[library]
    names = {library: module, "gradient": lambda w: slopes * numbers(w), "w": np.array(START)}
    if library == "torch":
        names["w"] = module.tensor(START, requires_grad=True)
        names["loss"] = lambda w: (module.tensor(slopes) * w**2).sum() / 2
    elif library == "keras":
        names["w"] = module.Variable(START)
    names["optimizer"] = eval(call, names)
    if library == "optax":
        names["state"] = names["optimizer"].init(names["w"])
    points = [START]
    for _ in range(steps):
        exec(FACTS["steps"][library], names)
        points.append(numbers(names["w"]).tolist())
    return points


def _run(library: str, facts: dict) -> dict:
    """The paths of a call, and of the same with a large ε; its defaults are looked at."""
    call, names = facts[library], facts.get("names", {})
    function = eval(re.match(r"[\w.]+", call)[0], {library: import_module(library)})
    for row in names.values():
        named = row[LIBRARIES.index(library)]
        wrong = named and wrong_default(function, named)
        if wrong:
            raise SystemExit(f"{call}: {wrong}")
    if "(" not in call:
        return {}
    paths = {call: _path(library, call)}
    if "epsilon" in facts:
        asked = probe(call, names, library)
        paths[asked] = _path(library, asked, 2)
    return paths


def main() -> None:
    """Run everything; write the fixture."""
    os.environ["KERAS_BACKEND"] = "jax"
    import_module("jax").config.update("jax_enable_x64", True)
    torch, keras = import_module("torch"), import_module("keras")
    torch.set_default_dtype(torch.float64)
    keras.backend.set_floatx("float64")
    paths = {}
    for facts in OPTIMIZERS:
        for library in FRAMEWORKS:
            if library in facts:
                paths |= _run(library, facts)
    stored = {"versions": {name: version(name) for name in FRAMEWORKS}, "paths": paths}
    STORED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(f"{STORED.relative_to(ROOT)}: {len(paths)} calls")


if __name__ == "__main__":
    main()
