# `make demo` and `make test` do all the set-up themselves: a venv in .venv, nothing outside this folder.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test check bench trust simulate format docs pictures axe playground clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt -e '.[dev]'
	touch $(READY)

demo: $(READY)
	$(BIN)/handslag demo --out demo-out

test: $(READY)
	$(BIN)/python -m pytest -n auto -rs

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/bot/test_documentation.py

# The peers that the figures are put beside are installed here, not for everybody.
bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.slack_events
	$(BIN)/python -m benchmarks.report
	$(BIN)/python -m benchmarks.teams_events

# What gets past the checks of answers; the models are a server on this machine.
trust: $(READY)
	$(BIN)/python -m benchmarks.trust

# Two years of a follow-up with everything that can go wrong, checked rule by rule.
simulate: $(READY)
	$(BIN)/python -m benchmarks.simulation

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The tables of commands and settings in the README.
docs: $(READY)
	$(BIN)/python -m docs.generate

# What people see in Slack and Teams, photographed with a headless Chromium, and the report as Word, Excel and PowerPoint
# files, turned into pages by LibreOffice; without one or the other it says so and makes none.
pictures: $(READY)
	$(BIN)/python -m tests.scenarios.slack_pictures
	$(BIN)/python -m tests.scenarios.office_pictures
	$(BIN)/python -m tests.scenarios.page_pictures
	npm install --silent --no-save --no-audit --no-fund --prefix .adaptivecards adaptivecards@3.0.6
	$(BIN)/python -m tests.scenarios.teams_pictures .adaptivecards/node_modules/adaptivecards/dist/adaptivecards.min.js

# What looks through the summary's web page for what shuts people out (axe-core, from npm); its tests are skipped without.
axe:
	npm install --silent --no-save --no-audit --no-fund --prefix .axe axe-core@4.14.1

# Microsoft's own client, which a test then talks to the service with (from npm, offline after that); skipped without.
playground:
	npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix .playground @microsoft/m365agentsplayground@0.2.28

clean:
	rm -rf .venv build dist demo-out .axe .playground .adaptivecards .import_linter_cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
