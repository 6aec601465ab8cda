# Vive voix. `make audit` runs the main job, `make test` the tests; both set up what they need.
PYTHON ?= python3
VENV ?= .venv
FUZZ_EXAMPLES ?= 20000
FUZZ_SECONDS ?= 600
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help audit test check tests tests-elsewhere other-python lab bench recovery docs survey bundle lock fuzz golden clean

help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 16

audit: $(VENV)/.audit   ## set up, then the whole road on the simulated clients
	$(BIN)/vivevoix demo

test: $(VENV)/.checks chromium check tests   ## set up, then every check and every test

check: $(VENV)/.checks   ## style, types, direction of imports, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

tests: $(VENV)/.checks   ## the tests, with their coverage
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered

tests-elsewhere: $(VENV)/.checks   ## what another Python may change: arithmetic, texts, a golden export each
	$(BIN)/python -m pytest -n auto --dist loadgroup tests/advice tests/conversations tests/privacy tests/rules \
	  tests/texts tests/spoken tests/importers/test_golden.py tests/test_*.py tests/road/test_road.py

other-python:    ## the tests on the other supported Python, where it is there
	@.ci/other-python

lab: $(VENV)/.audit   ## JupyterLab on the notebooks
	$(BIN)/vivevoix lab

bench: $(VENV)/.checks   ## benchmarks, side by side in one run; docs/performance.md names the others
	$(BIN)/python benchmarks/import_slack.py --messages 1000000

recovery: $(VENV)/.checks   ## whether measures find what is true of 200 simulated organisations
	$(BIN)/python benchmarks/recovery.py --organisations 200

fuzz: $(VENV)/.checks   ## long fuzzing of the importers: by rules, then guided by coverage
	FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(BIN)/python -m pytest -n auto tests/importers/test_fuzz.py
	$(PIP) --require-hashes --no-deps -r requirements-fuzz.lock
	PYTHONPATH=. $(BIN)/python tests/fuzzing/golden_exports.py .fuzz -max_total_time=$(FUZZ_SECONDS)

golden: $(VENV)/.checks   ## accept what the importers now read as the golden result
	$(BIN)/python -m pytest tests/importers --write-golden

docs: $(VENV)/.checks   ## write the catalogue of measures and the list of platforms again
	$(BIN)/python .ci/catalogue.py docs/measures.md
	$(BIN)/python .ci/platforms.py docs/platforms.md

survey: $(VENV)/.checks   ## write the survey again, for LimeSurvey and on paper
	$(BIN)/python .ci/survey.py templates/survey

bundle:          ## build the widget's JavaScript again
	cd toolkit/views/widgets && npm ci --ignore-scripts --no-audit --no-fund && npm run build

lock:            ## resolve the dependencies anew: lock files and environment.yml
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip --disable-pip-version-check install --quiet uv==0.13.9
	.venv-lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --quiet --extra build pyproject.toml -o requirements.lock
	.venv-lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --quiet --extra build --extra checks -c requirements.lock \
	  pyproject.toml -o requirements-checks.lock
	echo atheris==3.0.0 | .venv-lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet - -o requirements-fuzz.lock
	$(PYTHON) .ci/environment_from_lock.py

.PHONY: chromium
chromium:        ## the browser that the page's tests drive, where apt can bring it
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] \
	  && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || echo "no chromium: the tests of the page will be skipped, and say so"

clean:           ## the virtual environments and what tools left
	rm -rf .fuzz .venv* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage*

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.audit: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes --no-deps -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.checks: requirements-checks.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes --no-deps -r requirements-checks.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.audit
