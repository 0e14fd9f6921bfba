"""Every figure refuses what it cannot draw and names the argument (row R16)."""

import inspect
import pkgutil
import re
import warnings
from fractions import Fraction
from importlib import import_module

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

import lessonkit as lk
from lessonkit.autodiff import Value
from lessonkit.figures import explorers
from lessonkit.figures.pictures import png
from lessonkit.search import LocalSearch

parabola, bowl = lk.objectives.parabola, lk.objectives.bowl
down = lk.descend(parabola, lk.GradientDescent(0.1), 4.0, 5)
rolled = lk.descend(bowl, lk.Adam(0.1), [4.0, 0.0], 5)
many = lk.descend(bowl, lk.Adam(0.1), [[4.0, 0.0], [1.0, 1.0]], 5)
line = lk.slice_1d(np.square, 0.0, 1.0, [-1, 0, 1])
plane = lk.slice_2d(lambda w: w @ w, [0, 0], [1, 0], [0, 1], [0, 1, 2], [0, 1, 2])
rng = np.random.default_rng(0)
search = lk.random_local_search(np.square, 3.0, 0.5, 9, rng, record=True)
grid = np.stack(np.meshgrid([0.0, 1.0, 2.0], [0.0, 1.0]), axis=-1)
three, two_by_three = [1.0, 2.0, 3.0], [[0.5, 0.7, 0.6], [0.2, 0.1, 0.3]]
images, photos = np.ones((2, 3, 3)), np.ones((2, 3, 3, 3))
x = Value(3.0, "x")

EXPLORERS = {
    name: figure
    for module in pkgutil.iter_modules(explorers.__path__, f"{explorers.__name__}.")
    for name, figure in vars(import_module(module.name)).items()
    if name.endswith("_explorer") and figure.__module__ == module.name
}
FIGURES = {name: getattr(lk.figures, name) for name in lk.figures.__all__} | EXPLORERS

