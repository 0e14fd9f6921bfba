"""The exercises and predictions, a module for each lesson."""
