# `make` lists the targets. Everything a target needs, it sets up itself.
VENV ?= .venv
PY := $(VENV)/bin/python
export JINDAN_ASSETS_MIRROR ?= $(wildcard ../shared/data)

.DEFAULT_GOAL := help
help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18
