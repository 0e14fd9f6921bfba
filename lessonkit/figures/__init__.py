"""Figures: data in, Axes out. Nothing here runs an optimizer."""

from lessonkit.figures.images import (
    plot_digits,
    plot_photos,
    plot_pixels,
    plot_templates,
    plot_weights,
)
from lessonkit.figures.landscapes.maps import plot_objective
from lessonkit.figures.landscapes.paths import plot_path, plot_paths
from lessonkit.figures.landscapes.slices import plot_slice, plot_slices
from lessonkit.figures.landscapes.surfaces import plot_surface
from lessonkit.figures.lessons.adaptive import plot_rare_features
from lessonkit.figures.lessons.basins import plot_basins
from lessonkit.figures.lessons.batches import plot_noise, plot_parabolas, plot_progress, plot_runs
from lessonkit.figures.lessons.chain_rule import plot_expression_growth, plot_gears
from lessonkit.figures.lessons.contests import plot_race, plot_ranks, plot_rates
from lessonkit.figures.lessons.convexity import plot_chord, plot_hinges, plot_positive_shares
from lessonkit.figures.lessons.derivatives import (
    plot_difference_errors,
    plot_secants,
    plot_subgradients,
    plot_tangents,
    plot_zoom,
)
from lessonkit.figures.lessons.descents import plot_ends, plot_steps_needed
from lessonkit.figures.lessons.family import plot_family
from lessonkit.figures.lessons.forgetting import plot_following, plot_memories
from lessonkit.figures.lessons.gradient_steps import plot_budget, plot_promise
from lessonkit.figures.lessons.gradients import (
    plot_directions,
    plot_gradients,
    plot_matrix,
    plot_section,
)
from lessonkit.figures.lessons.graphs import plot_graph
from lessonkit.figures.lessons.local_search import (
    plot_acceptance,
    plot_cosines,
    plot_gains,
    plot_local_search,
    plot_step_sizes,
    plot_stops,
    plot_two_searches,
)
from lessonkit.figures.lessons.lookahead import plot_step_arrows, plot_steps_table
from lessonkit.figures.lessons.moments import plot_moments, plot_step_lengths
from lessonkit.figures.lessons.momentum import plot_damping, plot_momentum_regions
from lessonkit.figures.lessons.scores import plot_lead, plot_score_lines, plot_scores
from lessonkit.figures.lessons.searches import (
    plot_best_of_n,
    plot_darts,
    plot_dimensions,
    plot_loss_and_accuracy,
    plot_loss_histogram,
    plot_search,
)
from lessonkit.figures.lessons.training import plot_training, plot_training_loop
from lessonkit.figures.lessons.walks import plot_walks
from lessonkit.figures.pictures import alt_text
from lessonkit.figures.runs.outcomes import (
    plot_accuracies,
    plot_methods,
    plot_rate_losses,
    plot_step_curve,
)
from lessonkit.figures.runs.steps import plot_effective_rates, plot_swings, plot_values

__all__ = [
    "alt_text",
    "plot_acceptance",
    "plot_accuracies",
    "plot_basins",
    "plot_best_of_n",
    "plot_budget",
    "plot_chord",
    "plot_cosines",
    "plot_damping",
    "plot_darts",
    "plot_difference_errors",
    "plot_digits",
    "plot_dimensions",
    "plot_directions",
    "plot_effective_rates",
    "plot_ends",
    "plot_expression_growth",
    "plot_family",
    "plot_following",
    "plot_gains",
    "plot_gears",
    "plot_gradients",
    "plot_graph",
    "plot_hinges",
    "plot_lead",
    "plot_local_search",
    "plot_loss_and_accuracy",
    "plot_loss_histogram",
    "plot_matrix",
    "plot_memories",
    "plot_methods",
    "plot_moments",
    "plot_momentum_regions",
    "plot_noise",
    "plot_objective",
    "plot_parabolas",
    "plot_path",
    "plot_paths",
    "plot_photos",
    "plot_pixels",
    "plot_positive_shares",
    "plot_progress",
    "plot_promise",
    "plot_race",
    "plot_ranks",
    "plot_rare_features",
    "plot_rate_losses",
    "plot_rates",
    "plot_runs",
    "plot_score_lines",
    "plot_scores",
    "plot_search",
    "plot_secants",
    "plot_section",
    "plot_slice",
    "plot_slices",
    "plot_step_arrows",
    "plot_step_curve",
    "plot_step_lengths",
    "plot_step_sizes",
    "plot_steps_needed",
    "plot_steps_table",
    "plot_stops",
    "plot_subgradients",
    "plot_surface",
    "plot_swings",
    "plot_tangents",
    "plot_templates",
    "plot_training",
    "plot_training_loop",
    "plot_two_searches",
    "plot_values",
    "plot_walks",
    "plot_weights",
    "plot_zoom",
]
