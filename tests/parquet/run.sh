#!/usr/bin/env bash
# The Parquet files, read back by Arrow and DuckDB. POLICY_MATRIX names a program that was built with
# `--features parquet`. Where the readers cannot be had the test is skipped, but not in CI.
set -euo pipefail
cd "$(dirname "$0")"

skip() {
    echo "SKIPPED: $1"
    [ "${CI:-}" != true ]
    exit
}
program=${POLICY_MATRIX:-../../target/debug/policy-matrix}
[[ $("$program" build --help 2>&1) == *"- parquet:"* ]] || skip "no program with the feature parquet"
python3 -c 'import ensurepip' 2>/dev/null || skip "no Python with venv"
tools=../../target/parquet-tools
cmp -s requirements.txt "$tools/requirements.txt" || {
    python3 -m venv --clear "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
        --requirement requirements.txt || skip "pyarrow and duckdb cannot be installed"
    cp requirements.txt "$tools/requirements.txt"
}
PYTHONDONTWRITEBYTECODE=1 "$tools/bin/python" parquet_test.py
