# Two commands do everything on a machine with Python >= 3.11 and make:
#   make site   builds this project's own site into site/
#   make test   runs every check
# Make the virtual environment with another interpreter: make site PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin
# pytest-xdist's processes; 0: none
JOBS ?= 2
PYTEST ?=
PEERS ?=
SCRIPTS := $(wildcard generator/ropewalk/theme/strings generator/ropewalk/theme/src generator/ropewalk/theme/src/* generator/ropewalk/theme/src/*/*)
SCHEMAS := validators/manifestcheck/schema/convert.py

.PHONY: site test lint types imports tests screenshots bench mutation venv reference requirements clean

site: .venv/ready
	@$(BIN)/ropewalk build
	@echo "The site is in site/. Look at it: $(BIN)/python -m http.server --directory site 8000"
	@echo "and open http://localhost:8000/. While you write: $(BIN)/mkdocs serve"

test: lint types imports tests

lint: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/ready
	$(BIN)/mypy

imports: .venv/ready
	$(BIN)/lint-imports --no-logo

tests: .venv/ready
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(PYTEST)

# Each page type in both themes, on a desk and on a phone, to be looked at: tests/browser/screenshots/.
# And README's picture: screenshot.png
screenshots: .venv/ready
	$(BIN)/python -m tests.browser.screenshots

# Lighthouse's scores of a note, and whether the HTML of each page type is valid (needs Java). npm fetches both.
lighthouse valid: .venv/ready
	$(BIN)/python -m tests.browser.audits $@

# Whether the tests notice changes of link, render, the publishing filter and move. Takes hours; goes on
# where it was interrupted.
mutation: .venv/ready
	@$(BIN)/python -m tests.mutation

venv: .venv/ready

# The guide's table of options, made of the options.
reference: .venv/ready
	$(BIN)/python -m tests.ropewalk.host.reference

# What building and serving cost, as a page of the guide; takes a quarter of an hour. Other generators are
# installed into an environment of their own and measured too: make bench PEERS=hugo,zensical,material
bench: .venv/ready
	$(BIN)/python -m tests.bench.performance --peers "$(PEERS)" --write notes/Ropewalk/Performance.md

# Pinned packages first, with their hashes; then this project itself, linked to its sources. The build
# hook bundles the theme's scripts and packs the API's schemas, so the project is installed again when
# those change.
.venv/ready: .venv/packages pyproject.toml hatch_build.py package.json package-lock.json $(SCRIPTS) $(SCHEMAS)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/packages: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ropewalk needs Python 3.11 or later, $(PYTHON) is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

# For whoever changes a dependency in pyproject.toml; needs uv (https://docs.astral.sh/uv/).
requirements:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.txt
	npm install --package-lock-only --ignore-scripts

clean:
	rm -rf .venv site dist generator/ropewalk/theme/- generator/ropewalk/theme/locales validators/manifestcheck/schema/built
