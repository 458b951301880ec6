# The two commands that a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test install clean
.DEFAULT_GOAL := demo

# The CPU build of torch: the default one brings gigabytes of CUDA packages.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check torch==2.13.0 \
	  || $(BIN)/pip install --quiet --disable-pip-version-check torch --index-url https://download.pytorch.org/whl/cpu
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,train]'
	touch $@

install: $(VENV)/installed

demo: install
	$(BIN)/claimcheck check examples/japan-tariffs --save report.html
	@echo "The same report as a page: report.html"

test: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) report.html
