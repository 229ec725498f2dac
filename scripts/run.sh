#!/bin/sh
# Roof: from a clean clone to a running portal.
#   run.sh         prepare, then serve
#   run.sh demo    prepare, add the demo where it is missing, and stop
set -eu
cd "$(dirname "$0")/.."
umask 027 # what lies under var/ is nobody else's business
venv="${VENV:-.venv}"
sh scripts/install.sh
if [ "${1:-}" = demo ]; then
    exec "$venv/bin/python" manage.py prepare --demo
fi
"$venv/bin/python" manage.py prepare
exec "$venv/bin/gunicorn" --config scripts/gunicorn.conf.py portal.wsgi
