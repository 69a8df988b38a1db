# `make` lists the targets. Each sets up what it needs in .venv; nothing is installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WEB_READY := web/node_modules/.ready
# The web app needs Node.js 20.19 or newer; where it is missing, everything else works and says so.
NODE := $(shell node -e 'const [a, b] = process.versions.node.split(".").map(Number); if (a > 20 || (a === 20 && b >= 19)) console.log("yes")' 2>/dev/null)
ifneq ($(wildcard ../shared/data),)
export JINDAN_ASSETS_MIRROR ?= $(abspath ../shared/data)
endif

.DEFAULT_GOAL := help
.PHONY: $(shell sed -nE 's/^([a-z0-9-]+):.*## .*/\1/p' $(MAKEFILE_LIST))

help:  ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## create .venv with everything, from the lock file
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Jindan needs Python 3.11 or newer; set PYTHON=") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $(READY)

demo: $(READY) $(if $(NODE),web)  ## run one CT from upload to report; CT=path takes yours, IN=ko speaks Korean, EXIT=1 ends the server
	@$(BIN)/jindan demo $(if $(CT),--ct "$(CT)") $(if $(IN),--language $(IN)) $(if $(EXIT),--exit)

web: $(WEB_READY)  ## build the web app into the server's package; needs Node.js 20.19 or newer
	cd web && npm run --silent build

$(WEB_READY): web/package-lock.json
	@$(if $(NODE),,echo 'The web app needs Node.js 20.19 or newer.' && exit 1)
	cd web && npm ci --silent --no-audit --no-fund
	@touch $@

web-check: $(WEB_READY)  ## format, lint and types of the web app, and its copy of the API's description
	cd web && npm run --silent check && npm run --silent schema -- --check >/dev/null

web-test: $(WEB_READY)  ## unit tests of the web app
	cd web && npm run --silent test

.PHONY: web-left-out
web-left-out:
	@echo 'The web app was left out: it needs Node.js 20.19 or newer.'

e2e: $(READY) web  ## every flow in Chromium against the real server; JINDAN_CHROMIUM=path
	cd web && npm run --silent e2e

bench-web: $(READY) web  ## time to the first picture and to every voxel, JavaScript and memory, against plain niivue
	cd web && npm run --silent bench

pictures: $(READY) web  ## every screen, light and dark, wide and on a phone, as small files in docs/pictures
	cd web && npm run --silent pictures

run: $(READY) $(if $(NODE),web)  ## run the server, with the web app where Node.js is there
	$(BIN)/jindan up

test: check  ## check, then run every test
	$(BIN)/pytest
	@$(MAKE) --no-print-directory $(if $(NODE),web-test,web-left-out)

check: $(READY)  ## format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	@$(BIN)/python -m supply.written_secrets
	@$(MAKE) --no-print-directory $(if $(NODE),web-check,web-left-out)

fix: $(READY)  ## format, and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

openapi: $(READY)  ## write openapi.json and the reference pages
	$(BIN)/jindan openapi > openapi.json
	$(BIN)/jindan reference

lock: $(READY)  ## resolve the dependencies anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--extra ct --extra omics --extra ocr --extra ocr-tesseract --extra report --extra server --extra postgres --extra mysql --extra redis --extra aws-kms --extra gcp-kms --extra pkcs11 --extra test --extra lint \
		--output-file requirements.lock pyproject.toml

secrets: $(READY)  ## look for keys and passwords that were written into files, of those changed since the last look
	@$(BIN)/python -m supply.written_secrets

sbom: $(READY)  ## the bills of materials of server and web app, CycloneDX, in dist/
	@$(BIN)/python -m supply.sbom dist

advisories: $(READY)  ## known weaknesses of locked packages, or that no database answered; statuses in docs/how-to/release.md
	@$(BIN)/python -m supply.advisories

release: $(READY) web  ## wheel, sdist, bills of materials and SHA256SUMS in dist/, signed; KEY=path of an Ed25519 key
	@test -r "$(KEY)" || { echo 'Name the key that signs: make release KEY=path'; exit 1; }
	rm -rf build dist
	$(BIN)/uv build --quiet
	rm -f dist/.gitignore
	@$(BIN)/python -m supply.sbom dist
	@$(BIN)/python -m supply.release sign dist "$(KEY)"

verify-release: $(READY)  ## whether RELEASE=dist holds what the owner of KEY=path, a public key, has signed
	@$(BIN)/python -m supply.release verify "$(or $(RELEASE),dist)" "$(KEY)"

