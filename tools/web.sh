#!/usr/bin/env bash
# Bundles the browser side when its sources are newer than the bundle.
set -euo pipefail
cd "$(dirname "$0")/.."
pack=Sources/WebAssets/web.pack
if [ -f "$pack" ] && [ -z "$(find Browser -path Browser/node_modules -prune -o -path Browser/dist -prune \
    -o -path Browser/.venv -prune -o -type f -newer "$pack" -print -quit)" ]; then
    exit 0
fi
had=$([ -f "$pack" ] && echo yes || echo no)
Browser/tools/build.sh
# The compiler follows changes of the pack, but not its first appearance.
[ "$had" = yes ] || touch Sources/WebAssets/assets.c
