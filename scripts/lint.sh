#!/bin/sh
# Roof: everything that can be said about the code without running its tests. All checks run; one failure fails all.
#   lint.sh        look
#   lint.sh fix    put right what can be put right by itself: order of imports, layout of code and templates
set -u
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
VAR_DIR=$(mktemp -d)
export VAR_DIR
trap 'rm -rf "$VAR_DIR"' EXIT
unset DATABASE_URL PORTAL_ENV SECRET_KEY ALLOWED_HOSTS DEBUG
failed=0

check() {
    name=$1
    shift
    if said=$("$@" 2>&1 </dev/null); then
        echo "  ok      $name"
    else
        echo "  FAILED  $name"
        echo "$said" | sed 's/^/          /'
        failed=1
    fi
}

templates() {
    find . -path './.*' -prune -o -path '*/templates/*.html' -print0 | xargs -0 "$bin/djade" --target-version 6.1 "$@"
}

in_production() {
    PORTAL_ENV=production ALLOWED_HOSTS=dx.pref.example.lg.jp MAIL_HOST=mail.pref.example.lg.jp SECRET_KEY=$("$bin/python" -c 'import secrets; print(secrets.token_urlsafe(60))') "$@"
}

if [ "${1:-}" = fix ]; then
    "$bin/ruff" check --quiet --fix .
    "$bin/ruff" format .
    templates
    exit 0
fi

echo "検査 / lint"
check "ruff check" "$bin/ruff" check .
check "ruff format" "$bin/ruff" format --check .
check "djade" templates --check
check "mypy" "$bin/mypy"
check "makemigrations --check" "$bin/python" manage.py makemigrations --check --dry-run --no-input
check "check --deploy" in_production "$bin/python" manage.py check --deploy --fail-level WARNING
check "OpenAPI" "$bin/python" manage.py spectacular --validate --fail-on-warn --file "$VAR_DIR/schema.yml"
exit "$failed"
