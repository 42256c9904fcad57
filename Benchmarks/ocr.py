"""OCR beside rapidocr-onnxruntime, on the same synthetic documents: what is read, what is accepted, how fast.

The pictures are drawn here (Benchmarks/cards.py), by seed: no real card is shown. Fields and acceptance are ours alone;
lines and time are measured for both. Needs an installation of OCR: make perception.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

from bench.report import Report
from road.server import ROOT, binary

PEER = "rapidocr-onnxruntime"


def run(report: Report, shown: list[str], words: list[str], seconds: int) -> str:
    report.commands.append(shlex.join(shown))
    done = subprocess.run(words, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"{shlex.join(shown)} ended with {done.returncode}")
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1, help="documents of each kind in each condition")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    report = Report("ocr")
    os.environ.setdefault("MAGPIE_PERCEPTION", str(ROOT / ".perception"))
    report.commands.append(f"Benchmarks/ocr.py --count {options.count} --seed {options.seed}")
    if not (pathlib.Path(os.environ["MAGPIE_PERCEPTION"]) / "installed").exists():
        report.skip("OCR", "it is not installed: make perception")
        return report.print()
    if importlib.util.find_spec("PIL") is None:
        report.skip("OCR", "Pillow is not installed: pip install pillow")
        return report.print()
    limit = 120 + 40 * 8 * 5 * options.count
    with tempfile.TemporaryDirectory() as folder:
        drawing = ["Benchmarks/cards.py", "DIR", "--count", str(options.count), "--seed", str(options.seed)]
        run(report, ["python3", *drawing],
            [sys.executable, str(ROOT / drawing[0]), folder, *drawing[2:]], limit)
        ours = json.loads(run(
            report, ["magpie", "evaluate", "ocr", "--dir", "DIR"],
            [str(binary()), "evaluate", "ocr", "--dir", folder], limit))
        peer: dict = {}
        if importlib.util.find_spec("rapidocr_onnxruntime") is None:
            report.skip(PEER, "pip install rapidocr-onnxruntime==1.4.4")
        else:
            peer = json.loads(run(
                report, ["python3", "Benchmarks/ocr_peer.py", "DIR"],
                [sys.executable, str(ROOT / "Benchmarks/ocr_peer.py"), folder], limit))
    report.detail["synthetic documents"] = {"ours": ours, "peer": peer}
    name = f"{ours['pictures']} synthetic documents"
    share = {"cleanExact": ("clean, fields exact", "≥ 99"), "degradedExact": ("degraded, fields exact", "≥ 90"),
             "acceptedShare": ("accepted without a person", ""), "acceptedButWrong": ("accepted but wrong", "≤ 0.1"),
             "textsExact": ("printed texts found", "≥ the peer's")}
    for field, (title, aim) in share.items():
        if ours.get(field) is not None:
            theirs = peer.get(field)
            report.add(f"{name}: {title}", ours[field] * 100, "%", aim, "" if theirs is None else PEER,
                       None if theirs is None else theirs * 100)
    report.add(f"{name}: a picture", ours["msPerImage"], "ms", "≤ 1,500", PEER if peer else "", peer.get("msPerImage"))
    report.print()


if __name__ == "__main__":
    main()
