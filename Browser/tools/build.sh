#!/bin/sh
# Bundles the pages into Browser/dist and packs them into Sources/WebAssets/web.pack, which the binary embeds.
set -eu
cd "$(dirname "$0")/.."
python3 tools/deps.py --no-tools
esbuild=node_modules/.bin/esbuild
rm -rf dist
mkdir -p dist/meta

bundle() {
  name=$1
  shift
  "$esbuild" "$@" --bundle --minify --target=es2022 --charset=utf8 --legal-comments=none --log-level=warning \
    '--define:process.env.NODE_ENV="production"' --outdir=dist "--metafile=dist/meta/$name.json"
}

hashed='--entry-names=assets/[name]-[hash]'
bundle app src/app/main.tsx styles/app.css --splitting --format=esm --jsx=automatic "$hashed" \
  '--chunk-names=assets/c-[hash]' '--external:./index-Drh96HPB.js'
bundle widget src/widget/widget.ts styles/widget.css --format=esm "$hashed"
bundle theme src/app/theme-init.ts --format=iife "$hashed"
bundle loader src/widget/loader.ts --format=iife --entry-names=widget
bundle shop src/shop/shop.ts styles/shop.css --format=iife '--entry-names=[name]'
python3 tools/pack.py
