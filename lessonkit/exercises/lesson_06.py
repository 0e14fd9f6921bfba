"""Lesson 06, random search: its exercises and predictions."""

EXERCISES = ()
PREDICTIONS = ()
