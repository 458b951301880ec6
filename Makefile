# The two commands that a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test fuzz install model clean
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

# FUZZ inputs for each entry point, others than `make test` takes; what breaks one is kept in
# tests/crashes and is to be committed with its cure. An hour on two cores.
FUZZ = 10000
fuzz: install
	CLAIMCHECK_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/test_fuzz.py --durations=0

# Makes the shipped model anew from the public pairs in DATA/nli and the news in DATA/news: hours.
MODEL = models/claimcheck-minilm-l6
model: install
	mkdir -p runs/data
	ln -sf $(abspath $(DATA))/nli/train*.jsonl.gz runs/data/
	$(BIN)/claimcheck pairs $(DATA)/news/*.jsonl.gz --out runs/data/news-pairs.jsonl.gz \
	  $(foreach bundle,$(wildcard $(DATA)/gold/bundles/*.jsonl),--without $(bundle))
	$(BIN)/claimcheck train $(MODEL)/recipe-1.toml --data runs/data --out runs/first
	$(BIN)/claimcheck train $(MODEL)/recipe-2.toml --data runs/data --out runs/second
	$(BIN)/claimcheck pairs $(foreach set,$(wildcard runs/data/train*.jsonl.gz),--labelled $(set)) \
	  --out runs/data/denied.jsonl.gz
	$(BIN)/claimcheck train $(MODEL)/recipe-3.toml --data runs/data --out runs/third
	$(BIN)/claimcheck train $(MODEL)/recipe-general.toml --data runs/data --out runs/general
	$(BIN)/claimcheck train $(MODEL)/recipe-evidence.toml --data runs/data --out runs/evidence
	$(BIN)/claimcheck train $(MODEL)/recipe.toml --data runs/data --out runs/model

clean:
	rm -rf $(VENV) report.html
