# The portal's commands. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3.11
DATA_DIR ?= $(CURDIR)/var
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export DATA_DIR PORT
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup run test test-files test-servers postgres postgres-stop elasticsearch elasticsearch-stop faults bench bench-search fuzz lint screenshots browser lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-18s %s\n", $$1, $$2}'

setup: $(STAMP) ## install what the portal needs into .venv

$(STAMP): requirements.lock
	@scripts/make-venv $(VENV) $(PYTHON)
	@echo "· 安装依赖 …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check "uv>=0.5"
	@$(BIN)/uv pip install -q --python $(BIN)/python -r requirements.lock
	@touch $@

run: setup ## set everything up and serve http://127.0.0.1:8000 with the sample catalogue
	@scripts/run

test: setup browser ## style, types, and every test: on SQLite + embedded, then on PostgreSQL + Elasticsearch
	@scripts/test

test-files: setup browser ## the run on SQLite and the embedded engine alone
	@scripts/test files

test-servers: setup browser ## the run on PostgreSQL and Elasticsearch alone
	@scripts/test servers

postgres: ## start a PostgreSQL of this project's own on 127.0.0.1 and print its DATABASE_URL
	@scripts/postgres start

postgres-stop: ## end it
	@scripts/postgres stop

elasticsearch: ## start an Elasticsearch 8.19 of this project's own on 127.0.0.1 and print its address (ARGS="--nodes 3")
	@scripts/elasticsearch start $(ARGS)

elasticsearch-stop: ## end it
	@scripts/elasticsearch stop

faults: setup ## servers killed, writers at odds, for as long as wanted (ARGS="--seconds N --seed N --only NAME"; docs/faults.md)
	@python -m tests.faults $(ARGS)

bench: setup ## print ratios against a named reference (ARGS=--growth: up to 230,000 items; docs/performance.md)
	@python -m tests.bench $(ARGS)

bench-search: setup ## how well questions are answered (QRELS=, CATALOGUE=, WORKBOOK=, ARGS="--halves --worst")
	@python -m tests.bench.search_quality $(if $(QRELS),--qrels "$(QRELS)") $(if $(CATALOGUE),--catalogue "$(CATALOGUE)") $(if $(WORKBOOK),--workbook "$(WORKBOOK)") $(ARGS)

fuzz: setup ## ten thousand odd requests over the public addresses (ARGS="--requests N --seed N --server URL")
	@python -m tests.fuzz $(ARGS)

lint: setup ## style, types, migrations
	@scripts/lint

screenshots: setup browser ## the READMEs' pictures into docs/screenshots (DIR=folder: every page type)
	@scripts/screenshots $(DIR)

browser: ## Chromium and a CJK font, from Debian, when missing
	@scripts/install-browser

lock: $(STAMP) ## pin the dependencies anew
	@$(BIN)/uv pip compile -q --no-header --no-annotate --universal --extra dev --extra postgresql pyproject.toml -o requirements.lock

clean: ## remove the environment and all state
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .hypothesis
