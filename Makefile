# Hà Nội Số. `make run` starts it, `make test` checks it; `make help` tells the rest.
# Everything is put into .venv; a second call installs nothing and needs no network.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
# An environment half made is made again.
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
HOST := 127.0.0.1
PORT ?= 8501
# More options for Streamlit, e.g. STREAMLIT="--server.fileWatcherType auto" while writing code.
STREAMLIT ?=
# Who may put figures in: off, local (on this computer alone) or oidc (after signing in).
EDITING ?= local
# More options for pytest, e.g. PYTEST="-k map". A run of a part is not judged for completeness.
PYTEST ?=
# Two at least, for waiting on a browser is not work; four at most, for each starts a browser.
JOBS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n < 2 ? 2 : n > 4 ? 4 : n)))

# The stamps carry the content of the pins: changed pins, and only those, install again.
RUN_HASH := $(shell sha256sum requirements.lock | cut -c1-16)
DEV_HASH := $(shell sha256sum requirements-dev.lock | cut -c1-16)
RUN_STAMP := $(VENV)/installed-run-$(RUN_HASH)
DEV_STAMP := $(VENV)/installed-dev-$(DEV_HASH)

# The pins are tested with 3.11, so it goes first where there are several.
PYTHONS := $(PYTHON) python3.11 python3 python3.12 python3.13 python3.14

define FIND_PYTHON
for each in $(PYTHONS); do \
  if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
    python=$$each; break; \
  fi; \
done; \
if [ -z "$${python:-}" ]; then \
  echo "Hà Nội Số needs Python 3.11 or later. Looked for: $(PYTHONS)." >&2; \
  echo "python3 here is: $$(python3 --version 2>&1 || true)." >&2; \
  echo "Install one (Debian 12: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python3.11 $(or $(MAKECMDGOALS),run)" >&2; \
  exit 1; \
fi
endef

# Debian keeps the part of Python that makes virtual environments in a package of its own.
define NEED_VENV
if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    echo "Installing Debian's python3-venv" >&2; \
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >&2; \
  else \
    echo "This Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; \
    exit 1; \
  fi; \
fi
endef

.PHONY: help
help: ## Show what can be asked for
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: run
run: $(RUN_STAMP) ## Set up when needed, start the program, print its address
	@echo "Starting; its address follows (Ctrl+C ends it)"
	@EDITING="$(EDITING)" exec $(BIN)/python -m streamlit run app.py \
	  --server.address $(HOST) --server.port $(PORT) $(STREAMLIT)

.PHONY: test
test: $(DEV_STAMP) ## Lint, types, import contracts, and the tests of every layer
	@CHROMIUM=$$($(BIN)/python -m tests.chromium) || exit 1; export CHROMIUM; \
	$(BIN)/python -m tests.data.postgresql && \
	$(BIN)/ruff check . && \
	$(BIN)/ruff format --check . && \
	$(BIN)/mypy && \
	$(BIN)/lint-imports --no-logo && \
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(if $(PYTEST),$(PYTEST),--complete)

.PHONY: walks
walks: $(DEV_STAMP) ## Random walks held against fresh loads: N=100 SEED=… PAGE=/map ONLY=…
	@CHROMIUM=$$($(BIN)/python -m tests.chromium) || exit 1; export CHROMIUM; \
	$(BIN)/python -m tests.walks --walks $(or $(N),100) --jobs $(JOBS) $(if $(SEED),--seed $(SEED)) \
	  $(if $(PAGE),--page $(PAGE)) $(if $(ONLY),--only $(ONLY))

.PHONY: check-data
check-data: $(RUN_STAMP) ## Check a data package: make check-data DIR=… (IN=en for English)
	@$(BIN)/python -m lib.data.check "$(or $(DIR),data)" $(if $(IN),--lang $(IN))

.PHONY: data
data: $(RUN_STAMP) ## Write again what is generated: illustrative values and datapackage.json
	@$(BIN)/python -m tools.illustrative
	@$(BIN)/python -m lib.data.describe

.PHONY: bench
bench: $(DEV_STAMP) ## Measure speed and memory; prints, never fails on a time
	@$(BIN)/python -m bench.compute
	@$(BIN)/python -m bench.intake
	@$(BIN)/python -m bench.pages

.PHONY: soak
soak: $(DEV_STAMP) ## Memory and answer times under readers for MINUTES (60)
	@$(BIN)/python -m bench.soak --minutes $(or $(MINUTES),60)

.PHONY: pictures
pictures: $(DEV_STAMP) ## Take the README's pictures again
	@$(BIN)/python -m bench.pictures

.PHONY: lock
lock: $(DEV_STAMP) ## Write the locks again after a change of requirements*.txt (UPGRADE=1: all)
	@for each in requirements requirements-postgresql requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    $(if $(UPGRADE),--upgrade) --output-file $$each.lock $$each.txt; \
	done

.PHONY: clean
clean: ## Remove the environment and what the tools keep
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(FIND_PYTHON); $(NEED_VENV); \
	echo "Making $(VENV) with $$("$$python" --version)" >&2; \
	"$$python" -m venv $(VENV)

# Every file of every package is known by its hash; another one of the same version is refused.
# What the environment brought along to install with is replaced too, and setuptools, which nothing
# here needs, is taken out: those of an older Python have known faults.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
TAKE_OUT := $(BIN)/python -m pip uninstall --quiet --yes --disable-pip-version-check setuptools 2>/dev/null

$(RUN_STAMP): | $(BIN)/python
	@echo "Installing what requirements.lock pins" >&2
	@$(INSTALL) requirements.lock && $(TAKE_OUT)
	@rm -f $(VENV)/installed-run-* && touch $@

$(DEV_STAMP): | $(BIN)/python
	@echo "Installing what requirements-dev.lock pins" >&2
	@$(INSTALL) requirements-dev.lock && $(TAKE_OUT)
	@rm -f $(VENV)/installed-dev-* $(VENV)/installed-run-* && touch $@ $(RUN_STAMP)
