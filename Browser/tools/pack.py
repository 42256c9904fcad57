#!/usr/bin/env python3
"""Fills the pages, checks the size budgets and writes dist/ as one pack for the binary.

The pack is "MPACK1\\n", the length of the header in eight hex digits, the header (a JSON list of entries) and then
the bytes of every entry, plain and, where it pays, also as gzip. Offsets count from the first byte after the header,
so that a server can serve slices of the pack without copying it.
"""

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path

BROWSER = Path(__file__).resolve().parent.parent
DIST = BROWSER / "dist"
PACK = BROWSER.parent / "Sources" / "WebAssets" / "web.pack"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
GZIP_BYTES_MIN = 512
# Largest compressed size, in bytes, of what a page must load before it shows anything.
BUDGETS = {"main": 120 * 1024, "widget": 12 * 1024, "loader": 5 * 1024}


def hashed_names() -> dict[str, str]:
    """Every entry point's plain name (main.js) with the path it is served under (/assets/main-ABC.js)."""
    names = {}
    for meta in sorted((DIST / "meta").glob("*.json")):
        for output, facts in json.loads(meta.read_text())["outputs"].items():
            if "entryPoint" in facts:
                entry = Path(facts["entryPoint"])
                names[entry.stem + Path(output).suffix] = "/" + str(Path(output).relative_to("dist"))
    return names


def fill(page: str, names: dict[str, str]) -> str:
    """Puts the served paths into a page; a name that was never built stops the build."""
    return re.sub(r"\{\{asset:([\w.-]+)\}\}", lambda match: names[match.group(1)], page)


def write_pages(names: dict[str, str]) -> None:
    for page in sorted((BROWSER / "pages").iterdir()):
        (DIST / page.name).write_text(fill(page.read_text(), names))
    (DIST / "THIRD_PARTY_NOTICES.txt").write_text((BROWSER / "tools" / "notices.txt").read_text())


def entry(path: Path, body: bytearray) -> dict:
    """Appends one file to the body and describes where it lies."""
    content = path.read_bytes()
    served = "/" + str(path.relative_to(DIST))
    fact = {
        "path": served,
        "type": KINDS[path.suffix],
        "etag": '"' + hashlib.sha256(content).hexdigest()[:20] + '"',
        "immutable": served.startswith("/assets/"),
        "offset": len(body),
        "length": len(content),
    }
    body += content
    # A page with placeholders is finished by the server, so a compressed form of it would be wrong.
    if len(content) >= GZIP_BYTES_MIN and b"{{" not in content:
        small = gzip.compress(content, 9, mtime=0)
        fact |= {"gzipOffset": len(body), "gzipLength": len(small)}
        body += small
    return fact


def write_pack(target: Path) -> list[dict]:
    body = bytearray()
    files = sorted(path for path in DIST.rglob("*") if path.is_file() and "meta" not in path.parts)
    entries = [entry(path, body) for path in files]
    header = json.dumps(entries, separators=(",", ":")).encode()
    content = b"MPACK1\n" + f"{len(header):08x}".encode() + header + bytes(body)
    if not target.is_file() or target.read_bytes() != content:
        # An embedding compiler notices a change of the pack, but not that it came into being.
        if not target.exists():
            (target.parent / "assets.c").touch()
        target.write_bytes(content)
    return entries


def loaded_with(start: str) -> set[str]:
    """A bundle and everything it imports before it can run; what it imports later does not count."""
    outputs = {}
    for meta in (DIST / "meta").glob("*.json"):
        outputs |= json.loads(meta.read_text())["outputs"]
    found, open_ = set(), [start]
    while open_:
        path = open_.pop()
        if path not in found:
            found.add(path)
            imports = outputs.get(f"dist{path}", {}).get("imports", [])
            open_ += ["/" + str(Path(one["path"]).relative_to("dist"))
                      for one in imports if one["kind"] == "import-statement" and one["path"].startswith("dist/")]
    return found


def check_budgets(entries: list[dict], names: dict[str, str]) -> bool:
    sizes = {fact["path"]: fact.get("gzipLength", fact["length"]) for fact in entries}
    kept = True
    for name, limit in BUDGETS.items():
        size = sum(sizes[path] for path in loaded_with(names[f"{name}.js"]))
        print(f"{name}.js {size} of {limit} bytes compressed", file=sys.stderr)
        kept = kept and size <= limit
    return kept


def main() -> None:
    names = hashed_names()
    write_pages(names)
    entries = write_pack(PACK)
    if not check_budgets(entries, names):
        sys.exit("pack.py: a bundle is over its budget")


if __name__ == "__main__":
    main()
