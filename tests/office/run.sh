#!/usr/bin/env bash
# The office documents, read back by what opens them. Without LibreOffice the tests are skipped, but not in CI.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v soffice >/dev/null || ! command -v pdftotext >/dev/null || ! python3 -c 'import ensurepip' 2>/dev/null; then
    echo "skipped: no LibreOffice, pdftotext or Python with venv"
    [ "${CI:-}" != true ]
    exit
fi
tools=../../target/office-tools
cmp -s requirements.txt "$tools/requirements.txt" || {
    python3 -m venv --clear "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
    cp requirements.txt "$tools/requirements.txt"
}
export PYTHONDONTWRITEBYTECODE=1
for test in *_test.py; do
    echo "== $test"
    "$tools/bin/python" "$test"
done
