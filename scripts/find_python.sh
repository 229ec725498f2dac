#!/bin/sh
# Roof: print the path of a Python that can run the portal (3.12 or newer). Candidates are run, not believed:
# a version manager's shim may be on PATH and still start nothing.
set -eu

works() {
    "$1" -c 'import sys, ssl, sqlite3, venv, ensurepip; sys.exit(sys.version_info[:2] < (3, 12))' >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ] && ! works "$PYTHON"; then
    echo "PYTHON=$PYTHON は使えません。Python 3.12 以上を指定してください。" >&2
    echo "PYTHON=$PYTHON cannot be used; it must be Python 3.12 or newer." >&2
    exit 1
fi

# pyenv keeps its interpreters beside its shims, wherever that is; uv in a folder of its own.
shim=$(command -v python3 || :)
pyenv="${PYENV_ROOT:-$HOME/.pyenv}/versions"
beside="${shim%/shims/python3}/versions"
uv="${UV_PYTHON_INSTALL_DIR:-$HOME/.local/share/uv/python}"
for candidate in "${PYTHON:-}" python3.13 python3.14 python3.12 python3 \
    "$pyenv"/3.13.*/bin/python3 "$pyenv"/3.14.*/bin/python3 "$pyenv"/3.12.*/bin/python3 \
    "$beside"/3.13.*/bin/python3 "$beside"/3.14.*/bin/python3 "$beside"/3.12.*/bin/python3 \
    "$uv"/cpython-3.13*/bin/python3 "$uv"/cpython-3.14*/bin/python3 "$uv"/cpython-3.12*/bin/python3; do
    if [ -n "$candidate" ] && works "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

echo "Python 3.12 以上が見つかりません。入れてから、もう一度実行してください（場所は PYTHON=/path/to/python3 でも指定できます）。" >&2
echo "No Python 3.12 or newer was found. Install one and try again, or name it with PYTHON=/path/to/python3." >&2
exit 1
