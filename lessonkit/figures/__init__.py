"""Figures: data in, Axes out. Nothing here runs an optimizer."""

from lessonkit.figures.landscapes import plot_objective, plot_path
from lessonkit.figures.learning_curves import plot_values
from lessonkit.figures.pictures import alt_text

__all__ = ["alt_text", "plot_objective", "plot_path", "plot_values"]
