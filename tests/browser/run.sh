#!/usr/bin/env bash
# The pages in a real browser. Without Chromium the tests are skipped, but not in CI.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v chromium >/dev/null || ! command -v pdftotext >/dev/null; then
    echo "skipped: no browser"
    [ "${CI:-}" != true ]
    exit
fi
[ -d node_modules/axe-core ] && [ -d node_modules/playwright-core ] || npm ci --no-audit --no-fund
node --test --test-concurrency=1 *.test.mjs