# What each figure takes.
GOOD = {
    "draw_batch_explorer": {
        "loss": lambda w: (w**2).sum(axis=-1),
        "points": np.ones((4, 3, 2)),
        "lowest": [0.0, 0.0],
        "domain": ((-1, 2), (-1, 2)),
        "batch_size": 8,
        "budget": "examples",
        "counted": 24,
    },
    "draw_explorer": {
        "objective": bowl,
        "paths": [rolled, rolled],
        "step": 2,
        "hidden": [1],
        "logarithmic": True,
        "surface": True,
        "panels": ["eigenbasis"],
    },
    "draw_local_search_explorer": {
        "losses": two_by_three,
        "accuracies": two_by_three,
        "accepted": [True, False, True],
        "tries": 2,
    },
    "draw_score_explorer": {
        "image": two_by_three,
        "scores": three,
        "right": 1,
        "classes": ["a", "b", "c"],
    },
    "draw_search_explorer": {"objective": bowl, "points": [[1, 1]], "box": ((0, 2), (0, 2))},
    "draw_section_explorer": {"objective": bowl, "point": [1.0, 1.0], "direction": 30},
    "draw_slice_explorer": {
        "found": plane,
        "point": (0.5, 0.5),
        "stars": [(0, 1)],
        "title": "SVM",
    },
    "draw_step_explorer": {"steps": three, "losses": three, "start": 2, "slope": -1, "step": 1.5},
    "draw_tangent_explorer": {"objective": parabola, "x": 1.0, "h": 0.1},
    "alt_text": {"figure": plt.figure()},
    "plot_accuracies": {"accuracies": [0.1, 0.5], "chance": 0.1},
    "plot_arrivals": {"gradients": {"a": three, "b": three}, "budget": 5},
    "plot_costs": {"costs": two_by_three, "methods": ["a", "b"], "problems": ["c", "d", "e"]},
    "plot_tuning": {"trials": three, "costs": {"a": three}},
    "plot_basins": {"objective": bowl, "starts": grid, "ends": 0 * grid + 2},
    "plot_best_of_n": {"tries": three, "measured": three, "predicted": three},
    "plot_budget": {"curves": {"one": (three, three)}},
    "plot_chord": {"found": line, "left": -1.0, "right": 1.0},
    "plot_damping": {"product": 0.1},
    "plot_darts": {"objective": bowl, "points": [[1, 1]], "box": ((0, 2), (0, 2))},
    "plot_difference_errors": {
        "steps": three,
        "errors": {"forward": three},
        "guides": {"h": three},
        "best": False,
    },
    "plot_digits": {"images": images, "labels": [0, 1], "columns": 2},
    "plot_dimensions": {"dimensions": [1, 2], "shares": two_by_three},
    "plot_directions": {"degrees": three, "slopes": three, "gradient": [1.0, 2.0]},
    "plot_effective_rates": {
        "rates": {"one": [[0.1, 0.2], [0.1, 0.3]]},
        "names": ["$x$", "$y$"],
        "as_paths": True,
    },
    "plot_ends": {"starts": three, "ends": three, "name": "x"},
    "plot_family": {},
    "plot_following": {"targets": three, "walks": {"one": [0, 1, 2, 3]}},
    "plot_gears": {"pairs": [(24, 8), (16, 8)], "names": ["x", "u", "y"]},
    "plot_gradients": {"objective": bowl, "points": [[1, 1], [3, 3]]},
    "plot_graph": {"value": x * x + 1, "step": 2},
    "plot_growing_square": {"side": 2.0, "growth": 0.5},
    "plot_hinges": {"weights": three, "hinges": {"one": three}},
    "plot_lead": {"low": -2.0, "high": 3.0},
    "plot_loss_and_accuracy": {"losses": three, "accuracies": [0.1, 0.2, 0.3], "chance": 0.1},
    "plot_loss_histogram": {"losses": three, "bins": 5},
    "plot_memories": {"decays": [0.5, 0.9], "steps": 20},
    "plot_methods": {"accuracies": {"one": [0.1, 0.5]}},
    "plot_momentum_regions": {"points": {"one": (0.5, 0.5)}},
    "plot_noise": {"sizes": three, "measured": three, "one": 2.0, "examples": 9},
    "plot_objective": {"objective": bowl, "domain": ((0, 1), (0, 2))},
    "plot_parabolas": {"centers": three, "at": 1.0},
    "plot_path": {
        "objective": parabola,
        "path": down,
        "domain": (0, 5),
        "color": "red",
        "label": "one",
        "numbers": False,
        "marker": "s",
    },
    "plot_paths": {"objective": bowl, "paths": {"one": rolled}},
    "plot_photos": {"images": photos, "labels": ["cat", "dog"], "columns": 2},
    "plot_pixels": {"values": two_by_three, "title": "rates", "log": True},
    "plot_progress": {"curves": {"one": (three, three)}, "by": "updates"},
    "plot_promise": {"steps": [0, 1, 2], "losses": three, "slope": -1.0},
    "plot_rare_features": {"shares": [0.1, 0.2, 0.3], "errors": {"one": three}},
    "plot_rate_losses": {"rates": [0.1, 0.2], "losses": {"one": two_by_three}},
    "plot_runs": {"points": two_by_three, "bottom": 0.1, "lines": 2},
    "plot_score_lines": {"W": [[1.0, 2.0], [0.5, 1.0]], "x": three, "y": [0, 1, 1]},
    "plot_scores": {"scores": three, "right": 1, "classes": ["a", "b", "c"]},
    "plot_search": {"losses": three, "log": True},
    "plot_secants": {"objective": parabola, "x": 1.0, "steps": [0.5, 0.1]},
    "plot_section": {"objective": bowl, "point": [1.0, 1.0], "along": "y"},
    "plot_slice": {"found": plane, "points": [(0, 1)]},
    "plot_slices": {"slices": {"one": line}},
    "plot_step_arrows": {
        "objective": bowl,
        "w": [1, 1],
        "coast": [1, 0],
        "push": [0, 1],
        "felt": [2, 1],
        "domain": ((0, 4), (0, 4)),
    },
    "plot_step_curve": {"steps": three, "losses": three, "start": 2.0, "marks": [2.0]},
    "plot_step_lengths": {"lengths": {"one": three}},
    "plot_step_sizes": {"step_sizes": [0.1, 0.2], "values": two_by_three, "percent": True},
    "plot_steps_needed": {"condition_numbers": three, "steps": three},
    "plot_steps_table": {"rates": [0.1, 0.2, 0.3], "momenta": [0.5, 0.9], "steps": two_by_three},
    "plot_stops": {"objective": parabola, "searches": {"one": search}},
    "plot_subgradients": {"objective": parabola, "x": 1.0, "slopes": [0, 1]},
    "plot_surface": {"objective": bowl, "path": {"one": rolled}},
    "plot_swings": {"paths": {"one": rolled}, "coordinate": 1},
    "plot_tangents": {"objective": parabola, "points": [0, 1]},
    "plot_templates": {"images": photos, "labels": ["a", "b"], "columns": 2, "title": "W"},
    "plot_training_loop": {},
    "plot_values": {"paths": {"one": down}, "log": True, "floor": 1.0},
    "plot_weights": {"images": images, "labels": [0, 1], "columns": 2, "title": "W"},
    "plot_zoom": {"objective": parabola, "x": 1.0, "width": 0.5},
}
BAD = (
    *(object(), "text", b"bytes", True, -1, 0, 2.5, 10**400, 1e308, 1j, float("nan"), float("inf")),
    *([], {}, (), [[]], [None], [[1], [1, 2]], ["a"], {"one": None}, {1: [1.0]}, {"one": [[]]}),
    *(np.zeros((0, 3)), np.zeros((2, 3, 4, 5)), np.full(3, np.nan), np.full((2, 3), np.inf)),
    *(np.ma.masked_array([1.0, 2.0, 3.0], [True, False, True]), np.array(["2020"], "M8[s]")),
    *(Fraction(1, 3), lk.Adam, len, down, rolled, many, line, plane, search, parabola, bowl),
    *(
        lk.objectives,
        plt,
        LocalSearch,
        x,
        {"one": many},
        {"one": down, "two": rolled},
        "$",
        -1e-300,
    ),
)
NOTHING = ("plot_family", "plot_training_loop", "plot_lead")  # is needed by these
ARGUMENTS = [(name, argument) for name, given in GOOD.items() for argument in given]


