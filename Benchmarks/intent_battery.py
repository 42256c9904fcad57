"""A battery of intent tasks for choosing how to train, each beside scikit-learn's LinearSVC on the same rows.

Prints one JSON line a task: the mean over seeds of both accuracies, of their difference and its standard error. Only
training and development parts are read, so that what is chosen here says nothing yet about a test part. Needs
MAGPIE_DATA, and scikit-learn. `--write FOLDER` keeps the rows and asks nobody.
"""

from __future__ import annotations

import argparse
import collections
import csv
import gzip
import io
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import intent_peer

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = pathlib.Path(os.environ.get("MAGPIE_BINARY", ROOT / ".build/release/magpie"))
DATA = pathlib.Path(os.environ.get("MAGPIE_DATA", "/nowhere")) / "data"
TEST_MAX = 2_000
Rows = list[tuple[str, str]]
"""Label and text."""


def packed_json(path: pathlib.Path) -> object:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def clinc(domain: str | None = None) -> tuple[Rows, Rows]:
    """CLINC150's training and development rows, of all fifteen domains or one."""
    sets = packed_json(DATA / "clinc150/data_full.json.gz")
    wanted = json.loads((DATA / "clinc150/domains.json").read_text())[domain] if domain else None
    wanted = wanted and {name.replace(" ", "_") for name in wanted} | set(wanted)
    return tuple([(label, text) for text, label in sets[part] if wanted is None or label in wanted]
                 for part in ("train", "val"))


def banking(domain: str, joined: bool) -> Rows:
    """NLU++ with one label a request: all its intents joined, or the rarest of them."""
    rows = []
    with tarfile.open(DATA / "nlupp/nlupp.tar.gz") as packed:
        for fold in range(20):
            rows += json.load(packed.extractfile(f"./nlupp/data/{domain}/fold{fold}.json"))
    counts = collections.Counter(intent for row in rows for intent in row.get("intents", []))
    return [("+".join(sorted(row["intents"])) if joined else min(row["intents"], key=lambda one: (counts[one], one)),
             row["text"]) for row in rows if row.get("intents")]


def topics(language: str) -> Rows:
    """ChatterBot's corpus: every line said, and the topic it is filed under."""
    rows = []
    with tarfile.open(DATA / "chatterbot-corpus/chatterbot_corpus.tar.gz") as packed:
        for name in sorted(one for one in packed.getnames() if f"/{language}/" in one and one.endswith(".yml")):
            lines = packed.extractfile(name).read().decode("utf-8").splitlines()
            said = [re.sub(r"^(- )?- ", "", line.strip()).strip("'\" ") for line in lines if re.match(r" *-", line)]
            rows += [(pathlib.PurePath(name).stem, text) for text in said[1:] if text]
    return rows


def reviews() -> Rows:
    """online-shopping-10cats: what kind of goods a review is about."""
    with zipfile.ZipFile(DATA / "online-shopping-10cats/online_shopping_10_cats.zip") as packed:
        name = next(one for one in packed.namelist() if one.endswith(".csv"))
        return [(row["cat"], row["review"]) for row in csv.DictReader(
            io.StringIO(packed.read(name).decode("utf-8-sig")))]


def lines(path: pathlib.Path) -> Rows:
    return [(label, text) for text, label in intent_peer.read_tsv(str(path))]


def tasks() -> dict[str, tuple]:
    """Of each task its rows (or rows and others to be asked), script, and training rows a label (None: four fifths)."""
    everything = clinc()
    found = {f"clinc150, {count} a label": (everything, "latin", count) for count in (5, 10, 20, 50)}
    for domain, count in (("banking", 10), ("credit_cards", 100), ("travel", 20), ("small_talk", 50)):
        found[f"clinc150 {domain}, {count} a label"] = (clinc(domain), "latin", count)
    for domain in ("banking", "hotels"):
        found[f"nlu++ {domain}, joined"] = (banking(domain, True), "latin", None)
        found[f"nlu++ {domain}, rarest"] = (banking(domain, False), "latin", None)
    found["nlu++ banking, rarest, 10 a label"] = (banking("banking", False), "latin", 10)
    smp = lines(DATA / "smp-ecdt/smp2017_train.tsv.gz")
    found |= {f"smp-ecdt, {count or 'all'} a label": (smp, "han", count) for count in (5, 20, None)}
    found |= {f"chatterbot {name}": (topics(name), script, None)
              for name, script in (("english", "latin"), ("chinese", "han"))}
    own = lines(ROOT / "Demo/intents/train.tsv")
    found |= {f"demo, {count or 'all'} a label": (own, "han", count) for count in (5, 20, None)}
    goods = reviews()
    return found | {f"reviews by goods, {count} a label": (goods, "han", count) for count in (5, 50, 400)}


