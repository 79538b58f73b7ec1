# A virtual environment, the sample graph, the tests: each command sets up what it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint benchmark train clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

$(VENV)/.measured: $(VENV)/.tested
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[benchmark]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/kg demo output/demo

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest

benchmark: $(VENV)/.measured
	$(BIN)/python -m tests.benchmarks

# The tagger that ships, from the public sets in DATA (see kg/ner/model/README.md).
train: $(VENV)/.installed
	$(BIN)/kg train $(DATA)

clean:
	rm -rf $(VENV) output/demo
