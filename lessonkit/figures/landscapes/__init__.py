"""Landscapes: maps and curves, slices, surfaces, and the paths on them."""
