"""The course as a static site: every lesson in both languages, with every explorer alive.

Lessons are run in the environment of the course, with explorers as pieces of a page (`live`), and
handed to Sphinx with MyST-NB, which stands in an environment of its own (``make site``).
"""
