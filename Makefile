# Downhill. Needs Python 3.11 or newer and GNU make; everything else goes into .venv.
#
#   make lab               open the course in JupyterLab
#   make lab LANGUAGE=ko   the same in Korean
#   make test              style, unit tests, every notebook
#   make help              all targets

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
else
  BIN := $(VENV)/bin
endif
PY := $(BIN)/python
STAMP := $(VENV)/.installed

# make lab: the language of the course and of JupyterLab itself. Many systems set LANGUAGE in the
# environment to something like "en_US:en", so only a Korean one counts there.
ifneq ($(origin LANGUAGE),command line)
  LANGUAGE := $(if $(filter ko%,$(LANGUAGE)),ko,en)
endif
unexport LANGUAGE
# Passed on to JupyterLab, for example LAB_FLAGS="--no-browser --port=9999".
LAB_FLAGS ?=
# make notebooks: only these lessons, for example ONLY=09 or ONLY="06 09". make bench: these benchmarks.
ONLY ?=
# make fuzz: how many random formulas, and the seed of the generator that makes them.
COUNT ?= 2000
SEED ?= 0
# What is installed; requirements.hashes.txt holds the same with hashes, which pip then checks.
REQUIREMENTS ?= requirements.txt
# Passed on to pytest, for example PYTEST_FLAGS="-x -k adam".
PYTEST_FLAGS ?=

# Lesson 17 needs CIFAR-10, which is not shipped. Its outputs are compared, and made anew, where
# LESSONKIT_DATA names the folder; see data/README.md. Kernels run elsewhere, so it is made absolute.
ifneq ($(LESSONKIT_DATA),)
  export LESSONKIT_DATA := $(abspath $(patsubst ~/%,$(HOME)/%,$(LESSONKIT_DATA)))
else
  WITHOUT_DATA := --ignore-glob='*/17_*.ipynb'
endif

CATALOG := lessonkit/locale
UV := build/uv/bin/uv
OLDEST := build/oldest
NEWEST := build/newest
FRAMEWORKS := build/frameworks
SITE := build/site-environment
PEERS := build/peers

.PHONY: help install lab test test-unit test-oldest test-newest test-notebooks test-student test-browser lint check \
        notebooks messages fuzz bench screenshots readme-picture requirements frameworks student site-sources site slides \
        dist audit clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- setting up -----------------------------------------------------------------------------

# The other targets do it when needed. This one does it in any case, and so mends what is broken.
install:  ## create .venv, or mend it
	@rm -f $(STAMP)
	@$(MAKE) --no-print-directory $(STAMP)

# The stamp holds the path of the folder: .venv does so in many places, and has to be set up again
# when the folder was renamed, moved or copied.
ifneq ($(shell test "$$(cat $(STAMP) 2>/dev/null)" = "$$(pwd -P)" && echo here),here)
  .PHONY: $(STAMP)
endif

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

