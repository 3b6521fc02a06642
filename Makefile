# `make demo` and `make test` need Debian with Python 3.11 and nothing else; each makes its own environment.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --constraint constraints.txt
HAS_POSTGRES = { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1
HAS_BROWSER = { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1

.PHONY: demo test check gate bench bench-record bench-desk bench-analysis bench-brief train clean

demo: $(VENV)/.run
	@mkdir -p demo-out
	@rm -f demo-out/venezuela.veedor*
	$(BIN)/veedor read demo/reports --into demo-out/venezuela.veedor
	$(BIN)/veedor page demo-out/venezuela.veedor -o demo-out/reading.html
	@echo "Open $(CURDIR)/demo-out/reading.html in a browser; or open the desk: $(BIN)/veedor desk demo-out/venezuela.veedor --open"

# Where PostgreSQL and a browser are installed, their tests may not be skipped. A process a core, four at most: each
# holds a reader and a PostgreSQL of its own.
test: $(VENV)/.dev
	@if $(HAS_POSTGRES); then export VEEDOR_NEED_POSTGRES=1; fi; \
	  if $(HAS_BROWSER); then export VEEDOR_NEED_BROWSER=1; fi; $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

gate: $(VENV)/.dev
	$(BIN)/python -m benchmarks.gate --shared $(SHARED)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.speed

bench-record: $(VENV)/.dev
	$(BIN)/python -m benchmarks.record --shared $(SHARED)

# Speed of every page over a large record, a long report in a browser, twenty reviewers at once.
bench-desk: $(VENV)/.dev
	$(BIN)/python -m benchmarks.desk --shared $(SHARED)

# Incidents on made-up crises with known answers; talks and ledger of the example reports, cell by cell.
bench-analysis: $(VENV)/.dev
	$(BIN)/python -m benchmarks.understanding --shared $(SHARED)
	$(BIN)/python -m benchmarks.incidents

# A long brief in every format, briefs on the example reports, and what leaves a record and comes back, at size.
bench-brief: $(VENV)/.dev
	$(BIN)/python -m benchmarks.brief --shared $(SHARED)

# Rebuilds the reader's weights from the licensed corpora in $(SHARED)/data; PyTorch is needed here alone.
train: $(VENV)/.train
	$(BIN)/python -m training.train --data $(SHARED)/data --out build/model
	@echo "To put these weights into the program: $(BIN)/python -m training.export build/model --install"

# Debian keeps venv in a package of its own.
$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); \
	  [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); } \
	|| { rm -rf $(VENV); echo "Python's venv is missing. hint: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

# The tests run on SQLite and on a PostgreSQL of their own, which they start and stop, and in Debian's browser.
$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[dev]'
	@$(HAS_POSTGRES) || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null; } \
	|| echo "No PostgreSQL: its tests will be skipped. hint: apt-get install postgresql" >&2
	@$(HAS_BROWSER) || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	|| echo "No browser: its tests will be skipped. hint: apt-get install chromium" >&2
	@touch $(VENV)/.run $@

$(VENV)/.train: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[dev,train]'
	@touch $(VENV)/.run $(VENV)/.dev $@

clean:
	rm -rf $(VENV) build demo-out
