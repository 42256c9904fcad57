"""Intent recognition beside scikit-learn, on the same rows: what is right, how fast, how long training takes.

The demo's own corpus is always measured; CLINC150 and SMP-ECDT where MAGPIE_DATA names a folder that has them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

from bench.report import Report
from road.server import ROOT, binary

PEER = "scikit-learn LinearSVC"


def unpacked(source: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """The file itself, or its content in the folder when it is packed."""
    if source.suffix != ".gz":
        return source
    target = folder / source.stem
    with gzip.open(source, "rb") as packed, target.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return target


def run(report: Report, shown: str, words: list[str]) -> dict:
    report.commands.append(shown)
    done = subprocess.run(words, capture_output=True, text=True, timeout=240, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"{shown} ended with {done.returncode}")
    return json.loads(done.stdout)


def compare(report: Report, name: str, train: pathlib.Path, test: pathlib.Path, script: str, aim: str = "") -> None:
    ours = run(
        report, shlex.join(["magpie", "evaluate", "intent", "--train", train.name, "--test", test.name]),
        [str(binary()), "evaluate", "intent", "--train", str(train), "--test", str(test)])
    form = ["clinc150", str(train)] if train.suffix == ".json" else ["tsv", str(train), str(test), "--script", script]
    peer = run(
        report, shlex.join(["intent_peer.py", form[0], *(pathlib.Path(one).name for one in form[1:])]),
        [sys.executable, str(ROOT / "Benchmarks/intent_peer.py"), *form])
    report.detail[name] = {"ours": ours, "peer": peer}
    report.add(f"{name}: right", ours["accuracy"] * 100, "%", aim, PEER, peer["accuracy"] * 100)
    for field, unit, title in (("macroF1", "", "macro F1"), ("microsecondsPerText", "µs", "time for a text"),
                               ("trainSeconds", "s", "training")):
        if field in ours:
            report.add(f"{name}: {title}", ours[field], unit, "", PEER, peer.get(field))


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    report = Report("intent")
    report.commands.append("Benchmarks/intent.py")
    own = ROOT / "Demo/intents"
    data = pathlib.Path(os.environ.get("MAGPIE_DATA", "/nowhere")) / "data"
    sets = {
        "CLINC150": (data / "clinc150/data_full.json.gz", None, "latin"),
        "SMP-ECDT": (data / "smp-ecdt/smp2017_train.tsv.gz", data / "smp-ecdt/smp2017_develop.tsv.gz", "han"),
    }
    compare(report, "demo corpus", own / "train.tsv", own / "test.tsv", "han")
    with tempfile.TemporaryDirectory() as folder:
        for name, (train, test, script) in sets.items():
            if not train.exists():
                report.skip(name, "MAGPIE_DATA names no folder that has it")
                continue
            train = unpacked(train, pathlib.Path(folder))
            compare(report, name, train, unpacked(test, pathlib.Path(folder)) if test else train, script,
                    "≥ the peer's")
    report.print()


if __name__ == "__main__":
    main()
