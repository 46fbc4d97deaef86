# A thin front for Meson. `make run` and `make test` do all set-up by themselves.

BUILD ?= build
MESON_ARGS ?=
# Warnings are errors in CI, and nowhere else: a newer compiler must not stop a person.
WERROR := $(if $(CI),-Dwerror=true)
CATALOGUE := $(shell find data/providers data/targets data/rules data/letters data/remedies data/guides -name '*.xml' 2>/dev/null | sort)

.PHONY: help build run test bench test-asan modern lint demo pot install clean setup-build

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

build: setup-build ## build postern and posternctl in build/
	@ninja -C $(BUILD)

run: ## open Postern; without a display, walk through it and leave pictures in build/demo/
	@build-aux/run $(BUILD) $(WERROR) $(MESON_ARGS)

demo: ## pictures of every page in build/demo/ (WIDTH=360 HEIGHT=1600 DARK=1 LANGUAGE=de SCENE=walk)
	@build-aux/demo $(BUILD) $(WERROR) $(MESON_ARGS)

test: ## build, run every test, end in “N passed, N failed”
	@groups=$$(build-aux/test-groups) && build-aux/install-packages $$groups && build-aux/unpack build-unpacked $$groups
	@build-aux/configure $(BUILD) $(WERROR) $(MESON_ARGS)
	@build-aux/run-tests $(BUILD)

bench: build ## how long the catalogue takes to load, settings to be written, and the list of records to be there
	@meson test -C $(BUILD) --benchmark --verbose

test-asan: ## the tests under AddressSanitizer and UBSan
	@groups=$$(build-aux/test-groups) && build-aux/install-packages $$groups && build-aux/unpack build-unpacked $$groups
	@build-aux/configure $(BUILD)-asan -Db_sanitize=address,undefined -Db_lundef=false $(WERROR) $(MESON_ARGS)
	@build-aux/run-tests $(BUILD)-asan

modern: ## build and test in a Debian 13 root
	@build-aux/modern $(BUILD)-modern

lint: ## warnings as errors, static checks, data and scripts
	@build-aux/install-packages build lint
	@build-aux/configure $(BUILD)-lint -Dwerror=true $(MESON_ARGS)
	@build-aux/lint $(BUILD)-lint

pot: setup-build ## renew po/postern.pot and merge it into the translations
	@meson compile -C $(BUILD) postern-update-po

install: build ## install (PREFIX of Meson, DESTDIR)
	@meson install -C $(BUILD)

clean: ## remove what was built
	@rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-lint build-unpacked
	@build-aux/modern --clean $(BUILD)-modern

setup-build:
	@build-aux/install-packages build run
	@build-aux/configure $(BUILD) $(WERROR) $(MESON_ARGS)
