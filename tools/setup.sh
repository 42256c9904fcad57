#!/usr/bin/env bash
# Makes sure that this machine has what Magpie needs. Quick when it has.
#   tools/setup.sh run    what building and running takes
#   tools/setup.sh test   the same, and what the tests drive: a browser, PostgreSQL, Python clients
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

packages=(libsqlite3-dev libssl-dev libpq-dev libopenblas-dev libargon2-dev libxml2-dev zlib1g-dev
    libturbojpeg0-dev libpng-dev libwebp-dev pkg-config python3-venv python3-pip esbuild)
[ "$purpose" = test ] && packages+=(postgresql chromium fonts-noto-cjk fonts-wqy-zenhei)

say() { printf '%s\n' "$*" >&2; }

if ! command -v swift >/dev/null; then
    say "Swift 6.3 or newer is needed and was not found: see https://www.swift.org/install/"
    exit 1
fi

if command -v dpkg-query >/dev/null; then
    missing=()
    for package in "${packages[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        line="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
        if [ "$(id -u)" != 0 ]; then
            say "Some system packages are missing. Please run this line, then try again:"
            say ""
            say "    sudo sh -c '$line'"
            exit 1
        fi
        say "Installing ${missing[*]} …"
        export DEBIAN_FRONTEND=noninteractive
        sh -c "$line" >/tmp/magpie-setup.log 2>&1 || { tail -n 20 /tmp/magpie-setup.log >&2; exit 1; }
    fi
else
    say "This is not Debian or Ubuntu: make sure these packages' counterparts are there: ${packages[*]}"
fi

# The clients that the tests use, in an environment of their own.
if [ "$purpose" = test ]; then
    wanted=$(sha256sum Tests/requirements.txt | cut -d' ' -f1)
    if [ "$(cat .venv/wanted 2>/dev/null || true)" != "$wanted" ]; then
        say "Setting up the Python clients of the tests …"
        rm -rf .venv
        python3 -m venv .venv
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
        echo "$wanted" >.venv/wanted
    fi
fi
