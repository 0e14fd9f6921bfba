"""Figures that belong to one lesson each."""
