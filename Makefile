# Two commands carry the day: `make run` and `make test`. The rest is listed by `make help`.
.DEFAULT_GOAL := help
.PHONY: help install run demo test lint format lock
export VENV ?= .venv
PORT ?= 8000
export PORT

help: ## この一覧を出す / show this list
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

install: ## 必要なものを .venv に入れる / find Python 3.12+, make the environment, install the pinned packages
	@sh scripts/install.sh

run: ## ポータルを動かす（http://127.0.0.1:8000/） / prepare the database and serve
	@sh scripts/run.sh

demo: ## デモの会議・事例・人が無ければ入れる / add the demo data where it is missing
	@sh scripts/run.sh demo

test: ## 検査と試験をすべて行う / lint, then the suite on SQLite, on PostgreSQL and in the browser
	@sh scripts/install.sh dev && "$(VENV)/bin/python" scripts/test.py

lint: ## 書き方・型・設定・API の検査だけを行う / style, types, migrations, deployment settings, OpenAPI
	@sh scripts/install.sh dev && sh scripts/lint.sh

format: ## 書き方を自動で直す / put the layout of code and templates right
	@sh scripts/install.sh dev && sh scripts/lint.sh fix

lock: ## requirements*.txt を pyproject.toml から作り直す / pin and hash the packages anew
	@sh scripts/lock.sh
