# Fabrique. `make help` lists the targets.
PORT ?= 8000
export PORT
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12; do "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint types proof bench words diagrams shots clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .venv/run ## start the demonstration on http://127.0.0.1:$(PORT)
	@$(BIN)/python -m tools.start

test: .venv/dev ## the whole suite: SQLite, PostgreSQL, Chromium when found (all of them with CI=true)
	@$(BIN)/python -m tools.suite

lint: .venv/dev ## the code's and the templates' form
	@$(BIN)/python -m tools.suite lint

types: .venv/dev ## the annotations of core, actions and permissions
	@$(BIN)/python -m tools.suite types

proof: .venv/dev ## the proofs of reliability at full size: one JSON line a row
	@$(BIN)/python -m tools.proof

bench: .venv/dev ## the benchmarks: one JSON line a figure
	@$(BIN)/python -m tools.bench

words: .venv/run ## gather the words of the interface into each area's catalogue
	@$(BIN)/python -m fabrique.core.cli words

diagrams: .venv/run ## draw docs/states.md and docs/glossary.md from the code
	@$(BIN)/python -m tools.diagrams
	@$(BIN)/python -m tools.glossary

shots: .venv/dev ## take a picture of every page: sheets in var/shots
	@$(BIN)/python -m tools.shots

clean: ## remove what was built; data in var/ stays
	@rm -rf .venv .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis build *.egg-info
	@find config fabrique tests tools -name __pycache__ -prune -exec rm -rf {} +
	@find fabrique -name '*.mo' -delete

.venv/run: requirements/run.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.12 or newer is needed."; exit 1; }
	@echo "Setting up (once, about a minute)…"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo "Setting up the tests (once)…"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
