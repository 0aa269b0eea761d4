# Two commands matter: `make run` starts the portal, `make test` checks it.
# Both need only Python 3.11 or later; both may be repeated, and are quick the second time.

PYTHON ?= python3
PORT ?= 8000
VAR_DIR ?= var
# BROWSER=0 leaves out the checks that need Chromium, Node.js and Java.
BROWSER ?= 1
# How many processes test side by side.
JOBS ?= 2
# CLOCK=2027-02-28T23:50 tests only what depends on the day, as if it were then.
CLOCK ?=
SIDE_BY_SIDE = --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder
DATED = tests/associations tests/casework tests/core tests/dialogues tests/home tests/searching
AT_ANY_TIME := "not browser and not processes and not any_engine"
# THOROUGH="thorough and browser" runs those alone.
THOROUGH ?= thorough
# The share of lines and branches that tests must run in their own process, in per cent.
FLOOR := 92
# KEEP=FOLDER keeps what `make city` made.
KEEP ?=
# How many places, measures and news `make bench` makes.
N ?= 10000
# How many times `make durability` kills all processes.
KILLS ?= 20

VENV := .venv
PY := $(VENV)/bin/python
PIP_INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --no-deps --require-hashes
BASE := $(VENV)/base.installed
DEV := $(VENV)/dev.installed
MADE := $(VENV)/made
PIP := $(VENV)/pip.installed
STATIC := $(VAR_DIR)/static.collected
NODE := node_modules/installed
TEMPLATES = find . -name '*.html' -not -path './.*' -not -path './node_modules/*' -not -path './$(VAR_DIR)/*'
# Folders are listed too: their time changes when a file in them is removed.
STATIC_SOURCES := $(shell find site/static */static site/*/static -not -name '.*' 2>/dev/null | sort -u)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-print-directory
# Where it is set, every start would compile all modules again: five seconds instead of two.
unexport PYTHONDONTWRITEBYTECODE

# ---------------------------------------------------------------- running

.PHONY: run
run: $(BASE) ## Start the portal on http://127.0.0.1:8000 (PORT= and DATABASE_URL= are honoured)
	@$(MAKE) -s -q $(STATIC) || collect="--collect-static $(STATIC)"; \
	 exec $(PY) manage.py serve --port $(PORT) $$collect

.PHONY: city
city: PORT = 8443
city: $(DEV) ## Start what a city runs on https://127.0.0.1:8443: nginx, two portals, worker, PostgreSQL, Redis (KEEP=FOLDER, DATABASE_URL=)
	@exec $(PY) -m deploy.local --port $(PORT) $(if $(KEEP),--keep $(KEEP)) $(if $(DATABASE_URL),--database $(DATABASE_URL))

# A make that only asks (-q) learns from this whether the collected files are up to date.
$(STATIC): $(BASE) $(STATIC_SOURCES) site/core/chrome/stylesheets.py site/config/settings/base.py
	@$(PY) manage.py collectstatic --no-input --verbosity 0
	@touch $@

# ---------------------------------------------------------------- checking

export CLOCK

.PHONY: test thorough coverage night processes checks lint types migrations test-database browser-tools
test: ## Check and test what `make thorough` does not (BROWSER=0: without browser)
	@$(MAKE) --jobs $(JOBS) $(if $(CLOCK),test-database,checks)
	$(PY) -m pytest $(SIDE_BY_SIDE) $(if $(CLOCK),-m $(AT_ANY_TIME) $(DATED),-m "not thorough$(if $(filter 0,$(BROWSER)), and not browser)") $(PYTEST)

thorough: $(DEV) browser-tools ## Run the tests that walk through everything, or wait long
	$(PY) -m pytest $(SIDE_BY_SIDE) -m "$(THOROUGH)" $(PYTEST)

coverage: test-database ## Run all that needs no browser (of processes: make processes); hold the share of code to its floors
	@rm -rf var/coverage
	$(PY) -m coverage run -m pytest $(SIDE_BY_SIDE) -m $(if $(CLOCK),$(AT_ANY_TIME),"not browser and not any_engine") $(PYTEST)
	@$(PY) -m coverage combine --quiet
	$(PY) -m coverage report --format=total --fail-under=$(FLOOR)
	$(PY) -m coverage report --fail-under=97 --include='*/domain/*,*/actions.py,*/actions/*'

night: test-database ## Run what coverage runs, untraced, at CLOCK=2027-02-28T23:50
	$(PY) -m pytest $(SIDE_BY_SIDE) -m $(AT_ANY_TIME) $(PYTEST)

processes: test-database ## Run what starts processes of its own, at the true time
	$(PY) -m pytest $(SIDE_BY_SIDE) -m "processes and not browser and not any_engine" $(PYTEST)

checks: types test-database lint migrations $(if $(filter 0,$(BROWSER)),,browser-tools)

lint: $(DEV) ## Formatting, lint and import contracts
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/ruff check --quiet .
	$(TEMPLATES) | xargs $(VENV)/bin/djhtml --check --tabwidth 2
	PYTHONPATH=site:. $(VENV)/bin/lint-imports --no-cache

types: $(DEV)
	$(VENV)/bin/mypy

migrations: $(DEV)
	@mkdir -p $(VAR_DIR)
	@DJANGO_SETTINGS_MODULE=config.settings.test $(PY) manage.py makemigrations --check --dry-run

.PHONY: lint-migrations audit sbom matrix
lint-migrations: $(DEV) ## Find new migrations that lock, or break the version before them (DATABASE_URL=postgres://…)
	@PYTHONPATH=site:. $(PY) -m tests.upgrades.lint

audit: $(DEV) ## Look up the locked versions in a copy of OSV's advisories (ADVISORIES=folder); asks no service
	@ADVISORIES="$(ADVISORIES)" $(PY) -m tests.supplied.audit

sbom: $(DEV) ## Write what the portal is made of to var/sbom.json (CycloneDX 1.6)
	@$(PY) -m tests.supplied.sbom $(VAR_DIR)/sbom.json

matrix: $(DEV) ## Test on other Pythons, and on the next Wagtail and Django (ONLY=next TESTS=tests/core); never fails
	@ONLY="$(ONLY)" TESTS="$(TESTS)" JOBS=$(JOBS) $(PY) -m tests.supplied.matrix

# Migrated once, beside the other checks; the tests' processes copy what this leaves.
test-database: $(DEV)
	@mkdir -p $(VAR_DIR)
	@$(PY) -m pytest -qq tests/architecture/test_restored_database.py

browser-tools: $(DEV)
	@missing=""; \
	 command -v chromium >/dev/null || missing="$$missing chromium"; \
	 command -v node >/dev/null || missing="$$missing nodejs"; \
	 command -v npm >/dev/null || missing="$$missing npm"; \
	 command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	 if [ -n "$$missing" ]; then \
	   echo "The browser checks need what is not installed here. Install it with:"; \
	   echo "    apt-get install$$missing"; \
	   echo "or leave those checks out: make test BROWSER=0"; \
	   exit 1; \
	 fi
	@$(MAKE) -s $(NODE)

$(NODE): package-lock.json
	@echo "Installing the browser checks' tools ..."
	@npm ci --silent
	@touch $@

# ---------------------------------------------------------------- working

.PHONY: format messages screenshots bench durability attack lock clean help
format: $(DEV) ## Format Python and templates
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix --quiet .
	-$(TEMPLATES) | xargs $(VENV)/bin/djhtml --tabwidth 2

messages: $(DEV) ## Collect the words for translation, and compile the translations (needs gettext)
	@command -v msgfmt >/dev/null || { echo "gettext is missing. Install it with: apt-get install gettext"; exit 1; }
	$(PY) manage.py makemessages --locale en --no-obsolete --no-wrap --add-location file \
	  --ignore tests --ignore docs --ignore node_modules --ignore var
	cd site && ../$(PY) ../manage.py compilemessages --verbosity 0

screenshots: browser-tools ## Picture the main pages at three widths, light and dark, into var/screenshots
	$(PY) -m tests.browser.screenshots $(ADDRESSES)

bench: $(DEV) ## Measure pages per second with N=10000 places, measures and news (PART=directory|dialogues|pages|kept|proposal)
	$(PY) -m tests.bench --many $(N) $(if $(PART),--part $(PART))

durability: N = 1000
durability: $(DEV) ## Send 1000 proposals while all is killed 20 times (N=, KILLS=, DATABASE_URL=, SCENARIO=locked|disk|mail)
	$(PY) -m tests.durability --proposals $(N) --kills $(KILLS) \
	  --database $(or $(DATABASE_URL),sqlite) $(if $(SCENARIO),--scenario $(SCENARIO))

attack: $(DEV) ## Try to stop a fresh portal, and print how it stood it (ONLY=marks|growth|guessing|senders|mailbox|slow, ADDRESS= of this machine)
	@PYTHONPATH=site:. $(PY) -m tests.attack $(if $(ONLY),--only $(ONLY)) $(if $(ADDRESS),--address $(ADDRESS))

COMPILE := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-header --no-emit-index-url --no-emit-find-links
lock: ## Raise the locked versions within the ranges of pyproject.toml (needs uv)
	$(COMPILE) pyproject.toml -o requirements/base.txt
	$(COMPILE) pyproject.toml --extra scale -o requirements/scale.txt
	$(COMPILE) pyproject.toml --extra sso --constraint requirements/scale.txt -o requirements/sso.txt
	$(COMPILE) pyproject.toml --extra scale --extra sso --group dev \
	  --constraint requirements/scale.txt --constraint requirements/sso.txt -o requirements/dev.txt
	$(COMPILE) --group pip -o requirements/pip.txt
	npm install --package-lock-only --silent

clean: ## Remove what was installed; the portal's data in var/ stays
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

# ---------------------------------------------------------------- installing

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	   echo "The portal needs Python 3.11 or later as $(PYTHON)."; \
	   echo "Install it with: apt-get install python3 python3-venv, or name another: make run PYTHON=..."; \
	   exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	   echo "Python's venv is missing. Install it with: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(PIP): requirements/pip.txt | $(MADE)
	@$(PIP_INSTALL) --no-compile -r requirements/pip.txt
	@touch $@

# Compiling is left to the first import: most of what is installed is never imported.
$(BASE): requirements/base.txt | $(PIP)
	@echo "Installing the portal's dependencies ..."
	@$(PIP_INSTALL) --no-compile -r requirements/base.txt
	@touch $@

$(DEV): requirements/dev.txt | $(PIP)
	@echo "Installing the checks' dependencies ..."
	@$(PIP_INSTALL) -r requirements/dev.txt
	@touch $(BASE) $@
