"""From template to page: how long a five-page contract takes, and how long to draw it, beside PDF and easyofd."""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from bench.report import Report
from road.server import binary

ROOT = pathlib.Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "Demo/contracts/service.xml"
DATA = ROOT / "Demo/contracts/service.json"


def magpie(*words: object) -> dict:
    done = subprocess.run(
        [str(binary()), *map(str, words)], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise SystemExit(f"magpie {' '.join(map(str, words[:2]))} ended with {done.returncode}: {done.stderr[:500]}")
    return json.loads(done.stdout)


def peers(file: pathlib.Path) -> dict:
    """The same words set by ReportLab, the same file drawn by easyofd, in a process of their own."""
    script = pathlib.Path(__file__).parent / "layout_peer.py"
    done = subprocess.run(
        [sys.executable, "-P", str(script), str(file)], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        print(done.stderr[-500:], file=sys.stderr)
        return {}
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=3)
    given = arguments.parse_args()
    report = Report("layout")
    report.commands += [f"magpie evaluate layout {TEMPLATE.relative_to(ROOT)} {DATA.relative_to(ROOT)}",
                        "Benchmarks/layout_peer.py service.ofd"]
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "service.ofd"
        magpie("contract", "render", TEMPLATE, DATA, "--out", file)
        ours = magpie("evaluate", "layout", TEMPLATE, DATA, "--seconds", given.seconds)
        theirs = peers(file)
    if not theirs:
        report.skip("reportlab, easyofd", "they could not be run")
    report.add("contract of five pages, written", ours["renderMilliseconds"], "ms", "≤ 30", "reportlab (PDF)",
               theirs.get("writeMilliseconds"))
    report.add("the same, drawn", ours["drawMilliseconds"], "ms", "", "easyofd (PDF)", theirs.get("drawMilliseconds"))
    report.detail = {"ours": ours, "theirs": theirs}
    report.print()


if __name__ == "__main__":
    main()
