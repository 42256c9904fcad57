# Everything a person does with this checkout. Each target sets up what it needs.
#
#   make run     build and serve the demo at http://127.0.0.1:8080
#   make test    every test: Swift, browser units, whole roads through a real server and a real browser
#
# SPM_SCRATCH names a build folder outside the checkout, so that several clones share the built dependencies.

SHELL := /bin/bash
SCRATCH := $(or $(SPM_SCRATCH),.build)
SWIFT_BUILD := swift build --scratch-path $(SCRATCH)
PORT ?= 8080
DATA ?= data
PYTHON := .venv/bin/python

.PHONY: setup setup-tests perception web build release run test test-swift test-browser test-roads tidy format bench doctor clean

# What the machine must have; installs it as root, otherwise prints the line to run.
setup:
	@tools/setup.sh run

setup-tests:
	@tools/setup.sh test

# What reads pictures and hears speech: OpenVINO and its models, into .perception. Everything else works without.
perception:
	@tools/perception.sh

# The browser's bundle, embedded in the binary.
web: setup
	@tools/web.sh

build: web
	$(SWIFT_BUILD)

release: web
	$(SWIFT_BUILD) -c release --product magpie

run: release
	$(SCRATCH)/release/magpie serve --demo --port $(PORT) --data $(DATA)

test: setup-tests perception web
	@tools/test.sh $(SCRATCH)

test-swift: setup-tests perception web
	swift test --scratch-path $(SCRATCH)

test-browser: setup-tests
	Browser/tools/check.sh

test-roads: setup-tests build
	MAGPIE_BINARY=$(SCRATCH)/debug/magpie $(PYTHON) -m pytest Tests/RoadTests

# Budgets of the house: sizes, names, imports.
tidy:
	swift test --scratch-path $(SCRATCH) --filter TidyTests

format:
	swift format --in-place --recursive --parallel Sources Tests Package.swift

bench: release setup-tests perception
	@tools/bench.sh $(SCRATCH)/release/magpie

doctor: build
	$(SCRATCH)/debug/magpie doctor --data $(DATA)

clean:
	rm -rf .build .perception Browser/dist Browser/node_modules Browser/.venv .venv Sources/WebAssets/web.pack
