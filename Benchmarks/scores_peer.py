"""The peers for scores: scikit-learn's logistic regression and histogram gradient boosting, five folds each.

    python3 scores_peer.py table.csv[.gz] LABEL [--exclude A,B]

Prints one JSON object with the metric names of `magpie evaluate lead|health`.
"""

import argparse
import csv
import gzip
import json
import time

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def read(path, label, excluded):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        head = file.readline()
        file.seek(0)
        rows = list(csv.DictReader(file, delimiter=";" if head.count(";") > head.count(",") else ","))
    names = [name for name in rows[0] if name != label and name not in excluded]
    truth = np.array([row[label].lower() in ("yes", "1", "true") for row in rows])
    columns, numeric, words = [], [], []
    for name in names:
        texts = [row[name] for row in rows]
        try:
            column = [float(text) if text.strip() else np.nan for text in texts]
            numeric.append(len(columns))
        except ValueError:
            if len(set(texts)) > len(texts) / 2:
                continue
            codes = {text: code for code, text in enumerate(sorted(set(texts)))}
            column = [codes[text] for text in texts]
            words.append(len(columns))
        columns.append(column)
    return np.array(columns).T, truth, numeric, words


def lift(chances, truth):
    top = np.argsort(-chances, kind="stable")[: max(1, len(truth) // 10)]
    return truth[top].mean() / truth.mean()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table")
    parser.add_argument("label")
    parser.add_argument("--exclude", default="")
    arguments = parser.parse_args()
    table, truth, numeric, words = read(arguments.table, arguments.label, arguments.exclude.split(","))
    filled = np.where(np.isnan(table), np.nanmedian(table, axis=0), table)
    folds = StratifiedKFold(5, shuffle=True, random_state=1)
    encoder = ColumnTransformer([("n", StandardScaler(), numeric), ("w", OneHotEncoder(handle_unknown="ignore"), words)])
    peers = {
        "LogisticRegression": (make_pipeline(encoder, LogisticRegression(max_iter=2000)), filled),
        "HistGradientBoosting": (
            HistGradientBoostingClassifier(categorical_features=words, random_state=1, early_stopping=True), table),
    }
    found = {}
    for name, (model, data) in peers.items():
        started = time.perf_counter()
        chances = cross_val_predict(model, data, truth, cv=folds, method="predict_proba")[:, 1]
        found[name] = {"auc": roc_auc_score(truth, chances), "topDecileLift": lift(chances, truth),
                       "brier": brier_score_loss(truth, chances), "trainSeconds": time.perf_counter() - started}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
