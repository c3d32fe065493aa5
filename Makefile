# The handful of commands that a contributor needs; `.ci/run` does all that must hold.
PYTHON ?= .venv/bin/python

.PHONY: setup check test messages schemas reference library benchmarks

setup:       ## an environment with everything
	python3 -m venv .venv
	.venv/bin/pip install -e '.[dev]'

check:       ## style, types, tests
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -n logical --dist loadfile

test:
	$(PYTHON) -m pytest -n logical --dist loadfile

messages:    ## new sentences into the Chinese catalogue, gone ones out, .mo compiled
	$(PYTHON) -m rubrics.locale

schemas:     ## the committed JSON Schemas, from the models (after `messages`: descriptions are in both languages)
	$(PYTHON) -m rubrics.schema

reference:   ## docs/cli.md, from the commands
	$(PYTHON) docs/cli_reference.py

library:     ## the rubrics that come with dabiao, from the examples
	$(PYTHON) -m pipeline import examples/jiangsu-small-enterprise.docx examples/hangzhou-safety-culture.docx \
	    examples/hainan-filling-station.docx examples/small-enterprise-notes.txt -o rubrics/library --force
	$(PYTHON) -m pipeline import examples/garage-level3.docx --policy jiaotong-2012 -o rubrics/library --force

benchmarks:
	for script in benchmarks/*.py; do $(PYTHON) $$script || exit 1; done
