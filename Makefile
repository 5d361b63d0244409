# The two commands are `make run` and `make test`. Everything they need is set up on the way.
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

# The first Python of 3.11 or newer; PYTHON=/path/to/python chooses another one.
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11 python3.14; do \
	if $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$one; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
BENCH_READY := $(VENV)/.bench-ready
LIBRARIES_READY := $(VENV)/.libraries-ready

.PHONY: help run demo test check bundle bench wording-score proof screenshots reference clean libraries

help:
	@echo "make run          install what is missing and open pmdesk (without a display: make demo)"
	@echo "make test         set up the tests and run every check that CI runs"
	@echo "make check        the same checks, without looking at the set-up"
	@echo "make demo         walk the bundled sample without a window; leaves a library and its PDF in build/demo"
	@echo "make bundle       build the one-folder application in dist/ and let it run the demo"
	@echo "make bench        measure, each figure beside its floor"
	@echo "make wording-score  score the wording rules on labelled sentences, when they are beside the project"
	@echo "make proof        play a meeting of an hour, then kill the application 1,000 times, and count what was lost"
	@echo "make screenshots  make the pictures of every page for the docs"
	@echo "make reference    write the generated pages of the docs again"
	@echo "make clean        remove what was built (the .venv and your libraries stay)"

# Without a display the window cannot open, and the missing system libraries do not matter.
run: $(RUN_READY)
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display here, so pmdesk does the same work without a window."; \
		$(BIN)/python -m pmdesk demo --out build/demo; \
	else \
		.ci/system-libraries $(PYTHON) && $(BIN)/python -m pmdesk; \
	fi

demo: $(RUN_READY)
	$(BIN)/python -m pmdesk demo --out build/demo

test: libraries $(DEV_READY) check

check: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

bundle: libraries $(DEV_READY)
	$(BIN)/python -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/bundle pmdesk.spec
	$(BIN)/python tests/cli/bundle_check.py dist/pmdesk

bench: libraries $(BENCH_READY)
	$(BIN)/python bench/run_all.py

wording-score: libraries $(DEV_READY)
	$(BIN)/python bench/wording_score.py

proof: libraries $(DEV_READY)
	$(BIN)/python bench/hour.py
	$(BIN)/python bench/proof.py

screenshots: libraries $(DEV_READY)
	$(BIN)/python bench/screenshots.py

reference: libraries $(DEV_READY)
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_wording_reference.py
	$(BIN)/python -m pmdesk.exchange.json_form > docs/review.schema.json

clean:
	rm -rf build dist pmdesk.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

libraries: $(LIBRARIES_READY)

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "pmdesk runs on Python 3.11 or newer, and none was found. Install it: sudo apt-get install python3 python3-venv" >&2; exit 1; fi
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || .ci/system-libraries $(PYTHON)
	$(PYTHON) -m venv $(VENV)

$(LIBRARIES_READY): .ci/system-libraries | $(BIN)/python
	.ci/system-libraries $(PYTHON)
	@touch $@

$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@touch $@

$(BENCH_READY): requirements-bench.lock $(DEV_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-bench.lock
	@touch $@
