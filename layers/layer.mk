# How layers are built; included by each layer's Makefile, whose target sam build calls with ARTIFACTS_DIR in a scratch
# copy of the layer's folder. Only wheels for Lambda's own platform are taken, so that any machine with any Python can
# build: no compiler, no container.
.SILENT:

PROJECT := $(abspath $(dir $(lastword $(MAKEFILE_LIST)))..)
UV := $(or $(wildcard $(PROJECT)/.venv/bin/uv),uv)
PYTHON313 ?= python3.13
CONTENT = $(ARTIFACTS_DIR)/python

# The processor, as the template's parameter Arch names it; sam build does not hand on parameters, so set both. Python
# 3.13 runs on Amazon Linux 2023 there, whose glibc is 2.34.
ARCH ?= arm64
PLATFORM := $(patsubst arm64,aarch64,$(ARCH))-manylinux_2_28

define install
	mkdir -p "$(CONTENT)"
	"$(UV)" pip install --quiet --python-platform $(PLATFORM) --python-version 3.13 --only-binary :all: \
	  --require-hashes --link-mode copy --target "$(CONTENT)" -r requirements.txt
	rm -rf "$(CONTENT)/bin" "$(CONTENT)/.lock"
	find "$(CONTENT)" -type d \( -name tests -o -name test \) -prune -exec rm -rf {} +
endef

# A cold start without bytecode takes 2.5 times as long. Only Python 3.13 can write what Lambda's reads; where there is
# none the layer works all the same.
define compile
	find "$(ARTIFACTS_DIR)" -type d -name __pycache__ -prune -exec rm -rf {} +
	! "$(PYTHON313)" -c "" 2>/dev/null || "$(PYTHON313)" -m compileall -q --invalidation-mode unchecked-hash \
	  -s "$(ARTIFACTS_DIR)" -p /opt "$(CONTENT)"
endef
