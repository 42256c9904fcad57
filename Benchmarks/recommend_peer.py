"""The peers for recommendations: EASE and item-kNN in numpy, ALS and item-item cosines of the package implicit, on the
same split and the same protocol. Without implicit its two are left out.

    python3 recommend_peer.py events [--ridge 300] [--factors 64] [--alpha 10] [--seed 1]

The last item of each user is held back; it is ranked among all items the user had not met, and beside 99 drawn ones.
Prints one JSON object with the metric names of `magpie evaluate recommend`.
"""

import argparse
import json
import os
import time

import numpy as np
from scipy.sparse import csr_matrix


def read(path):
    events, order = {}, 0
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) > 1:
            time_of = float(fields[3]) if len(fields) > 3 else order
            events.setdefault(fields[0], []).append((time_of, order, fields[1]))
            order += 1
        else:
            user, *items = line.split()
            for item in items:
                events.setdefault(user, []).append((order, order, item))
                order += 1
    histories = {}
    for user, rows in events.items():
        seen, history = set(), []
        for _, _, item in sorted(rows, reverse=True):
            if item not in seen:
                seen.add(item)
                history.append(item)
        histories[user] = history[::-1]
    return histories


def judge(score, matrix, last, seed, batch=512):
    """Ranks of what was held back; `score` is given users from a first one on and their rows."""
    chance = np.random.default_rng(seed)
    hits = gains = full_hits = full_gains = users = 0
    count = matrix.shape[1]
    for start in range(0, matrix.shape[0], batch):
        rows = matrix[start:start + batch]
        scores = np.asarray(score(start, rows))
        for row in range(rows.shape[0]):
            target = last[start + row]
            if target is None:
                continue
            users += 1
            met = set(rows[row].indices)
            own = scores[row, target]
            mask = np.ones(count, bool)
            mask[list(met | {target})] = False
            others = scores[row][mask]
            full = (others > own).sum() + (others == own).sum() / 2
            drawn = chance.choice(others, min(99, len(others)), replace=False)
            rank = (drawn > own).sum() + (drawn == own).sum() / 2
            hits += rank < 10
            gains += 1 / np.log2(rank + 2) if rank < 10 else 0
            full_hits += full < 10
            full_gains += 1 / np.log2(full + 2) if full < 10 else 0
    return {"hr10": hits / users, "ndcg10": gains / users, "hr10Full": full_hits / users,
            "ndcg10Full": full_gains / users}


def ease(gram, ridge):
    inverse = np.linalg.inv(gram + ridge * np.eye(len(gram), dtype=np.float32))
    weights = -inverse / np.diag(inverse)[None, :]
    np.fill_diagonal(weights, 0)
    return lambda _, rows: rows @ weights


def item_knn(gram, most=200):
    lengths = np.sqrt(np.maximum(np.diag(gram), 1))
    cosine = gram / lengths[:, None] / lengths[None, :]
    cosine *= gram / (gram + 10)
    np.fill_diagonal(cosine, 0)
    keep = min(most, len(gram) - 1)
    floor = np.partition(cosine, -keep, axis=1)[:, -keep][:, None]
    cosine[cosine < floor] = 0
    return lambda _, rows: rows @ cosine


def als(matrix, factors, alpha, seed):
    from implicit.als import AlternatingLeastSquares

    model = AlternatingLeastSquares(factors=factors, regularization=5.0, alpha=alpha, random_state=seed)
    model.fit(matrix, show_progress=False)
    return lambda start, rows: model.user_factors[start:start + rows.shape[0]] @ model.item_factors.T


def item_item(matrix, most=200):
    from implicit.nearest_neighbours import CosineRecommender

    model = CosineRecommender(K=most)
    model.fit(matrix, show_progress=False)
    similar = model.similarity.tolil()
    similar.setdiag(0)
    similar = similar.tocsr()
    return lambda _, rows: (rows @ similar).toarray()


def split(path):
    """Who met what before the last time, and what came last."""
    histories = read(path)
    places = {item: at for at, item in enumerate(dict.fromkeys(i for h in histories.values() for i in h))}
    rest, last = [], []
    for history in histories.values():
        keep = history[:-1] if len(history) > 1 else history
        rest.append([places[item] for item in keep])
        last.append(places[history[-1]] if len(history) > 1 else None)
    rows = np.repeat(np.arange(len(rest)), [len(one) for one in rest])
    columns = np.concatenate([np.array(one, int) for one in rest])
    return csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(rest), len(places))), last


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events")
    parser.add_argument("--ridge", type=float, default=300)
    parser.add_argument("--factors", type=int, default=64, help="of ALS")
    parser.add_argument("--alpha", type=float, default=10, help="of ALS: how much surer what was met is")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    # The package warns of more than one thread of the linear algebra below its own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    matrix, last = split(arguments.events)

    def gram():
        return (matrix.T @ matrix).toarray().astype(np.float32)

    peers = {
        "EASE": lambda: ease(gram(), arguments.ridge),
        "item-kNN": lambda: item_knn(gram()),
        "implicit ALS": lambda: als(matrix, arguments.factors, arguments.alpha, arguments.seed),
        "implicit item-item": lambda: item_item(matrix),
    }
    found = {}
    for name, fit in peers.items():
        started = time.perf_counter()
        try:
            score = fit()
        except ImportError:
            continue
        trained = time.perf_counter() - started
        found[name] = judge(score, matrix, last, arguments.seed) | {"trainSeconds": trained}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
