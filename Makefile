# Two commands do everything: `make run` plays the sample season, `make test` runs the tests. Both set up what is missing first.

.PHONY: run test setup check bench docs screenshots lock clean help
.DEFAULT_GOAL := help

VENV := .venv
PYTHON ?= python3
STAMP := $(VENV)/.ready
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header
SIDE_BY_SIDE := -n auto --dist loadfile --no-loadscope-reorder

help: ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: $(STAMP) ## Play the sample season and leave Datasette running (ARGS=--once: end instead)
	@$(VENV)/bin/nianbao sample-season $(ARGS)

test: $(STAMP) ## Run the tests, as many at once as there are cores (ARGS are pytest's; "-n 0" for one at a time)
	@$(VENV)/bin/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

setup: $(STAMP) ## Only set up

check: $(STAMP) ## Lint, types, tests
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

bench: $(STAMP) ## Measure speed and memory, as ratios against a floor in the same run
	@$(VENV)/bin/python -m tests.bench $(ARGS)

docs: $(STAMP) ## Build the generated pages in docs/ anew
	@$(VENV)/bin/python -m tests.docs

screenshots: $(STAMP) ## Make the pictures in docs/ anew
	@$(VENV)/bin/python -m tests.screenshots

lock: ## Resolve pyproject.toml anew into requirements.lock, and what runs of it into requirements.run.lock (needs uv)
	$(COMPILE) --extra dev --output-file requirements.lock
	$(COMPILE) --constraint requirements.lock --output-file requirements.run.lock

clean: ## Remove the environment and caches; never the archive
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# An environment that was copied here with the checkout belongs to the place it came from: its scripts name that place.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif
$(STAMP): requirements.lock pyproject.toml setup.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) sh setup.sh
	@echo $(CURDIR) > $@
