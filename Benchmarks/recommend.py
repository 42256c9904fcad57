"""Recommendations beside EASE, item-kNN and the package implicit, on MovieLens-100K and Amazon Beauty.

MovieLens lies in the wheel of recbole, which is fetched for the run; Beauty is read where MAGPIE_DATA has it. Beauty
also tells what is found of items kept from learning, and for strangers. A made-up catalogue of 100,000 items tells how
long learning and the ten best take.
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


def beauty(folder: pathlib.Path, name: str = "Beauty.txt") -> pathlib.Path:
    source = pathlib.Path(os.environ.get("MAGPIE_DATA", "/nowhere")) / f"data/s3rec-sequential/{name}.gz"
    target = folder / name
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


def run(words: list[str], seconds: int = 3_600) -> dict:
    done = subprocess.run(words, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"{words[0]} ended with {done.returncode}")
    return json.loads(done.stdout)


# ALS' settings are those that did best on the training parts, each user's last item left out.
ALS = {"MovieLens-100K": ["--factors", "32", "--alpha", "1"], "Beauty": ["--factors", "128", "--alpha", "10"]}


def compare(report: Report, title: str, events: pathlib.Path) -> None:
    """Ours and the peers', which all see the same rows."""
    report.commands.append(f"magpie evaluate recommend --events {events.name}")
    ours = run([str(binary()), "evaluate", "recommend", "--events", str(events)])
    peers = run([sys.executable, str(ROOT / "Benchmarks/recommend_peer.py"), str(events), *ALS[title]])
    if "implicit ALS" not in peers:
        report.skip(f"{title}: implicit", "the package could not be imported")
    report.detail[title] = {"ours": ours, "peers": peers}
    for field in ("hr10", "ndcg10", "hr10Full", "ndcg10Full"):
        best = max(peers, key=lambda peer: peers[peer][field])
        report.add(f"{title}: {field}", ours[field], "", "≥ every peer", best, peers[best][field])
        report.add(f"{title}: {field} without the network", ours["withoutNetwork"][field], "")
    report.add(f"{title}: training", ours["trainSeconds"], "s", "minutes", "EASE", peers["EASE"]["trainSeconds"])


def attributes(report: Report, events: pathlib.Path, items: pathlib.Path) -> None:
    """What items are: beside it all, for items kept from learning, and for users of whom little is known."""
    words = ["evaluate", "recommend", "--events", events.name, "--items", items.name]
    for title, more in {
        "with attributes": [],
        "a tenth of the items cold": ["--cold", "0.1", "--no-network"],
        "strangers": ["--shown", "0", "--no-network"],
        "one item known": ["--shown", "1"],
    }.items():
        report.commands.append(" ".join(["magpie", *words, *more]))
        ours = run([str(binary()), *[str(events.parent / word) if word in (events.name, items.name) else word
                                     for word in words], *more])
        report.detail[f"Beauty, {title}"] = ours
        for view in ("content", "popularity"):
            report.add(f"Beauty, {title}: hr10, {view} alone", ours["parts"][view]["hr10"], "")
        report.add(f"Beauty, {title}: hr10", ours["hr10"], "", "> 0.1, which is chance")
        report.add(f"Beauty, {title}: ndcg10Full", ours["ndcg10Full"], "")


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    report = Report("recommend")
    report.commands.append("Benchmarks/recommend.py")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for title, fetch in {"MovieLens-100K": movielens, "Beauty": beauty}.items():
            try:
                compare(report, title, fetch(folder))
            except FileNotFoundError:
                report.skip(title, "it could not be fetched, or MAGPIE_DATA names no folder that has it")
        try:
            attributes(report, beauty(folder), beauty(folder, "Beauty_item2attributes.json"))
        except FileNotFoundError:
            report.skip("Beauty's attributes", "MAGPIE_DATA names no folder that has them")
        ours = run([str(binary()), "evaluate", "recommend", "--events", str(large(folder))])
        report.detail["100,000 items"] = ours
        report.add("100,000 items: ten best", ours["microsecondsPerUser"] / 1e3, "ms", "≤ 10")
        report.add("100,000 items: training", ours["trainSeconds"], "s", "bounded")
    report.print()


if __name__ == "__main__":
    main()