def test_every_figure_and_every_argument_is_here():
    assert set(GOOD) == set(FIGURES)
    for name, given in GOOD.items():
        parameters = inspect.signature(FIGURES[name]).parameters
        named = set(parameters) - {"ax", "walks", "look"}
        assert named <= set(given), name
        assert set(parameters) - {"ax"} == set(FIGURES[name].checks), name


@pytest.mark.parametrize("name", GOOD)
def test_what_is_good_is_drawn(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert FIGURES[name](**GOOD[name]) is not None


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS, ids=map(".".join, ARGUMENTS))
def test_r16_what_cannot_be_drawn_is_refused_by_name(name, argument):
    """Each bad value is drawn without a warning or refused by the name of its argument.

    Where two arguments do not fit each other, the message names both.
    """
    figure = FIGURES[name]
    for bad in BAD:
        before = set(plt.get_fignums())
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                figure(**GOOD[name] | {argument: bad})
                continue
            except (TypeError, ValueError) as error:
                said = str(error)
            assert re.search(rf"\b{argument}\b", said), (bad, said)
            assert set(plt.get_fignums()) == before, "an empty figure is left"
        plt.close("all")


def numbers_in(value):
    """The array that an argument is made of, and how to make such an argument of another."""
    if isinstance(value, dict) and value:
        array, again = numbers_in(next(iter(value.values())))
        return array, lambda new: {label: again(new) for label in value}
    if isinstance(value, float | list | np.ndarray):
        array = np.array(value)
        return (array if array.dtype == float else None), lambda new: new.tolist()
    return None, None


NUMBERS = [pair for pair in ARGUMENTS if numbers_in(GOOD[pair[0]][pair[1]])[0] is not None]


@pytest.mark.parametrize(("name", "argument"), NUMBERS, ids=map(".".join, NUMBERS))
def test_r13_numbers_that_are_the_same_to_a_float_are_drawn(name, argument):
    """Without a warning, or they are refused by the name of the argument."""
    array, again = numbers_in(GOOD[name][argument])
    count = np.arange(array.size).reshape(array.shape)
    for alike in (0 * array, 1e16 + 2 * count, -1e16 - 6.0 * count, 1e-300 * (1 + count)):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            refused = ""
            try:
                FIGURES[name](**GOOD[name] | {argument: again(alike)})
            except ValueError as error:
                refused = str(error)
        assert not refused or re.search(rf"\b{argument}\b", refused), (alike, refused)
        plt.close("all")


LABELED = ("plot_best_of_n", "plot_ends", "plot_steps_table")  # by the numbers themselves


@pytest.mark.parametrize(("name", "argument"), NUMBERS, ids=map(".".join, NUMBERS))
def test_r13_numbers_over_hundreds_of_decades_have_room_and_ticks(name, argument):
    array, again = numbers_in(GOOD[name][argument])
    wide = again(10.0 ** np.linspace(-299, 199, array.size).reshape(array.shape))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn, refused = plt.figure(), ""
        try:
            drawn = FIGURES[name](**GOOD[name] | {argument: wide})
        except ValueError as error:
            refused = str(error)
        assert not refused or re.search(rf"\b{argument}\b", refused)
        figure = drawn if isinstance(drawn, Figure) else drawn.figure
        scales = {scale for ax in figure.axes for scale in (ax.get_xscale(), ax.get_yscale())}
        if name in LABELED or scales - {"linear"}:
            figure.set_dpi(20)
            png(figure)
    plt.close("all")


@pytest.mark.parametrize("bad", [3, "ax", [plt], plt, np.zeros(2)], ids=str)
def test_r16_axes_are_axes(bad):
    for name, given in GOOD.items():
        if "ax" in inspect.signature(FIGURES[name]).parameters:
            with pytest.raises(ValueError, match="ax must be a"):
                FIGURES[name](**given, ax=bad)


@pytest.mark.parametrize("name", [name for name in GOOD if name not in NOTHING])
def test_r16_a_forgotten_argument_is_named(name):
    required = [
        parameter.name
        for parameter in inspect.signature(FIGURES[name]).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    ]
    for argument in required:
        given = {key: value for key, value in GOOD[name].items() if key != argument}
        with pytest.raises(TypeError, match=f"missing a required argument: '{argument}'"):
            FIGURES[name](**given)
