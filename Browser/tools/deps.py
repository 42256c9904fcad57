#!/usr/bin/env python3
"""Assembles Browser/node_modules and Browser/.venv without npm.

The libraries come from hash-pinned wheels and from Debian packages; only the files that the pages need are unpacked,
under the names that npm would give them, so `npm install` is the other way to the same import names.
Running it again changes nothing and takes no time unless one of its inputs changed.
"""

import argparse
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

BROWSER = Path(__file__).resolve().parent.parent
MODULES = BROWSER / "node_modules"
VENV = BROWSER / ".venv"
DEBIAN_PACKAGES = ["node-react", "node-csstype", "node-prop-types", "esbuild"]

JSX_RUNTIME = """import { createElement, Fragment } from "react";
export { Fragment };
export const jsx = (type, props, key) => createElement(type, key === undefined ? props : { ...props, key });
export const jsxs = (type, { children, ...props }, key) =>
  createElement(type, key === undefined ? props : { ...props, key }, ...children);
"""


def digest_of(*paths: Path) -> str:
    """One digest over the files that decide what gets assembled."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def is_current(stamp: Path, digest: str) -> bool:
    return stamp.is_file() and stamp.read_text() == digest


def demand(condition: bool, sentence: str) -> None:
    if not condition:
        sys.exit(f"deps.py: {sentence}")


def write(path: Path, content: bytes | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def package(name: str, version: str, **fields: object) -> None:
    write(MODULES / name / "package.json", json.dumps({"name": name, "version": version, **fields}, indent=2))


def open_wheel(folder: Path, prefix: str) -> zipfile.ZipFile:
    found = sorted(folder.glob(f"{prefix}-*.whl"))
    demand(len(found) == 1, f"expected one wheel of {prefix}, found {len(found)}")
    return zipfile.ZipFile(found[0])


def react(wheel: zipfile.ZipFile) -> None:
    """React and ReactDOM 18.3.1, the official builds, minified and for development."""
    version = "18.3.1"
    for name in ("react", "react-dom"):
        for suffix in ("min.js", "js"):
            content = wheel.read(f"dash/deps/{name}@{version}.{suffix}")
            demand(f'"{version}"'.encode() in content or f"'{version}".encode() in content,
                   f"{name} in the carrier is not {version}")
            write(MODULES / name / f"{name}.{suffix}", content)
    package("react", version, main="react.min.js",
            exports={".": "./react.min.js", "./jsx-runtime": "./jsx-runtime.js"})
    package("react-dom", version, main="react-dom.min.js",
            exports={".": "./react-dom.min.js", "./client": "./client.js"})
    write(MODULES / "react" / "jsx-runtime.js", JSX_RUNTIME)
    write(MODULES / "react-dom" / "client.js", 'export { createRoot } from "react-dom";\n')


def echarts(wheel: zipfile.ZipFile) -> None:
    """ECharts 6.1.0 as one ES module; the WebGL part of the carrier stays behind."""
    folder = "nicegui/elements/echart/dist/"
    main = wheel.read(folder + "index.js").decode()
    found = re.search(r'"\./(index-[\w-]+\.js)"', main)
    demand(found is not None, "the carrier of echarts changed its shape")
    core = wheel.read(folder + found.group(1))
    demand(b'"6.1.0"' in core, "echarts in the carrier is not 6.1.0")
    write(MODULES / "echarts" / "index.js", main)
    write(MODULES / "echarts" / found.group(1), core)
    package("echarts", "6.1.0", type="module", main="index.js", sideEffects=False)


def icon_elements(svg: bytes) -> list:
    """The drawing elements of one icon as [tag, attributes] pairs."""
    root = ElementTree.fromstring(svg)
    return [[child.tag.split("}")[-1], dict(child.attrib)] for child in root]


def icons(wheel: zipfile.ZipFile) -> None:
    """The icons named in icons.txt as one module of plain data, one export each."""
    drawings = zipfile.ZipFile(io.BytesIO(wheel.read("lucide/lucide.zip")))
    lines = []
    for name in (BROWSER / "tools" / "icons.txt").read_text().split():
        camel = re.sub(r"-(\w)", lambda match: match.group(1).upper(), name)
        lines.append(f"export const {camel} = {json.dumps(icon_elements(drawings.read(name + '.svg')))};\n")
    shape = "type Drawing = readonly (readonly [string, Record<string, string>])[];\n"
    names = [line.split()[2] for line in lines]
    write(MODULES / "lucide-data" / "index.js", "".join(lines))
    write(MODULES / "lucide-data" / "index.d.ts",
          shape + "".join(f"export declare const {name}: Drawing;\n" for name in names))
    package("lucide-data", "1.1.4", type="module", main="index.js", types="index.d.ts", sideEffects=False)


def types_and_bundler(folder: Path) -> None:
    """The type declarations of React and the bundler, out of Debian packages, without installing them."""
    subprocess.run(["apt-get", "download", "-qq", *DEBIAN_PACKAGES], cwd=folder, check=True,
                   stderr=subprocess.DEVNULL)
    for archive in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", archive, folder / "root"], check=True)
    shared = folder / "root" / "usr" / "share" / "nodejs"
    for name in ("@types/react", "@types/prop-types", "csstype"):
        shutil.copytree(shared / name, MODULES / name, dirs_exist_ok=True)
    version = json.loads((MODULES / "@types/react/package.json").read_text())["version"]
    demand(version.startswith("18."), f"the types of React are {version}, wanted 18")
    (MODULES / ".bin").mkdir(exist_ok=True)
    shutil.copy2(folder / "root" / "usr" / "bin" / "esbuild", MODULES / ".bin" / "esbuild")


def assemble() -> None:
    """Builds node_modules anew in one go, so that no file of an older version stays."""
    if MODULES.exists():
        shutil.rmtree(MODULES)
    MODULES.mkdir()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes",
                        "-r", BROWSER / "requirements.txt", "-d", folder], check=True)
        carrier = open_wheel(folder, "dash")
        react(carrier)
        echarts(open_wheel(folder, "nicegui"))
        icons(open_wheel(folder, "lucide"))
        types_and_bundler(folder)


def tools() -> None:
    """The type checker, linter, formatter, test runner and the browser driver."""
    if not (VENV / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([VENV / "bin" / "python", "-m", "pip", "install", "-q", "--no-deps", "--require-hashes",
                    "-r", BROWSER / "requirements-tools.txt"], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-tools", action="store_true", help="only what a build needs, no checker and no driver")
    arguments = parser.parse_args()
    steps = [(MODULES, assemble, ["requirements.txt", "tools/icons.txt", "tools/deps.py"])]
    if not arguments.no_tools:
        steps.append((VENV, tools, ["requirements-tools.txt"]))
    for folder, step, inputs in steps:
        digest = digest_of(*(BROWSER / name for name in inputs))
        stamp = folder / ".stamp"
        if not is_current(stamp, digest):
            step()
            stamp.write_text(digest)


if __name__ == "__main__":
    main()
