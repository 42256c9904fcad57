#!/usr/bin/env bash
# Every test, each part even when an earlier one failed; exit code 0 only when all passed.
set -uo pipefail
cd "$(dirname "$0")/.."
scratch=${1:-.build}
failed=()
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
part() {
    local name=$1
    shift
    printf '\n== %s\n' "$name"
    local start=$SECONDS
    "$@" 2>&1 | tee "$logs/$name" || failed+=("$name")
    printf -- '-- %s: %s s\n' "$name" "$((SECONDS - start))"
}

# What went wrong in a part, said again at the very end: the lines that name it, or else the part's last ones.
faults() {
    grep -m 12 -E '✘ .*recorded an issue|^[^◇✔]*error: |^FAILED|^ERROR |unexpected signal' "$logs/$1" ||
        tail -12 "$logs/$1"
}

export MAGPIE_PERCEPTION="${MAGPIE_PERCEPTION:-$PWD/.perception}"
part "build" swift build --scratch-path "$scratch" --build-tests
part "format" swift format lint --recursive --parallel --strict Sources Tests Package.swift
# The web's tests hold the server to its deadlines, so they have the machine to themselves.
# The engines' tests compute for a minute on every core; whoever waits for something meanwhile would give up.
engines='(Expressions|Learning|Markup|OFD|Perception|Tidy)Tests'
part "Swift tests of the engines" swift test --scratch-path "$scratch" --skip-build --filter "$engines"
part "Swift tests" swift test --scratch-path "$scratch" --skip-build --skip "$engines|WebTests"
part "Swift tests of the web" swift test --scratch-path "$scratch" --skip-build --filter WebTests
part "browser units" Browser/tools/check.sh
export MAGPIE_BINARY="$PWD/$scratch/debug/magpie"
[ -d "$scratch" ] && MAGPIE_BINARY="$(cd "$scratch" && pwd)/debug/magpie"
part "roads" .venv/bin/python -m pytest Tests/RoadTests -q

if [ ${#failed[@]} -gt 0 ]; then
    for name in "${failed[@]}"; do
        printf '\nFailed: %s\n' "$name"
        faults "$name"
    done
    exit 1
fi
printf '\nAll tests passed.\n'
