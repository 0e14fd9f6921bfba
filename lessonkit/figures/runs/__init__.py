"""Runs of several lessons: what they did step by step, and what came of them."""
