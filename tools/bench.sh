#!/usr/bin/env bash
# Measures a release build, with the peer beside it in the same run. Prints one JSON object for each benchmark as it
# is done, and the table at the end. Nothing fails because the machine is busy; the table says how busy it was.
#   tools/bench.sh .build/release/magpie [messages latency sockets intent start rules …]
set -uo pipefail
cd "$(dirname "$0")/.."
binary=${1:?the release binary, as .build/release/magpie}
shift
benchmarks=("${@:-}")
[ -n "${benchmarks[0]}" ] || benchmarks=(
    messages latency sockets start intent rules emotion scores recommend layout signing ocr voice)
python=.venv/bin/python
[ -x "$binary" ] || { echo "$binary is not there: run make release" >&2; exit 1; }
[ -x "$python" ] || { echo "$python is not there: run tools/setup.sh test" >&2; exit 1; }
binary=$(realpath --no-symlinks "$binary")
scratch=$(dirname "$(dirname "$binary")")

# What the peers need; without it their columns stay empty.
packages=(node-ws libgl1)
if command -v dpkg-query >/dev/null && ! dpkg-query -W -f '${Status}' "${packages[@]}" 2>/dev/null \
    | grep -q 'install ok installed'; then
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" >/dev/null 2>&1 \
            || echo "${packages[*]} cannot be installed; the peer of the sockets is left out." >&2
    else
        echo "For the peer of the sockets: sudo apt-get install ${packages[*]}" >&2
    fi
fi

"$python" -m pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt >&2 \
    || echo "Some peers could not be installed; their columns stay empty." >&2
export MAGPIE_PERCEPTION="${MAGPIE_PERCEPTION:-$PWD/.perception}"

# The load is a program of its own, so that its CPU time is not the server's.
swift build -c release --product magpie-load --scratch-path "$scratch" >&2 || exit 1

export MAGPIE_BINARY="$binary" MAGPIE_LOAD="$scratch/release/magpie-load" PYTHONPATH="Benchmarks:Tests/RoadTests"
export MAGPIE_BENCH_FOLDER="${MAGPIE_BENCH_FOLDER:-$scratch}" PYTHONDONTWRITEBYTECODE=1
found=$(mktemp)
trap 'rm -f "$found"' EXIT
failed=()
for name in "${benchmarks[@]}"; do
    echo "== $name" >&2
    timeout --kill-after=10 2400 "$python" "Benchmarks/$name.py" >"$found.one" && grep -q . "$found.one" \
        || failed+=("$name")
    cat "$found.one"
    cat "$found.one" >>"$found"
    rm -f "$found.one"
done
"$python" Benchmarks/table.py <"$found"
if [ ${#failed[@]} -gt 0 ]; then
    echo "Did not finish: ${failed[*]}" >&2
    exit 1
fi
