#!/bin/sh
# Roof: pin every package and its hashes from pyproject.toml. No index address is ever written into the files.
set -eu
cd "$(dirname "$0")/.."
uv="${VENV:-.venv}/bin/uv"
[ -x "$uv" ] || uv=$(command -v uv) || {
    echo "uv が必要です（pip install uv）。 / uv is needed: pip install uv" >&2
    exit 1
}
pin() {
    "$uv" pip compile pyproject.toml --quiet --universal --python-version 3.12 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@" >/dev/null
}
pin --output-file requirements.txt
pin --group dev --constraints requirements.txt --output-file requirements-dev.txt
