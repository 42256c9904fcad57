"""The peer for intent recognition: scikit-learn's TF-IDF n-grams with LinearSVC.

    python3 intent_peer.py clinc150 data_full.json[.gz]
    python3 intent_peer.py tsv train.tsv[.gz] test.tsv[.gz] --script han

Prints one JSON object with the metric names of `magpie evaluate intent`. Needs scikit-learn; one thread.
"""

import argparse
import gzip
import json
import math
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.svm import LinearSVC


def read_text(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return file.read()


def read_tsv(path):
    """Rows of label TAB text; only the first tab separates."""
    rows = []
    for line in read_text(path).split("\n"):
        line = line.rstrip("\r")
        if line.strip():
            label, text = line.split("\t", 1)
            rows.append((text, label))
    return rows


def read_clinc150(path):
    """The training rows, the in-scope test rows and the out-of-scope test rows."""
    sets = json.loads(read_text(path))
    return [[tuple(row) for row in sets[name]] for name in ("train", "test", "oos_test")]


def features(script):
    if script == "han":
        return TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    return FeatureUnion([
        ("words", TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True)),
        ("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)),
    ])


def wilson(correct, rows, z=1.959964):
    """The 95 % interval of a share."""
    share, spread = correct / rows, z * z / rows
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / rows + spread / (4 * rows)) / (1 + spread)
    return [middle - half, middle + half]


def evaluate(train, test, script):
    model = make_pipeline(features(script), LinearSVC(C=1.0, random_state=0))
    started = time.perf_counter()
    model.fit([text for text, _ in train], [label for _, label in train])
    trained = time.perf_counter()
    answers = [model.predict([text])[0] for text, _ in test]
    finished = time.perf_counter()
    truth = [label for _, label in test]
    correct = sum(answer == label for answer, label in zip(answers, truth))
    return {
        "peer": "scikit-learn TfidfVectorizer + LinearSVC(C=1)",
        "accuracy": correct / len(test),
        "accuracyInterval95": wilson(correct, len(test)),
        "macroF1": f1_score(truth, answers, average="macro"),
        "rows": len(test),
        "trainRows": len(train),
        "trainSeconds": trained - started,
        "microsecondsPerText": (finished - trained) / len(test) * 1e6,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("format", choices=["clinc150", "tsv"])
    parser.add_argument("train", help="CLINC150's data_full.json, or the training TSV; .gz is read too")
    parser.add_argument("test", nargs="?", help="the test TSV (format tsv only)")
    parser.add_argument("--script", choices=["latin", "han"], default="latin")
    options = parser.parse_args()
    if options.format == "clinc150":
        train, test, _ = read_clinc150(options.train)
    elif options.test is None:
        parser.error("format tsv needs a training file and a test file")
    else:
        train, test = read_tsv(options.train), read_tsv(options.test)
    print(json.dumps(evaluate(train, test, options.script), ensure_ascii=False))


if __name__ == "__main__":
    main()
