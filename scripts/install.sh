#!/bin/sh
# Roof: make the environment and install the pinned packages; nothing is done twice.
#   install.sh       what the portal needs to run
#   install.sh dev   that, and what its tests need
set -eu
cd "$(dirname "$0")/.."
venv="${VENV:-.venv}"
wanted=requirements.txt
[ "${1:-}" = dev ] && wanted=requirements-dev.txt
stamp="$venv/installed-$wanted"

if ! "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 12))' 2>/dev/null; then
    python=$(sh scripts/find_python.sh)
    echo "環境を作ります / making $venv with $python"
    "$python" -m venv --clear "$venv"
fi

if ! cmp -s "$wanted" "$stamp"; then
    echo "部品を入れます / installing $wanted"
    rm -f "$stamp"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$wanted" || {
        echo "部品を入れられませんでした。ネットワークと上の表示を確かめて、もう一度実行してください。" >&2
        echo "The packages could not be installed. Check the network and the lines above, then try again." >&2
        exit 1
    }
    cp "$wanted" "$stamp"
fi
