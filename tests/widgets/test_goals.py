"""Goals of explorers: which conditions are accepted, and who may say that one is reached."""

import pytest

import lessonkit as lk
from lessonkit.formulas.conditions import conditions

FACTS = ["loss", "steps", "diverged", "Adam.loss", "source"]


def parsed(text):
    (tree,) = conditions([text], FACTS)
    return tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("diverged", ["fact", "diverged"]),
        ("not diverged", ["not", ["fact", "diverged"]]),
        ("loss < 0.01", ["<", ["fact", "loss"], 0.01]),
        ("-1 <= loss", ["<=", ["-", 0, 1], ["fact", "loss"]]),
        ("source == 'batch'", ["==", ["fact", "source"], ["text", "batch"]]),
        ("Adam.loss > loss", [">", ["fact", "Adam.loss"], ["fact", "loss"]]),
        ("abs(loss - 2) != 1", ["!=", ["abs", ["-", ["fact", "loss"], 2]], 1]),
        (
            "1 < steps <= 3 or diverged",
            [
                "or",
                ["and", ["<", 1, ["fact", "steps"]], ["<=", ["fact", "steps"], 3]],
                ["fact", "diverged"],
            ],
        ),
    ],
)
def test_a_condition_becomes_a_tree(text, tree):
    assert parsed(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "loss <", "loss + 1", "3", "loss = 1", "loss; steps", "(loss < 1"),
        *("loss < 1 if diverged else 2", "loss in steps", "loss is 1", "steps % 2 == 0"),
        *("print(loss) < 1", "abs(loss, 1) < 1", "abs < 1", "steps[0] < 1", "lambda: 1"),
        *("__import__('os')", "(loss < 1) + 1 < 2", "loss < 1j", "loss < None", "(" * 500),
        *(3, None, ["loss < 1"], b"loss < 1"),
    ],
)
def test_what_is_no_condition_is_refused(text):
    with pytest.raises(ValueError, match=r"(goals: number 1 must be a condition|unknown fact)"):
        parsed(text)


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match=r"unknown fact of goals 'los'; did you mean 'loss'"):
        parsed("los < 1")
    with pytest.raises(
        ValueError, match=r"unknown fact of goals 'momentum'; known: tries, seed, width, lowest"
    ):
        lk.explore_search(lk.objectives.bowl, goals=["momentum < 1"])


@pytest.mark.parametrize("goals", ["loss < 1", 3, None, {"loss < 1": 1}])
def test_goals_are_a_list(make, goals):
    with pytest.raises(ValueError, match="goals must be a list"):
        lk.explore(lk.objectives.bowl, goals=goals)


def test_goals_stand_in_the_code(make, evaluate, makers):
    explorer = make()
    fact = [*explorer._single(), *explorer._facts()][0]
    code = explorer.code()
    assert "goals" not in code
    (line,) = [
        code for code in makers.values() if code.startswith(f"lk.{explorer._factory.__name__}(")
    ]
    explorer = evaluate(f"{line[:-1]}{', ' * (line[-2] != '(')}goals=iter(['{fact} == 1']))")
    again = evaluate(explorer.code())
    assert again._goals == explorer._goals == [["==", ["fact", fact], 1]]


def test_what_is_reached_is_a_list_of_numbers_of_goals():
    explorer = lk.explore(lk.objectives.bowl, goals=["loss < 1", "diverged", "off"])
    assert explorer.reached == []
    explorer.set_state({"reached": [3, 1]})
    assert explorer.reached == [1, 3]
    for wrong in ([0], [4], [1.5], ["1"], [True], 1, "1", None, [None], [[1]], {"1": 2}):
        with pytest.raises(ValueError, match="reached"):
            explorer.set_state({"reached": wrong, "steps": 3})
        assert (explorer.reached, explorer.steps) == ([1, 3], 20)
    explorer.reached = []
    assert explorer.reached == []
    explorer.set_state({"_goals": []})
    assert len(explorer._goals) == 3
