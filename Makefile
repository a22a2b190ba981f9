# What developers do here. `make` alone lists it; docs/deploy.md explains the part that needs AWS.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

PORT ?= 3000
CLOUD_PORT ?= 4566
STRIPE ?=
STRIPE_PORT ?= 12111
STAGE ?= dev
ARCH ?= arm64
MACHINE_ARCH := $(if $(filter arm64 aarch64,$(shell uname -m)),arm64,x86_64)

export PORT CLOUD_PORT STRIPE STRIPE_PORT
# Functions start as often as on Lambda: they need their bytecode.
unexport PYTHONDONTWRITEBYTECODE
# Nothing is reported about who builds what.
export SAM_CLI_TELEMETRY := 0

##@ Every day

.PHONY: run
run: $(READY) ## Start the studio on this machine (PORT=3000 CLOUD_PORT=4566; STRIPE=test-server: plans can be bought)
	@exec $(BIN)/python -m local

.PHONY: reset
reset: $(READY) ## Forget what the studio on this machine has stored
	@$(BIN)/python -m local --reset

.PHONY: demo
demo: $(READY) ## Make a kit, a storyboard, a story, a colouring book and a picture book, in the studio at PORT or one of its own; see out/
	@$(BIN)/python -m scripts.demo

# A file's tests stay together: they share what is costly to set up. Files are begun in order: that one has few tests does
# not mean that it is soon done.
.PHONY: test
test: $(READY) ## Every test (ARGS="-k kits" passes arguments to pytest)
	@$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder $(ARGS)

# Any release: it is installed beside the pinned packages in a virtual environment of its own.
MOTO_VENV := .venv-moto
.PHONY: test-moto
test-moto: $(READY) ## Tests of the embedded cloud and the workflows with another release of moto (MOTO=5.2.4)
	@test -n "$(MOTO)" || { echo "Which release? make test-moto MOTO=5.2.4" >&2; exit 2; }
	@sh scripts/bootstrap.sh $(MOTO_VENV)
	@$(MOTO_VENV)/bin/uv pip install --quiet --python $(MOTO_VENV)/bin/python moto==$(MOTO)
	@$(MOTO_VENV)/bin/python -m pytest -n 4 --dist loadfile tests/local tests/workflows $(ARGS)

.PHONY: check
check: $(READY) ## Lint, format, types, architecture
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: bench
bench: $(READY) ## Count what AWS is asked for and its price; measure import times, a warm request, a makespan
	@$(BIN)/python -m bench

##@ Generated files

.PHONY: openapi
openapi: $(READY) ## Write docs/openapi.json from the functions
	@$(BIN)/python -m scripts.openapi

.PHONY: counts
counts: $(READY) ## Count what AWS is asked for anew, for bench/counts.json and docs/operations.md
	@$(BIN)/python -m bench.costs

.PHONY: gallery
gallery: $(READY) ## Draw 24 pages and a contact sheet into docs/gallery
	@$(BIN)/python -m inkwell_offline.illustrator.gallery docs/gallery

.PHONY: judge
judge: $(READY) ## Count whose nouns are in the offline pictures of scripts/judge_prompts.txt; contact sheets in out/judge
	@$(BIN)/python -m scripts.judge out/judge

.PHONY: screenshots
screenshots: $(READY) ## Take pictures of the studio and of the picture books' pages for docs/images (needs chromium)
	@$(BIN)/python -m scripts.studio_screenshots
	@$(BIN)/python -m scripts.screenshots

LAYERS_WITH_PACKAGES := $(patsubst layers/%/requirements.in,%,$(wildcard layers/*/requirements.in))
COMPILE = $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade)

.PHONY: lock
lock: $(READY) ## Pin all requirements again (UPGRADE=1 takes newer versions)
	$(COMPILE) --universal --python-version 3.11 requirements/dev.in -o requirements/dev.txt
	$(COMPILE) --universal --python-version 3.11 requirements/uv.in -o requirements/uv.txt -c requirements/dev.txt
	@set -e; for layer in $(LAYERS_WITH_PACKAGES); do set -x; \
	  $(COMPILE) --python-version 3.13 --python-platform aarch64-manylinux_2_28 -c requirements/dev.txt \
	    layers/$$layer/requirements.in -o layers/$$layer/requirements.txt; \
	  { set +x; } 2>/dev/null; done

##@ AWS

.PHONY: validate
validate: $(READY) ## Check template.yaml
	$(BIN)/sam validate --lint

.PHONY: build
build: $(READY) ## Build functions and layers without a container (ARCH=arm64|x86_64)
	ARCH=$(ARCH) $(BIN)/sam build --parallel --parameter-overrides Arch=$(ARCH)

.PHONY: deploy
deploy: override ARCH := arm64
deploy: stage-is-known build ## Build and deploy (STAGE=dev|staging|prod, REGION=...)
	$(BIN)/sam deploy --config-env $(STAGE) $(if $(REGION),--region $(REGION)) $(ARGS)

.PHONY: stage-is-known
stage-is-known:
	@case "$(STAGE)" in dev|staging|prod) ;; *) echo "STAGE is dev, staging or prod, not '$(STAGE)'" >&2; exit 2;; esac

.PHONY: sam-local
sam-local: $(READY) ## Serve the API in containers by sam local, the embedded cloud behind it (needs Docker)
	@exec $(BIN)/python -m scripts.sam_local --arch $(MACHINE_ARCH) $(ARGS)

##@ Housekeeping

.PHONY: clean
clean: ## Remove everything that was made here, but for what the studio has stored
	rm -rf $(VENV) $(MOTO_VENV) .aws-sam out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find functions layers local scripts tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

.PHONY: help
help: ## This list
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' \
	  $(firstword $(MAKEFILE_LIST))

# Installs whatever is pinned, again only when the pins have changed.
$(READY): requirements/uv.txt requirements/dev.txt pyproject.toml
	@sh scripts/bootstrap.sh $(VENV)
	@touch $@
