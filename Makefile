# Two commands matter: `make run` and `make test`. `make help` lists the others.
# The environment is .venv, made from pinned requirements and refreshed when these change.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PROCESSES ?= 2
MANAGE := $(BIN)/python manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*##/\1:/p' Makefile | awk -F': *' '{ printf "make %-12s %s\n", $$1, $$2 }'

run: $(BIN)/.run $(CATALOGUES)  ## serve Parley (PORT=8000, BIND=127.0.0.1) until Ctrl-C
	@exec $(BIN)/python -m config.run

test: $(BIN)/.dev $(CATALOGUES)  ## run the tests, on servers and data of their own
	@exec $(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadgroup --no-loadscope-reorder $(ARGS)

torture: $(BIN)/.dev $(CATALOGUES)  ## what `make test` has no time for: more kills, every page under every condition
	@exec $(BIN)/python -m pytest -m torture $(ARGS)

check: $(BIN)/.dev  ## check formatting, lint, types, rooms, migrations, templates, deployment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) messages --check
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	HTTPS=1 ALLOWED_HOSTS=parley.example DATABASE_URL=postgres://db/parley REDIS_URL=redis://broker \
	$(MANAGE) check --deploy --fail-level WARNING

bench: $(BIN)/.dev  ## measure the timeline and the imports with many entries (ARGS="--entries 100000")
	@$(BIN)/python -m bench.timeline $(ARGS)
	@$(BIN)/python -m bench.imports $(ARGS)

fuzz: $(BIN)/.dev  ## let every reader of the imports read damaged files (ARGS="--minutes 10")
	@$(BIN)/python -m tools.fuzz $(ARGS)

screenshots: $(BIN)/.dev $(CATALOGUES)  ## take a picture of every page for docs/tour.md
	@$(BIN)/python -m tools.screenshots

weight: $(BIN)/.dev $(CATALOGUES)  ## weigh every page's first visit on a slow phone, against limits
	@$(BIN)/python -m tools.weight $(ARGS)

validate: $(BIN)/.dev $(CATALOGUES)  ## ask the W3C's checker about every page (needs Java and npm)
	@$(BIN)/python -m tools.validate

format: $(BIN)/.dev  ## format code and templates
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .


messages: $(BIN)/.dev  ## bring the translation catalogues up to date with the texts
	$(MANAGE) messages

lock:  ## pin pyproject.toml's dependencies, with hashes, in both requirements files
	$(BIN)/python -m pip install --quiet uv
	$(PIN) pyproject.toml -o requirements.txt
	$(PIN) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
PIN = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --upgrade

# Requirements are installed when their file is newer than the stamp; the files name all that is needed.
$(BIN)/.run: requirements.txt | $(BIN)/python
	@echo "Installing the requirements…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

$(BIN)/.dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing the requirements of development…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Parley needs Python 3.11 or newer, and none was found." \
		"Install one, or name it: make PYTHON=/path/to/python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual" \
		"environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

%.mo: %.po | $(BIN)/.run
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@

.PHONY: help run test torture check bench fuzz screenshots weight validate format messages lock
.DELETE_ON_ERROR:
