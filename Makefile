# Everyone needs run, test and check. `make help` explains all targets.

PYTHON ?= python3
PORT ?= 8501
# A browser test waits for a third of its time, so three workers keep two cores busy.
JOBS ?= 3

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
hash = $(shell cat $(1) | cksum | cut -d ' ' -f 1)

# The name of a stamp contains the checksum of the requirement files. So a second run installs nothing, and a changed pin is installed
# at once.
RUN_PINS := requirements.txt constraints.txt
DEV_PINS := $(RUN_PINS) requirements-dev.txt
READY := $(VENV)/.ready-$(call hash,$(RUN_PINS))
READY_BENCH := .venv-bench/.ready-$(call hash,bench/requirements-bench.txt)
READY_DEV := $(VENV)/.ready-dev-$(call hash,$(DEV_PINS))

.DEFAULT_GOAL := help
.PHONY: help run data test test-fast check format docs bench load lock clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(READY)  ## serve the site on http://localhost:8501 (PORT=9000 make run for another port)
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

data: $(READY)  ## prepare data/sources into data/prepared
	$(BIN)/python -m prepare $(ARGS)

test: $(READY_DEV)  ## run all tests, those in a real browser included
	$(BIN)/python -m tests.browser.chromium --install
	$(BIN)/python -m tests.deploy.proxy --install
	$(BIN)/python -m tests.api.spectral
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

test-fast: $(READY_DEV)  ## the tests that fail most often, within a minute: architecture, measures, geo, data
	$(BIN)/python -m pytest -q --numprocesses 2 tests/architecture tests/measures tests/geo tests/data_loaders $(ARGS)

check: $(READY_DEV)  ## format, lint, types, import arrows; prints the largest files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/python -m pytest -q tests/architecture
	$(BIN)/python -m tests.architecture.sizes

format: $(READY_DEV)  ## put the code in its standard form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY_DEV)  ## build the documentation into build/docs (ARGS=serve shows it while you write)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs $(or $(ARGS),build --quiet)

bench: $(READY_DEV) $(READY_BENCH)  ## measure speed; one JSON object per line (ARGS="--rows 1000" for less)
	@$(BIN)/python -m tests.browser.chromium --install >&2
	@$(BIN)/python -m bench $(ARGS)

load: $(READY_DEV)  ## many readers on two servers behind the proxy, with a crash, a restart and new data meanwhile; takes minutes
	@$(BIN)/python -m tests.deploy.proxy --install >&2
	@$(BIN)/python -m bench.load $(ARGS)

lock: $(VENV)/bin/python  ## after a change in requirements: pin everything they need
	$(PIP) install --quiet --requirement requirements-dev.txt
	$(PIP) freeze > constraints.txt

clean:  ## remove the environment and caches
	rm -rf $(VENV) .venv-bench .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Samenkaart needs Python 3.11 or newer; name one with: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "This Python cannot make environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(READY): | $(VENV)/bin/python
	$(PIP) install --quiet --requirement requirements.txt
	@rm -f $(VENV)/.ready-[0-9]* && touch $@

$(READY_DEV): | $(VENV)/bin/python
	$(PIP) install --quiet --requirement requirements-dev.txt
	@rm -f $(VENV)/.ready-* && touch $@ $(READY)

$(READY_BENCH): | $(VENV)/bin/python
	@$(BIN)/python -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check install --quiet --requirement bench/requirements-bench.txt >&2
	@rm -f .venv-bench/.ready-* && touch $@
