# Every command does its own set-up. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: run test check fix stories bench torture wheel release-copy browser translations lock help

with_python = @python=$$(sh tools/python.sh) && exec $$python
with_venv = @python=$$(sh tools/python.sh) && $$python -m tools.setup dev && exec .venv/bin/python

run: ## Start the site with its four municipalities and say its address
	$(with_python) -m tools.run

test: ## Everything: the whole suite on SQLite and PostgreSQL, with the browser
	$(with_python) -m tools.suite test $(ARGS)

check: ## Lint, types, contracts, guards and fast tests
	$(with_python) -m tools.check check

fix: ## Mend what can be mended by itself: imports, format
	$(with_python) -m tools.check fix

stories: ## The stories of the municipalities only
	$(with_python) -m tools.suite stories $(ARGS)

bench: ## Measure the pages at 1,000 and 10,000 efforts on both databases
	$(with_venv) -m bench $(ARGS)

wheel: ## Build the package (wheel and source) into dist/
	$(with_venv) -m build --no-isolation

release-copy: ## Keep a small copy of this release; later ones prove on it that they can be upgraded to
	$(with_venv) -m tools.release

torture: ## Try to break the site, for two to three hours; goes on where it stopped (ARGS=--quick for a tenth, or names of parts)
	$(with_venv) -m torture $(ARGS)

browser: ## Have a Chromium for the browser tests (from Debian)
	$(with_python) -m tools.chromium

translations: ## Gather our Danish texts and bring the English catalogue up to date
	$(with_venv) -m tools.translations

lock: ## Pin every package with its hashes
	$(with_python) -m tools.lock

help: ## This list
	$(with_python) -m tools.help
