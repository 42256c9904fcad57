#!/bin/sh
# Checks types, lint and format of the browser side and runs its unit tests.
set -eu
cd "$(dirname "$0")/.."
python3 tools/deps.py
deno=.venv/bin/deno
export DENO_NO_UPDATE_CHECK=1
find src types -name '*.ts' -o -name '*.tsx' | sort | xargs "$deno" check --quiet --no-lock
"$deno" lint --quiet
"$deno" fmt --check --quiet
"$deno" test --quiet --no-lock --no-check