def split(rows: Rows | tuple[Rows, Rows], each: int | None, seed: int) -> tuple[Rows, Rows]:
    """Rows to learn and others to ask; labels of fewer than five rows are left out."""
    others = []
    if isinstance(rows, tuple):
        rows, others = rows
    chance = random.Random(seed)
    by_label = collections.defaultdict(dict)
    for label, text in rows:
        text = re.sub(r"\s+", " ", text).strip()
        if text:
            by_label[label][text] = None
    train, rest = [], []
    for label, texts in sorted(by_label.items()):
        texts = list(texts)
        chance.shuffle(texts)
        count = min(each or len(texts), len(texts) * 4 // 5) if not others else each
        if len(texts) >= 5:
            train += [(label, text) for text in texts[:count]]
            rest += [(label, text) for text in texts[count:]]
    test = list(others) or rest
    chance.shuffle(train)
    chance.shuffle(test)
    return train, test[:TEST_MAX]


def written(path: pathlib.Path, rows: Rows) -> pathlib.Path:
    path.write_text("".join(f"{label}\t{text}\n" for label, text in rows), encoding="utf-8")
    return path


def ask(train: pathlib.Path, test: pathlib.Path, quick: bool) -> dict:
    words = [str(BINARY), "evaluate", "intent", "--train", str(train), "--test", str(test)]
    done = subprocess.run(words + ["--quick"] * quick, capture_output=True, text=True, timeout=900, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"magpie evaluate intent ended with {done.returncode}")
    return json.loads(done.stdout)


def measure(name: str, task: tuple, options: argparse.Namespace, folder: pathlib.Path) -> dict:
    rows, script, each = task
    ours, theirs = [], []
    for seed in range(options.seeds):
        train, test = split(rows, each, seed)
        stem = re.sub(r"[^a-z0-9]+", "-", name.replace("+", "p"))
        files = (written(folder / f"{stem}.{seed}.train.tsv", train), written(folder / f"{stem}.{seed}.test.tsv", test))
        if options.write:
            continue
        ours.append(ask(*files, options.quick))
        theirs.append(intent_peer.evaluate([row[::-1] for row in train], [row[::-1] for row in test], script))
    if options.write:
        return {"task": name, "script": script}
    gains = [mine["accuracy"] - peer["accuracy"] for mine, peer in zip(ours, theirs)]
    mean = statistics.mean
    return {
        "task": name, "labels": len({label for label, _ in train}), "trainRows": len(train), "rows": len(test),
        "seeds": options.seeds, "accuracy": mean(one["accuracy"] for one in ours),
        "peerAccuracy": mean(one["accuracy"] for one in theirs), "difference": mean(gains),
        "standardError": statistics.stdev(gains) / len(gains) ** 0.5 if len(gains) > 1 else None,
        "expectedCalibrationError": mean(one["expectedCalibrationError"] for one in ours),
        "trainSeconds": mean(one["trainSeconds"] for one in ours),
        "microsecondsPerText": mean(one["microsecondsPerText"] for one in ours),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default="", help="tasks whose name holds this")
    parser.add_argument("--quick", action="store_true", help="one linear model only")
    parser.add_argument("--write", type=pathlib.Path, help="keep the rows in this folder and measure nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.write or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, task in tasks().items():
            if options.only in name:
                print(json.dumps(measure(name, task, options, folder), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
