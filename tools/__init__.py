"""What builds and checks the lessons: `python -m tools --help`, called by the Makefile."""
