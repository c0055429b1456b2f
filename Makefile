# make demo     clean the sample texts in seeds/ and say where the reports are
# make test     every check: style, types, tests
# make lowest   the tests with the lowest version of each dependency (all but those of the review page)
# make fuzz     the property tests with many more examples
# make browser  see that a Chromium is there, or install one (the tests of the review page drive it)
# make bench    measure speed and memory, beside other linters, into reports/benchmarks.md (10 minutes)
# make reliability  try to break it, and write down how often it broke: reports/reliability.md (half an hour)
# make mutants  which thresholds no test holds fast, into reports/mutants.md (half an hour)
# make clean    remove what the targets above made
#
# Needs Python 3.11 or newer. Another interpreter: make test PYTHON=python3.12
# Arguments for pytest: make test PYTEST_ARGS="-k packaging"

PYTHON      ?= python3
PYTEST_ARGS ?= -n auto

VENV   := .venv
BIN    := $(VENV)/bin
LOWEST := .venv-lowest
# It asks what came out of `make lowest` last time.
REPORTED := tests/test_reliability.py::test_nothing_failed_when_the_report_was_made[lowest]
# -qq keeps errors and drops the rest.
PIP_INSTALL := -m pip --disable-pip-version-check install -qq
PIP         := $(BIN)/python $(PIP_INSTALL)

.DEFAULT_GOAL := test
.DELETE_ON_ERROR:
.PHONY: demo test lowest fuzz browser bench reliability mutants clean

demo: $(VENV)/.installed
	$(BIN)/ocrlint fix seeds/ --output-dir reports/
	@echo "Open reports/index.html: the texts before and after. reports/summary.json has the counts."

test: $(VENV)/.installed-test browser
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict lint
	$(BIN)/pytest $(PYTEST_ARGS)

lowest: $(LOWEST)/.installed
	$(LOWEST)/bin/pytest --ignore=tests/browser --ignore=tests/review --deselect="$(REPORTED)" $(PYTEST_ARGS)

fuzz: $(VENV)/.installed-test
	$(BIN)/pytest -m hypothesis --hypothesis-profile=fuzz $(PYTEST_ARGS)

bench: $(VENV)/.installed-bench
	$(BIN)/python -m tests.bench

reliability: $(VENV)/.installed-test
	$(BIN)/python -m tests.reliability --report reports/reliability.md

mutants: $(VENV)/.installed-test
	$(BIN)/python -m tests.mutants

# The stamps are older than pyproject.toml as soon as it changes: then, and only then, pip runs again.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[bench,test]'
	@touch $@ $(VENV)/.installed

$(LOWEST)/.installed: pyproject.toml tests/lowest.txt | $(LOWEST)/bin/python
	$(LOWEST)/bin/python $(PIP_INSTALL) --constraint tests/lowest.txt --editable '.[test]'
	@touch $@

$(BIN)/python $(LOWEST)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "ocrlint needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@# A machine without ensurepip leaves half an environment behind; without this the next run would take it.
	@$(PYTHON) -m venv --clear $(@:/bin/python=) || { rm -rf $(@:/bin/python=); exit 1; }

CHROMIUMS := chromium chromium-browser google-chrome google-chrome-stable

browser:
	@for name in $(CHROMIUMS); do command -v $$name >/dev/null && exit 0; done; \
	as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
	if command -v apt-get >/dev/null && $$as_root true 2>/dev/null; then \
	    echo "Installing Chromium for the browser tests."; \
	    log=$$(mktemp); \
	    if { $$as_root apt-get update \
	        && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y chromium; } >"$$log" 2>&1; \
	    then rm -f "$$log"; exit 0; fi; \
	    tail -n 20 "$$log" >&2; rm -f "$$log"; \
	fi; \
	echo "The browser tests need Chromium, and it can't be installed from here." >&2; \
	echo "Put one of these on the PATH and run make again: $(CHROMIUMS)." >&2; \
	echo "To work without it: $(BIN)/pytest --ignore=tests/browser" >&2; \
	exit 1

clean:
	rm -rf $(VENV) $(LOWEST) dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .ocrlint_cache
	find lint rulesets tests -name __pycache__ -type d -prune -exec rm -rf {} +
