# Two commands do everything from a fresh clone: `make run` and `make test`.
# Each installs what it needs and is quick the second time.

PORT ?= 8000
BIN := .venv/bin
STAMPS := build/stamps
STYLES := $(wildcard static/styles/*.scss static/styles/*/*.scss)

# The system's package manager, where this user may use it without being asked.
APT := $(shell if [ "$$(id -u)" = 0 ]; then echo "apt-get -qq"; \
	elif sudo -n true 2>/dev/null; then echo "sudo -n apt-get -qq"; fi)

PANGO_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := chromium poppler-utils

.PHONY: run test bench build format clean

run: build $(STAMPS)/pango ## Serve the demonstration at http://127.0.0.1:$(PORT)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py createcachetable
	@$(BIN)/python manage.py load_demo --quiet
	@$(BIN)/python manage.py show_demo --port $(PORT)
	@exec $(BIN)/gunicorn --bind 127.0.0.1:$(PORT) --threads 4 --access-logfile /dev/null --log-level warning config.wsgi

test: build $(STAMPS)/pango $(STAMPS)/test-packages ## The whole suite on SQLite and, where it answers, PostgreSQL
	@$(BIN)/python tests/run.py

bench: build $(STAMPS)/pango ## Time the main pages as multiples of an empty one
	@$(BIN)/python tests/bench.py

build: $(STAMPS)/python $(STAMPS)/node $(STAMPS)/static .env

format: $(STAMPS)/python ## Put every file into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Remove everything that was installed or made here, the data included
	rm -rf .venv node_modules build media .env plan-in-hand.sqlite3*

.env:
	cp .env.example .env

$(STAMPS)/python: requirements-dev.lock
	@command -v python3 >/dev/null || { echo "Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 1; }
	@[ -x $(BIN)/python ] || python3 -m venv .venv || { \
		echo "Python's venv module is needed: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/node: $(STAMPS)/python package.json package-lock.json
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(STAMPS)/static: $(STAMPS)/node $(STYLES) $(wildcard static/scripts/*.js) config/settings.py
	@mkdir -p build/static
	PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent styles
	@[ -f .env ] || cp .env.example .env
	$(BIN)/python manage.py collectstatic --no-input --clear --verbosity 0
	@touch $@

# PDF needs Pango; everything else works without it, and the health page says so.
$(STAMPS)/pango: $(STAMPS)/python
	@$(BIN)/python -c "import weasyprint" 2>/dev/null || { \
		[ -n "$(APT)" ] || { echo "PDF needs Pango. Run: sudo apt-get install $(PANGO_PACKAGES)"; exit 1; }; \
		$(APT) update && $(APT) -y install --no-install-recommends $(PANGO_PACKAGES); }
	@touch $@

$(STAMPS)/test-packages: $(STAMPS)/python
	@{ command -v chromium && command -v pdftotext; } >/dev/null || { \
		[ -n "$(APT)" ] || { echo "The tests need Chromium and Poppler. Run: sudo apt-get install $(TEST_PACKAGES)"; exit 1; }; \
		$(APT) update && $(APT) -y install --no-install-recommends $(TEST_PACKAGES); }
	@touch $@
