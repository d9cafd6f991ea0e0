# make demo: install, score the published sample, show what was found.   make test: everything CI checks.   make coverage: what the tests reach.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: demo test lint types unit coverage templates samples clean

demo: .venv/.demo
	$(BIN)/perfxl score samples/liuyang-2020.xlsx -o liuyang-2020.scored.xlsx || test $$? -eq 1
	@echo
	@echo "Scored workbook: $(CURDIR)/liuyang-2020.scored.xlsx"

test: lint types unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/pytest -n auto --dist worksteal

coverage: $(STAMP)
	$(BIN)/pytest -n auto --dist worksteal --cov=perfxl --cov-report=term

templates: $(STAMP)
	$(BIN)/python -m perfxl.standard.compile
	$(BIN)/python -m perfxl.filing.fingerprint
	$(BIN)/python -m perfxl.template
	$(BIN)/python -m perfxl.excel

samples: templates
	$(BIN)/python scripts/make_samples.py
	$(BIN)/python scripts/make_handmade.py

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.demo: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(STAMP): .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/.demo

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .coverage
