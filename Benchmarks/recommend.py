"""Recommendations beside EASE and item-kNN, on the same rows: MovieLens-100K and Amazon Beauty sequences.

MovieLens lies in the wheel of recbole, which is fetched for the run; Beauty is read where MAGPIE_DATA has it. A made-up
catalogue of 100,000 items tells how long the ten best take.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile

from bench.report import Report
from road.server import ROOT, binary


def movielens(folder: pathlib.Path) -> pathlib.Path:
    words = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "recbole==1.2.1", "-d", str(folder)]
    if subprocess.run(words, capture_output=True, check=False, timeout=120).returncode != 0:
        raise FileNotFoundError("recbole")
    with zipfile.ZipFile(next(folder.glob("recbole*.whl"))) as wheel:
        rows = wheel.read("recbole/dataset_example/ml-100k/ml-100k.inter").decode().splitlines()[1:]
    target = folder / "ml-100k.tsv"
    target.write_text("\n".join(rows), encoding="utf-8")
    return target


def beauty(folder: pathlib.Path) -> pathlib.Path:
    source = pathlib.Path(os.environ.get("MAGPIE_DATA", "/nowhere")) / "data/s3rec-sequential/Beauty.txt.gz"
    target = folder / "Beauty.txt"
    with gzip.open(source, "rb") as packed, target.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return target


def large(folder: pathlib.Path) -> pathlib.Path:
    """40,000 users who walk through a catalogue of 100,000 items, each in a neighbourhood of its own."""
    chance = random.Random(5)
    target = folder / "large.txt"
    with target.open("w", encoding="utf-8") as file:
        for user in range(40_000):
            home = chance.randrange(100_000)
            walk = [(home + chance.randrange(200)) % 100_000 for _ in range(12)]
            file.write(f"u{user} " + " ".join(map(str, walk)) + "\n")
    return target


def run(words: list[str], seconds: int = 900) -> dict:
    done = subprocess.run(words, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"{words[0]} ended with {done.returncode}")
    return json.loads(done.stdout)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    report = Report("recommend")
    report.commands.append("Benchmarks/recommend.py")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for title, fetch in {"MovieLens-100K": movielens, "Beauty": beauty}.items():
            try:
                events = fetch(folder)
            except FileNotFoundError:
                report.skip(title, "it could not be fetched, or MAGPIE_DATA names no folder that has it")
                continue
            report.commands.append(f"magpie evaluate recommend --events {events.name}")
            ours = run([str(binary()), "evaluate", "recommend", "--events", str(events)])
            peers = run([sys.executable, str(ROOT / "Benchmarks/recommend_peer.py"), str(events)])
            report.detail[title] = {"ours": ours, "peers": peers}
            for field in ("hr10", "ndcg10", "hr10Full", "ndcg10Full"):
                best = max(peers, key=lambda peer: peers[peer][field])
                report.add(f"{title}: {field}", ours[field], "", "≥ EASE and item-kNN", best, peers[best][field])
            report.add(f"{title}: training", ours["trainSeconds"], "s", "", "EASE", peers["EASE"]["trainSeconds"])
        ours = run([str(binary()), "evaluate", "recommend", "--events", str(large(folder))])
        report.detail["100,000 items"] = ours
        report.add("100,000 items: ten best", ours["microsecondsPerUser"] / 1e3, "ms", "≤ 10")
    report.print()


if __name__ == "__main__":
    main()
