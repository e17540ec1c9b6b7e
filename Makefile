# The commands a newcomer needs. Daily work goes through bin/dev.
.PHONY: help setup release test demo bench torture

help:
	@echo "make setup   install what the build needs and this machine lacks (apt, npm)"
	@echo "make demo    build, invent a municipality and its year of audits, serve it to a browser"
	@echo "make test    build and run everything that CI runs"
	@echo "make bench   build and measure"
	@echo "make torture build, then kill, starve and damage homes for an hour (docs/torture.md)"
	@echo "bin/dev      build and test, every minute (bin/dev help for more)"

setup:
	@bin/setup

release: setup
	@echo "release: configures and builds build/release"
	@cmake --preset release >/dev/null
	@cmake --build --preset release

test:
	@bin/setup test
	@bin/dev all

demo: release
	@bin/demo

bench: release
	@bin/setup test
	@bin/dev bench

torture: release
	@bin/setup test
	@python3 -B tests/torture/run.py --insyn build/release/src/insyn
