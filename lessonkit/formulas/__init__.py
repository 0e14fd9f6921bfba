"""Formulas: read, checked, computed, shown. `lessonkit.objectives` puts these together."""
