"""Widgets: a Python model that lessons talk to, and JavaScript views that compute and draw."""
