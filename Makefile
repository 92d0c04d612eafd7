# Parley's chores. Each target sets up what it needs first, on Debian or Ubuntu with nothing but make and Python,
# as root or with sudo; what is already there is used as it is. Another Python: make PYTHON=/path/to/python3.12 …

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# $(call debian,PACKAGES) installs Debian packages without a question.
debian = echo "Installing from Debian:" $(1); $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
	apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 $(1) </dev/null >/dev/null
pip = $(BIN)/python -m pip install --quiet --disable-pip-version-check
group = $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	--python-version 3.11 $(UPGRADE) pyproject.toml

# Packages of npm that tests run: what they are called, and the SHA-512 of what has to come.
NU := vnu-jar-26.9.27
NU_SHA512 := 4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428
TIMELINEJS := timelinejs-3.9.11
TIMELINEJS_SHA512 := fa352e635389fbdcd23b93b701f6122ddd72074bd0926db6cf2204973f01593e4343d98bd2bb31950901280a8b6d6a498c5b800097aaccb637e7114883a196e2

# $(call npm,NAME@VERSION,SHA512) puts the files of a package where the target is.
npm = rm -rf $@.part && mkdir $@.part && ( cd $@.part && npm pack --silent $(1) >/dev/null && mv *.tgz package.tgz && \
	echo "$(2)  package.tgz" | sha512sum --check --quiet && tar -xzf package.tgz --strip-components=1 && rm package.tgz ) && mv $@.part $@

.DELETE_ON_ERROR:
.PHONY: help demo test huge soak bench lint wheel requirements schemas clean debian-packages

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 22

demo: .venv/runtime ## Serve the demo dossier at a local address, on SQLite
	@$(BIN)/parley demo

test: .venv/tests debian-packages .venv/$(TIMELINEJS) .venv/$(NU) lint ## Run every check and every test
	$(BIN)/pytest --numprocesses=auto --dist=loadfile

huge: .venv/tests ## Test every page of a dossier of 100,000 events: some minutes
	$(BIN)/pytest -m huge --durations=5

soak: .venv/tests ## Ask for 100,000 hostile things, kill 200 imports, load the server: half an hour
	$(BIN)/pytest -m soak -s --durations=5

bench: .venv/bench debian-packages .venv/$(TIMELINEJS) ## Measure how fast it is (make bench SIZES="1000 10000", or SIZES=all up to 1,000,000 events)
	@command -v wrk >/dev/null || { $(call debian,wrk); }
	$(BIN)/python -m tests.bench $(SIZES)

lint: .venv/tests ## Run the checks that need no browser and no database
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: .venv/tests ## Build dist/parley-….whl
	$(BIN)/python -m build --wheel --no-isolation

schemas: .venv/runtime ## Write the JSON Schemas to static/schemas/
	@for name in dossier source event round line; do $(BIN)/parley schema $$name > static/schemas/$$name.json; done

requirements: .venv/tests ## Pin what pyproject.toml asks for, with hashes (make requirements UPGRADE=--upgrade for newer versions)
	$(pip) uv
	$(group) --group build --group test --output-file tests/requirements.txt
	$(group) --group build --constraint tests/requirements.txt --output-file requirements.txt
	$(group) --group build --group bench --constraint tests/requirements.txt --output-file tests/bench/requirements.txt

clean: ## Remove what the other targets made, but the demo's database and what was measured
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/pip:
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call debian,python3 python3-venv); }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Parley needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt pyproject.toml | .venv/bin/pip
	@echo "Installing Parley and what it needs to run into .venv"
	@$(pip) --require-hashes -r requirements.txt
	@$(pip) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tests: tests/requirements.txt .venv/runtime
	@echo "Installing what the tests need into .venv"
	@$(pip) --require-hashes -r tests/requirements.txt
	@touch $@

.venv/bench: tests/bench/requirements.txt .venv/tests
	@echo "Installing what benchmarks compare with into .venv"
	@$(pip) --require-hashes -r tests/bench/requirements.txt
	@touch $@

.venv/$(TIMELINEJS): | .venv/bin/pip debian-packages
	@echo "Fetching TimelineJS, which reads our export in tests and benchmarks"
	@$(call npm,@knight-lab/$(subst -,@,$(TIMELINEJS)),$(TIMELINEJS_SHA512))

.venv/$(NU): | .venv/bin/pip debian-packages
	@echo "Fetching the Nu HTML checker, which checks pages in a test"
	@$(call npm,$(NU:vnu-jar-%=vnu-jar@%),$(NU_SHA512))

# What the tests need and is not there yet: a browser, what Playwright's driver links to, npm, Java, a database server,
# a proxy and fonts.
debian-packages:
	@set --; \
	command -v chromium >/dev/null || set -- "$$@" chromium; \
	[ -x "$$(command -v initdb)" ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || set -- "$$@" postgresql; \
	ls /usr/lib/*/libfribidi.so.0 >/dev/null 2>&1 || set -- "$$@" libfribidi0; \
	ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || set -- "$$@" libatomic1; \
	ls /usr/share/fonts/truetype/liberation* >/dev/null 2>&1 || set -- "$$@" fonts-liberation; \
	ls /usr/share/fonts/truetype/noto >/dev/null 2>&1 || set -- "$$@" fonts-noto-core; \
	[ -x "$$(command -v nginx)" ] || [ -x /usr/sbin/nginx ] || set -- "$$@" nginx; \
	command -v java >/dev/null || set -- "$$@" default-jre-headless; \
	command -v npm >/dev/null || set -- "$$@" npm; \
	[ $$# = 0 ] || { $(call debian,"$$@"); }
