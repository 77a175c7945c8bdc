# make run    everything on this machine, with the demo the first time
# make test   all checks and tests, browser included

V := .venv
PYTHON := $(V)/bin/python
CATALOGUES := $(wildcard sumvay/*/locale/vi/LC_MESSAGES/django.po sumvay/newsroom/wagtail_locale/vi/LC_MESSAGES/*.po)
BROWSER := $(shell command -v chromium || command -v google-chrome || command -v google-chrome-stable)
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run install test browser lint lock bench train eval
.DELETE_ON_ERROR:

run: $(V)/installed $(V)/words
	@exec $(PYTHON) -m ops run $(ARGS)

install: $(V)/installed $(V)/words

test: browser lint
	$(PYTHON) -m pytest -n 3 --dist worksteal

browser:
	@test -n "$(BROWSER)" || { echo "make test needs a browser: put chromium or google-chrome on PATH."; exit 1; }

lint: $(V)/installed-dev $(V)/words
	$(V)/bin/ruff check .
	$(V)/bin/ruff format --check .
	$(V)/bin/lint-imports
	$(V)/bin/djlint --quiet --lint templates sumvay
	$(V)/bin/mypy
	$(PYTHON) -W ignore manage.py makemigrations --check --dry-run --settings config.settings_test

bench: $(V)/installed $(V)/words
	@$(PYTHON) -m ops bench $(ARGS)

# The reader of members' messages: learns anew (needs the developers' packages), is scored on the shared cases
train: $(V)/installed-dev $(V)/words
	@$(PYTHON) -m ops train $(ARGS)

eval: $(V)/installed $(V)/words
	@$(PYTHON) -m ops eval

# Needs uv, which resolves for every platform at once
lock:
	uv pip compile pyproject.toml --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header -o requirements.txt
	uv pip compile pyproject.toml --extra dev -c requirements.txt --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.txt

# A virtual environment whose Python has gone or fails is made anew
ifneq ($(shell $(PYTHON) -c 'print("runs")' 2>/dev/null),runs)
.PHONY: $(V)/environment
endif
$(V)/environment: tools/find-python
	@$(PYTHON) -c "" 2>/dev/null || { python=$$(tools/find-python) && "$$python" -m venv --clear $(V); }
	@touch $@

$(V)/installed: $(V)/environment requirements.txt
	@echo "Installing the packages; this happens once and takes a minute …"
	@$(PYTHON) -m pip install --quiet --require-hashes -r requirements.txt
	@tools/put-on-path $(V)
	@touch $@

$(V)/installed-dev: $(V)/installed requirements-dev.txt
	@echo "Installing the developers' packages …"
	@$(PYTHON) -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(V)/words: $(V)/installed $(CATALOGUES)
	@$(PYTHON) -m tools.catalogues --compile
	@touch $@