$(STAMP): requirements.txt pyproject.toml $(wildcard jupyter/*)
	@if test -z "$(PYTHON)" && $(PY) -c "$(NEW_ENOUGH)" 2>/dev/null; then exit 0; fi; \
	python=; \
	for candidate in $(if $(PYTHON),"$(PYTHON)",python3 python python3.14 python3.13 python3.12 python3.11); do \
	  if "$$candidate" -c "$(NEW_ENOUGH)" 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	if test -z "$$python"; then \
	  echo "Downhill needs Python 3.11 or newer, and found none$(if $(PYTHON), at $(PYTHON))." >&2; \
	  echo "If it is installed under another name: make lab PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$python lacks the venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	fi; \
	echo "Creating $(VENV) with $$("$$python" --version); the first time takes a few minutes."; \
	"$$python" -m venv --clear $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -r $(REQUIREMENTS)
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(PY) -m venv --without-pip $(VENV)
	$(PY) -m tools.commands
	@pwd -P > $(STAMP)

# --- using ----------------------------------------------------------------------------------

lab: $(STAMP)  ## open the course in JupyterLab (LANGUAGE=ko for Korean)
	$(PY) -m tools lab --language $(LANGUAGE) -- $(LAB_FLAGS)

# Small matrices are slower on many threads, and sums differ in their last bits with the number.
lab notebooks site-sources test-unit test-oldest test-notebooks test-student: export OPENBLAS_NUM_THREADS := 1

# --- testing --------------------------------------------------------------------------------

test: lint check test-unit test-notebooks  ## all that a change needs: style, unit tests, notebooks

lint: $(STAMP)  ## Python style
	$(PY) -m ruff check .
	$(PY) -m ruff format --check --quiet . || { echo "Run: ruff format ." >&2; exit 1; }

check: $(STAMP)  ## notebook style, translations up to date
	$(PY) -m tools check

test-unit: $(STAMP)  ## unit tests and doctests
	$(PY) -m pytest -n auto $(PYTEST_FLAGS)

# In an environment of their own. Works with Python 3.11 to 3.13: NumPy 2.1 is not made for newer ones.
test-oldest: $(STAMP) $(UV)  ## unit tests with the oldest packages that pyproject.toml allows
	$(UV) venv --quiet --clear --python $(PY) $(OLDEST)
	$(UV) pip install --quiet --python $(OLDEST) --resolution lowest-direct --editable '.[dev]'
	$(subst $(VENV),$(OLDEST),$(PY)) -m pytest -n auto $(PYTEST_FLAGS)

# Bare, as other people's CI runs them: without tools.order, with all threads, another hash seed each time.
test-newest: $(STAMP) $(UV)  ## unit tests and notebooks with the newest packages (PYTHON=python3.13)
	$(UV) venv --quiet --clear --python $(or $(PYTHON),$(PY)) $(NEWEST)
	$(UV) pip install --quiet --python $(NEWEST) --upgrade --editable '.[dev]'
	$(subst $(VENV),$(NEWEST),$(PY)) -m pytest -n auto $(PYTEST_FLAGS)
	$(subst $(VENV),$(NEWEST),$(PY)) -m pytest --nbval -n 2 --dist loadfile notebooks $(WITHOUT_DATA) $(PYTEST_FLAGS)

test-notebooks: $(STAMP)  ## execute every notebook and compare every output
ifneq ($(wildcard notebooks/*/*.ipynb),)
	$(PY) -m pytest --nbval -p tools.order -p tools.kernels -n 2 --dist loadfile notebooks $(WITHOUT_DATA) $(PYTEST_FLAGS)
  ifdef WITHOUT_DATA
	@echo "Lesson 17 was left out: it needs CIFAR-10, and LESSONKIT_DATA does not say where it is."
  endif
endif

test-student: $(STAMP)  ## run every lesson without its solutions, as students get it
	$(PY) -m pytest -m student -n 2 tests/notebooks $(PYTEST_FLAGS)

test-browser: $(STAMP)  ## drive a real JupyterLab in Chromium, and pages in Firefox
	$(PY) -m pytest -m browser -n 2 --dist loadfile tests/browser $(PYTEST_FLAGS)

fuzz: $(STAMP)  ## random formulas: no work without end, no warning, right values (COUNT, SEED)
	$(PY) -m tests.formulas.fuzz $(COUNT) $(SEED)

bench: $(STAMP) $(PEERS)/.installed  ## measure, into benchmarks/RESULTS.md (ONLY="suite classroom" for what takes long)
	$(subst $(VENV),$(PEERS),$(PY)) -m benchmarks $(ONLY)

$(PEERS)/.installed: requirements.txt benchmarks/requirements.txt
	$(PY) -m venv --clear $(PEERS)
	$(subst $(VENV),$(PEERS),$(PY)) -m pip install --quiet --disable-pip-version-check \
	  -r requirements.txt -r benchmarks/requirements.txt
	$(subst $(VENV),$(PEERS),$(PY)) -m pip install --quiet --disable-pip-version-check \
	  --no-deps --no-build-isolation -e .
	@touch $@

# --- building -------------------------------------------------------------------------------