SECONDS ?= 600
FUZZ_SEED ?= 1
fuzz: $(READY)  ## damaged files by seeded chance through every parser, SECONDS=600 each; PARSERS="dicom nifti" picks
	nice $(BIN)/python benchmarks/fuzz.py --seconds $(SECONDS) --seed $(FUZZ_SEED) --into fuzzed $(PARSERS)

corpus: $(READY)  ## write the page of hostile inputs from the corpus
	PYTHONPATH=src:tests $(BIN)/python -m corpus.page

bench-turns: $(READY)  ## time to pick the next job before growing backlogs, against oldest first
	JINDAN_HOME=$$(mktemp -d) $(BIN)/python benchmarks/turns.py

bench-upload: $(READY)  ## throughput and memory of a 400 MiB upload, plain and resumable
	$(BIN)/python benchmarks/upload.py 400

bench-slow-peers: $(READY)  ## /api/v1/me under 1000 slow clients of each kind, alone and behind nginx; BEFORE=1 adds gunicorn's threads
	$(BIN)/uv pip install --quiet --python $(BIN)/python --constraint requirements.lock --editable '.[bench]'
	$(BIN)/python benchmarks/slow_peers.py $(if $(BEFORE),--before)

accuracy: $(READY)  ## Dice on the real scans, and what is withheld
	$(BIN)/python benchmarks/ct_accuracy.py

calibration: $(READY)  ## spoilt real scans: what is refused, reported, withheld (an hour the first time)
	mkdir -p var/degraded
	$(BIN)/python -m benchmarks.degraded.evidence var/degraded
	$(BIN)/python -m benchmarks.degraded.report var/degraded --svg docs/explanation/risk-coverage.svg

bench-ct: $(READY)  ## speed and memory of the CT path against the same folds run plainly; ROUNDS=3
	$(BIN)/uv pip install --quiet --python $(BIN)/python --constraint requirements.lock --editable '.[bench]'
	$(BIN)/python benchmarks/ct_speed.py $(ROUNDS)

bench-confinement: $(READY)  ## one CT segmentation in a child held by the kernel against one that is not; PAIRS=5
	$(BIN)/python benchmarks/confinement.py $(PAIRS)

orientations: $(READY)  ## one real CT in all 48 orders and flips: organ volumes, and sides in every output
	$(BIN)/python benchmarks/ct_orientations.py

chaos: $(READY)  ## kill -9 and worse at every step of the engine; RUNS=240, SEED=1, HOMES=2
	PYTHONPATH=src:tests $(BIN)/python -m chaos $(if $(RUNS),--runs $(RUNS)) $(if $(SEED),--seed $(SEED)) $(if $(HOMES),--homes $(HOMES))

bench-omics: $(READY)  ## omics models against published figures and plain models; PART=fast for a sample, MINUTES=9 to stop and go on
	$(BIN)/uv pip install --quiet --python $(BIN)/python --constraint requirements.lock --editable '.[bench]'
	nice $(BIN)/python benchmarks/omics $(PART)

bench-ocr: $(READY)  ## CER, words, digits and decimals on generated documents, against Tesseract; PAGES=216 for all
	$(BIN)/python benchmarks/ocr_accuracy.py $(if $(PAGES),--pages $(PAGES))

structure: $(READY)  ## the ruler: lines, names and prose of the code, as one table; CHECKOUT=path measures another
	@$(BIN)/python benchmarks/structure.py $(CHECKOUT)

bench-sealing: $(READY)  ## time a page of sealed rows, against master keys that seal each value
	$(BIN)/python benchmarks/sealing.py

bench-audit: $(READY)  ## what an event of the audit costs on SQLite and PostgreSQL, against before it was chained; EVENTS= takes others
	JINDAN_HOME=$$(mktemp -d) $(BIN)/python benchmarks/audit.py $(or $(EVENTS),2000)
	JINDAN_HOME=$$(mktemp -d) benchmarks/on_postgres $(BIN)/python benchmarks/audit.py $(or $(EVENTS),2000)

bench-search: $(READY)  ## time searches over 100,000 documents on PostgreSQL, and over a tenth on MariaDB and SQLite; DOCUMENTS= takes others
	JINDAN_HOME=$$(mktemp -d) benchmarks/on_postgres $(BIN)/python benchmarks/document_search.py --documents $(or $(DOCUMENTS),100000)
	JINDAN_HOME=$$(mktemp -d) benchmarks/on_mariadb $(BIN)/python benchmarks/document_search.py --documents $$(( $(or $(DOCUMENTS),100000) / 10 ))
	JINDAN_HOME=$$(mktemp -d) $(BIN)/python benchmarks/document_search.py --documents $$(( $(or $(DOCUMENTS),100000) / 10 ))
