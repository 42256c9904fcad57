"""The peers for emotion in Chinese texts: TF-IDF character n-grams with LinearSVC, and fastText where it is installed.

    python3 emotion_peer.py train.tsv test.tsv

Prints one JSON object: for each peer the metric names of `magpie evaluate emotion`. Needs scikit-learn; one thread.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from intent_peer import read_tsv, wilson

Row = tuple[str, str]


def svm(train: list[Row]) -> Callable[[str], str]:
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True), LinearSVC(C=1.0, random_state=0))
    model.fit([text for text, _ in train], [label for _, label in train])
    return lambda text: str(model.predict([text])[0])


def fasttext_line(text: str) -> str:
    """Characters as words: its n-grams of words are then n-grams of characters."""
    return " ".join(text.replace(" ", ""))


def fasttext(train: list[Row]) -> Callable[[str], str]:
    import fasttext as library

    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(f"__label__{label} {fasttext_line(text)}\n" for text, label in train)
        file.flush()
        model = library.train_supervised(
            file.name, epoch=15, lr=0.5, wordNgrams=3, minn=0, maxn=0, dim=50, thread=1, seed=1, verbose=0)
    # `model.predict` of this release does not work with NumPy 2; below it is the same call without NumPy.
    return lambda text: model.f.predict(fasttext_line(text) + "\n", 1, 0.0, "strict")[0][1].removeprefix("__label__")


def evaluate(learn: Callable[[list[Row]], Callable[[str], str]], train: list[Row], test: list[Row]) -> dict:
    started = time.perf_counter()
    ask = learn(train)
    trained = time.perf_counter()
    answers = [ask(text) for text, _ in test]
    finished = time.perf_counter()
    truth = [label for _, label in test]
    correct = sum(answer == label for answer, label in zip(answers, truth))
    return {
        "accuracy": correct / len(test),
        "accuracyInterval95": wilson(correct, len(test)),
        "macroF1": f1_score(truth, answers, average="macro"),
        "rows": len(test),
        "trainRows": len(train),
        "trainSeconds": trained - started,
        "microsecondsPerText": (finished - trained) / len(test) * 1e6,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", help="lines of label, tab, text")
    parser.add_argument("test", help="lines of label, tab, text")
    options = parser.parse_args()
    train, test = read_tsv(options.train), read_tsv(options.test)
    figures = {"scikit-learn LinearSVC": evaluate(svm, train, test)}
    try:
        figures["fastText"] = evaluate(fasttext, train, test)
    except ImportError:
        print("fastText is not installed: left out", file=sys.stderr)
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
