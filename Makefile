# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test check bench peers lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/run: requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

# The first question of each kind compiles what it needs and keeps it; ask them once here.
$(VENV)/compiled: $(VENV)/run $(wildcard src/waterbed/numerics/*.py)
	$(BIN)/waterbed effect detections/central-mediterranean --event eu-tn-mou > /dev/null
	$(BIN)/waterbed displace --event eu-tn-mou > /dev/null
	$(BIN)/waterbed simulate examples/scenarios/stricter-libyan-ports.toml > /dev/null
	touch $@

demo: $(VENV)/compiled ## set up, then run the main job offline
	@$(BIN)/waterbed demo

test: $(VENV)/dev check $(VENV)/compiled ## set up, then run every test and check
	$(BIN)/python -m pytest -n auto

check: $(VENV)/dev ## lint, types, floors, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src

bench: $(VENV)/dev ## print the figures of docs/performance.md
	$(BIN)/python benchmarks/record.py
	$(BIN)/python benchmarks/check.py

$(VENV)-peers/run: requirements/bench.txt pyproject.toml
	test -x $(VENV)-peers/bin/python || $(PYTHON) -m venv $(VENV)-peers
	$(VENV)-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(VENV)-peers/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

peers: $(VENV)-peers/run ## time effects beside other programs, in an environment of their own
	$(VENV)-peers/bin/python benchmarks/effects_speed.py
	$(VENV)-peers/bin/python benchmarks/synthetic.py

lock: ## pin requirements again from pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml requirements/build.in --group dev -o requirements/dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml requirements/build.in --group bench -o requirements/bench.txt

clean: ## remove what the targets above made
	rm -rf $(VENV) $(VENV)-peers .mypy_cache .pytest_cache .ruff_cache .hypothesis
