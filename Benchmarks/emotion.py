"""Emotion in texts beside scikit-learn and fastText, on the same rows: what is right, macro F1, training, time a text.

Needs MAGPIE_DATA, a folder with the public data sets. The authored lines of Demo/emotion are asked without a peer.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys
import tempfile
import zipfile

from bench.report import Report
from road.server import ROOT, binary

SVM = "scikit-learn LinearSVC"
SENTIMENTS = {"1": "positive", "0": "negative"}


def write(path: pathlib.Path, rows: list[tuple[str, str]]) -> pathlib.Path:
    """Lines of label, tab, text; rows without text are left out."""
    flat = [(label, re.sub(r"[\r\n\t]+", " ", text).strip()) for label, text in rows]
    path.write_text("".join(f"{label}\t{text}\n" for label, text in flat if text), encoding="utf-8")
    return path


def six_classes(data: pathlib.Path, folder: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    """SMP2020-EWECT, subset "virus": its training rows, and its labelled evaluation rows."""
    def rows(name: str) -> list[tuple[str, str]]:
        with gzip.open(data / "smp2020-ewect" / name, "rt", encoding="utf-8") as file:
            return [(row["label"], row["content"]) for row in json.load(file)]
    return (write(folder / "virus.train.tsv", rows("virus_train.txt.gz")),
            write(folder / "virus.test.tsv", rows("virus_eval_labeled.txt.gz")))


def two_classes(data: pathlib.Path, folder: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    """online-shopping-10cats: four parts for training, the fifth for the test; mixed with seed 42."""
    with zipfile.ZipFile(data / "online-shopping-10cats/online_shopping_10_cats.zip") as packed:
        name = next(one for one in packed.namelist() if one.endswith(".csv"))
        text = packed.read(name).decode("utf-8-sig")
    rows = [(SENTIMENTS[row["label"]], row["review"]) for row in csv.DictReader(io.StringIO(text))
            if row["review"].strip()]
    random.Random(42).shuffle(rows)
    part = len(rows) // 5
    return write(folder / "shop.train.tsv", rows[part:]), write(folder / "shop.test.tsv", rows[:part])


def run(report: Report, shown: str, words: list[str]) -> dict:
    report.commands.append(shown)
    done = subprocess.run(words, capture_output=True, text=True, timeout=900, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"{shown} ended with {done.returncode}")
    return json.loads(done.stdout)


def ours(report: Report, train: pathlib.Path, test: pathlib.Path) -> dict:
    shown = shlex.join(["magpie", "evaluate", "emotion", "--train", train.name, "--test", test.name])
    return run(report, shown, [str(binary()), "evaluate", "emotion", "--train", str(train), "--test", str(test)])


def compare(report: Report, name: str, train: pathlib.Path, test: pathlib.Path) -> None:
    mine = ours(report, train, test)
    peers = run(report, shlex.join(["emotion_peer.py", train.name, test.name]),
                [sys.executable, str(ROOT / "Benchmarks/emotion_peer.py"), str(train), str(test)])
    report.detail[name] = {"ours": mine, "peers": peers}
    for peer, theirs in peers.items():
        report.add(f"{name}: right", mine["accuracy"] * 100, "%", "≥ the peer's", peer, theirs["accuracy"] * 100)
        report.add(f"{name}: macro F1", mine["macroF1"], "", "≥ the peer's", peer, theirs["macroF1"])
        report.add(f"{name}: training", mine["trainSeconds"], "s", "", peer, theirs["trainSeconds"])
        report.add(f"{name}: time for a text", mine["microsecondsPerText"], "µs", "", peer,
                   theirs["microsecondsPerText"])
    if SVM not in peers:
        raise SystemExit(f"{name}: the peer did not answer")


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    report = Report("emotion")
    report.commands.append("Benchmarks/emotion.py")
    data = pathlib.Path(os.environ.get("MAGPIE_DATA", "/nowhere")) / "data"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if (data / "smp2020-ewect").exists():
            train, test = six_classes(data, folder)
            compare(report, "six emotions", train, test)
            probe = ours(report, train, ROOT / "Demo/emotion/probe_zh.tsv")
            report.detail["authored lines"] = probe
            report.add("authored lines, Chinese: right", probe["accuracy"] * 100, "%")
            report.add("authored lines, Chinese: macro F1", probe["macroF1"], "")
        else:
            report.skip("six emotions", "MAGPIE_DATA names no folder that has smp2020-ewect")
        if (data / "online-shopping-10cats").exists():
            compare(report, "two sentiments", *two_classes(data, folder))
        else:
            report.skip("two sentiments", "MAGPIE_DATA names no folder that has online-shopping-10cats")
    report.print()


if __name__ == "__main__":
    main()
