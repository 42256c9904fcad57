"""Scores for leads and customers beside scikit-learn, on the same tables, five folds each.

UCI bank marketing without `duration`, which is known only after the call, and Telco churn; where MAGPIE_DATA has them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

from bench.report import Report
from road.server import ROOT, binary


def telco(data: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    target = folder / "telco.csv"
    with gzip.open(data / "telco-churn/Telco-Customer-Churn.csv.gz", "rb") as packed, target.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return target


def bank(data: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    with zipfile.ZipFile(data / "uci-bank-marketing/bank-additional.zip") as archive:
        name = next(name for name in archive.namelist() if name == "Bank/bank-full.csv")
        target = folder / "bank.csv"
        target.write_bytes(archive.read(name))
    return target


def run(words: list[str]) -> dict:
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"{words[0]} ended with {done.returncode}")
    return json.loads(done.stdout)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    report = Report("scores")
    report.commands.append("Benchmarks/scores.py")
    data = pathlib.Path(os.environ.get("MAGPIE_DATA", "/nowhere")) / "data"
    sets = {"Telco churn": ("health", telco, "Churn"), "Bank marketing": ("lead", bank, "y")}
    with tempfile.TemporaryDirectory() as folder:
        for name, (kind, unpack, label) in sets.items():
            try:
                table = unpack(data, pathlib.Path(folder))
            except FileNotFoundError:
                report.skip(name, "MAGPIE_DATA names no folder that has it")
                continue
            report.commands.append(f"magpie evaluate {kind} --train {table.name} --label {label} --folds 5")
            ours = run([str(binary()), "evaluate", kind, "--train", str(table), "--label", label, "--folds", "5"])
            peers = run([sys.executable, str(ROOT / "Benchmarks/scores_peer.py"), str(table), label,
                         "--exclude", "duration"])
            best = max(peers, key=lambda peer: peers[peer]["auc"])
            report.detail[name] = {"ours": ours, "peers": peers}
            for field, aim in (("auc", "≥ the better peer's"), ("topDecileLift", ""), ("brier", ""),
                               ("trainSeconds", "")):
                report.add(f"{name}: {field}", ours[field], "s" if field == "trainSeconds" else "", aim, best,
                           peers[best][field])
    report.print()


if __name__ == "__main__":
    main()
