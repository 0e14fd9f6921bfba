"""Figures: data in, Axes out. Nothing here runs an optimizer.

`landscapes` and `runs` hold what several lessons draw, `lessons` what belongs to one of them,
`explorers` the pictures of the widgets. A figure is imported when it is first used.
"""

from importlib import import_module

# The names of the figures in each module, without "plot_".
_PLOTS = {
    "images": "digits photos pixels templates weights",
    "landscapes.maps": "objective",
    "landscapes.paths": "path paths",
    "landscapes.slices": "slice slices",
    "landscapes.surfaces": "surface",
    "lessons.adaptive": "following memories rare_features step_lengths",
    "lessons.batches": "noise parabolas progress runs",
    "lessons.chain_rule": "gears",
    "lessons.convexity": "chord hinges",
    "lessons.contests": "arrivals basins costs tuning",
    "lessons.derivatives": "difference_errors growing_square secants subgradients tangents zoom",
    "lessons.descents": "budget ends promise steps_needed",
    "lessons.diagrams": "family training_loop",
    "lessons.gradients": "directions gradients section",
    "lessons.graphs": "graph",
    "lessons.local_search": "step_sizes stops",
    "lessons.lookahead": "step_arrows steps_table",
    "lessons.momentum": "damping momentum_regions",
    "lessons.scores": "lead score_lines scores",
    "lessons.searches": "best_of_n darts dimensions loss_and_accuracy loss_histogram search",
    "runs.outcomes": "accuracies methods rate_losses step_curve",
    "runs.steps": "effective_rates swings values",
}
_HOME = {f"plot_{name}": module for module, names in _PLOTS.items() for name in names.split()}
_HOME["alt_text"] = "pictures"

__all__ = sorted(_HOME)


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = figure = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return figure


def __dir__() -> list[str]:
    return __all__