notebooks: $(STAMP)  ## execute, translate and normalize the lessons (ONLY=09 for one)
	$(PY) -m tools notebooks $(ONLY)

messages: $(STAMP)  ## collect, update and compile the Korean messages of lessonkit
	$(PY) -m tools messages

screenshots: $(STAMP)  ## pictures of the lessons in both themes, into screenshots/ (ONLY=09)
	$(PY) -m tools screenshots $(ONLY)

readme-picture: $(STAMP)  ## the moving picture of the README, from the running explorer
	$(PY) -m tools.readme_picture

# uv resolves once for every Python version and system, and for the oldest versions.
$(UV):
	$(PY) -m pip install --quiet --disable-pip-version-check --target build/uv uv

student: $(STAMP)  ## lessons without solutions, in build/student (ONLY=09 for one)
	$(PY) -m tools student $(ONLY)

site-sources: $(STAMP) $(UV)
	$(PY) -m tools.site build/site-sources $(ONLY)
	$(UV) venv --quiet --clear --python $(PY) $(SITE)
	$(UV) pip install --quiet --python $(SITE) --no-deps --requirement tools/site/requirements.txt

site: site-sources  ## all lessons as web pages with live explorers, in build/site (ONLY=09 for one)
	rm -rf build/site
	for language in en ko; do \
	  $(subst $(VENV),$(SITE),$(PY)) -m sphinx --quiet --jobs auto build/site-sources/$$language \
	    build/site/$$language || exit 1; \
	done
	cp tools/site/index.html build/site/

slides: site-sources  ## the core of all lessons for a lecture, in build/slides (ONLY=09 for one)
	$(subst $(VENV),$(SITE),$(PY)) -m tools.site.slides build/site-sources build/slides

frameworks: $(STAMP)  ## run what lessons say of PyTorch, Keras and optax, and compare
	$(PY) -m venv $(FRAMEWORKS)
	$(subst $(VENV),$(FRAMEWORKS),$(PY)) -m pip install --quiet torch keras optax
	$(subst $(VENV),$(FRAMEWORKS),$(PY)) tools/frameworks.py
	$(PY) -m pytest -q tests/project/test_frameworks.py

requirements: $(STAMP) $(UV)  ## write requirements.txt anew from pyproject.toml
	{ echo "# Everything that make installs, resolved for Python 3.11 and newer on every system."; \
	  echo "# Written by: make requirements"; \
	  $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	    --extra dev --upgrade --no-annotate --no-header pyproject.toml; } > build/requirements.txt
	cp build/requirements.txt requirements.txt
	{ echo "# requirements.txt with the hashes of the files; written by: make requirements"; \
	  $(UV) pip compile --quiet --universal --python-version 3.11 --no-deps --generate-hashes \
	    --no-annotate --no-header requirements.txt; } > build/requirements.txt
	cp build/requirements.txt requirements.hashes.txt
	{ echo "# What builds site and slides from the lessons; written by: make requirements"; \
	  echo furo latex2mathml myst-nb nbconvert sphinx sphinx-revealjs | tr ' ' '\n' | $(UV) pip compile --quiet --universal \
	    --python-version 3.11 --upgrade --no-annotate --no-header -; } > build/requirements.txt
	cp build/requirements.txt tools/site/requirements.txt

# For the release workflow. What uv runs here it keeps in environments of its own.
dist: $(STAMP) $(UV)  ## wheel, source and SBOM of a release, in dist/
	rm -rf dist
	$(PY) -m hatchling build
	$(UV) tool run --quiet --from cyclonedx-bom cyclonedx-py requirements --output-reproducible \
	  --pyproject pyproject.toml --output-file dist/sbom.cdx.json requirements.hashes.txt

audit: $(STAMP) $(UV)  ## known weaknesses of what is installed; needs the network
	$(UV) tool run --quiet pip-audit --progress-spinner off --disable-pip --require-hashes \
	  --strict --requirement requirements.hashes.txt

clean:  ## remove .venv and everything else that make created
	rm -rf $(VENV) build dist site student screenshots .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
