# `make demo` and `make test` are all that a newcomer needs; CONTRIBUTING.md says what the others do.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo check lint test golden docs wheel fuzz install model clean
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

# For daily work: about a minute.
check: lint
	$(BIN)/python -m pytest -m unit

# The interface that docs/reference/api.md describes.
DOCUMENTED = claimcheck/pipeline.py claimcheck/reading/__init__.py claimcheck/reading/drafts.py \
  claimcheck/records claimcheck/reporting/__init__.py claimcheck/limits.py claimcheck/errors.py

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pydoclint --quiet $(DOCUMENTED)

test: lint
	@echo "All tests: about a quarter of an hour on two cores. The unit tests alone: make check"
	$(BIN)/python -m pytest

golden: install
	$(BIN)/python -m pytest tests/test_golden.py --update-golden
	git diff --stat tests/golden

docs: install
	$(BIN)/mkdocs build --strict --quiet

wheel: install
	.ci/wheel $(abspath $(VENV))

# FUZZ inputs for each entry point, others than `make test` takes; what breaks one is kept in
# tests/crashes and is to be committed with its cure. An hour on two cores.
FUZZ = 10000
fuzz: install
	TESTS_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/test_fuzz.py --durations=0

# Makes the shipped model anew from labelled and plain material in DATA and from the weights that it
# came from, which are in the history of this repository: two hours on two cores.
MODEL = models/claimcheck-tiny
BASE = 4e7c7fe
model: install
	mkdir -p runs/data runs/base
	git archive $(BASE) models/claimcheck-minilm-l6 | tar -x -C runs/base
	ln -sf $(abspath $(DATA))/nli/train*.jsonl.gz runs/data/
	$(BIN)/claimcheck pairs --out runs/data/pairs.jsonl.gz --slots $(DATA)/slots \
	  --real $(DATA)/real/pairs.jsonl.gz --statements $(DATA)/written/statements.jsonl.gz \
	  --elements --written-slots $(DATA)/written/slots.jsonl.gz \
	  $(foreach file,$(wildcard $(DATA)/news/*.jsonl.gz),--news $(file)) \
	  $(foreach kept,$(wildcard $(DATA)/gold/bundles/*.jsonl $(DATA)/stories/bundles/*.jsonl),--without $(kept))
	$(BIN)/claimcheck train $(MODEL)/recipe-1.toml --data runs/data --out runs/first --workers 2
	$(BIN)/claimcheck train $(MODEL)/recipe.toml --data runs/data --out runs/model --workers 2

clean:
	rm -rf $(VENV) build report.html
