"""Rules beside GoRules' zen-engine: the same rules, the same contexts, 200, 2,000 and 20,000 of them.

Every rule asks for a product, a level of customer and a range of ages, some also for a channel or a minimum amount;
the number of products grows with the rules, so a context always meets about as many. Both sides must give the same
rules for every context, otherwise the run fails. The peer's own conversion of JSON is timed apart and taken off.
"""

from __future__ import annotations

import argparse
import csv
import json
import pathlib
import random
import statistics
import subprocess
import tempfile
import time

from bench.report import Report
from road.server import binary

PEER = "zen-engine"
LEVELS = ["VIP", "GOLD", "SILVER", "NORMAL"]
CHANNELS = ["web", "app", "wechat", "phone", "mail"]


def make(count: int, seed: int) -> tuple[list[dict], list[dict]]:
    """Rules and contexts; a rule's cells are kept apart so that each side can write them its own way."""
    chance = random.Random(seed)
    products = [f"P{number}" for number in range(max(1, count // 60))]
    rules = []
    for number in range(count):
        low = chance.randrange(18, 70)
        rules.append({
            "id": f"R{number:06}", "priority": chance.randrange(10), "product": products[number % len(products)],
            "levels": sorted(chance.sample(LEVELS, chance.randrange(1, 3))),
            "low": low, "high": low + chance.randrange(5, 40),
            "channel": chance.choice(CHANNELS) if chance.random() < 0.3 else None,
            "amount": chance.randrange(1, 500) * 10 if chance.random() < 0.3 else None,
        })
    contexts = [{
        "product_type": chance.choice(products), "customer_level": chance.choice(LEVELS),
        "age": chance.randrange(16, 90), "channel": chance.choice(CHANNELS), "amount": chance.randrange(0, 6000),
        "region": chance.choice(["北京", "上海", "广州"]), "name": f"客户{number}",
    } for number in range(1000)]
    return rules, contexts


def condition(rule: dict) -> str:
    levels = ", ".join(f"'{level}'" for level in rule["levels"])
    parts = [f"product_type = '{rule['product']}'", f"customer_level IN ({levels})",
             f"age BETWEEN {rule['low']} AND {rule['high']}"]
    if rule["channel"]:
        parts.append(f"channel = '{rule['channel']}'")
    if rule["amount"] is not None:
        parts.append(f"amount >= {rule['amount']}")
    return " AND ".join(parts)


def decision(rules: list[dict]) -> dict:
    """The same rules as the peer's decision table that collects every hit."""
    columns = ["product_type", "customer_level", "age", "channel", "amount"]
    inputs = [{"id": f"i{at}", "name": name, "field": name, "type": "expression"} for at, name in enumerate(columns)]
    rows = []
    for rule in rules:
        rows.append({
            "_id": rule["id"], "i0": f'"{rule["product"]}"', "i1": ", ".join(f'"{level}"' for level in rule["levels"]),
            "i2": f"[{rule['low']}..{rule['high']}]", "i3": f'"{rule["channel"]}"' if rule["channel"] else "",
            "i4": f">= {rule['amount']}" if rule["amount"] is not None else "", "o0": f'"{rule["id"]}"',
        })
    content = {"hitPolicy": "collect", "inputs": inputs, "rules": rows,
               "outputs": [{"id": "o0", "name": "rule", "field": "rule", "type": "expression"}]}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {"id": "table", "type": "decisionTableNode", "name": "table", "position": {"x": 1, "y": 0},
             "content": content},
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [{"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
                  {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"}],
    }


def peer(rules: list[dict], contexts: list[dict], seconds: float) -> dict:
    """Answers and rate of the peer; an empty decision tells what its conversion of each context costs."""
    import zen

    engine = zen.ZenEngine()
    loading = time.perf_counter()
    table = engine.create_decision(json.dumps(decision(rules)))
    nothing = engine.create_decision(json.dumps(decision([])))
    loading = time.perf_counter() - loading

    def ask(decided, for_seconds: float) -> tuple[list, float]:
        answers, times, started = [], [], time.perf_counter()
        for context in contexts:
            before = time.perf_counter()
            result = decided.evaluate(context)["result"]
            times.append(time.perf_counter() - before)
            answers.append(result)
            if time.perf_counter() - started > for_seconds:
                break
        return answers, statistics.fmean(times)

    answers, each = ask(table, seconds)
    _, conversion = ask(nothing, 1.0)
    return {"answers": [sorted(hit["rule"] for hit in (result or [])) for result in answers],
            "microsecondsEach": each * 1e6, "conversionMicroseconds": conversion * 1e6,
            "evaluationsPerSecond": 1 / max(each - conversion, 1e-9), "loadSeconds": loading}


def ours(report: Report, rules: list[dict], contexts: list[dict], folder: pathlib.Path) -> dict:
    table, lines = folder / "rules.csv", folder / "contexts.jsonl"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["rule_id", "condition", "priority"])
        writer.writerows([rule["id"], condition(rule), rule["priority"]] for rule in rules)
    lines.write_text("".join(json.dumps(context, ensure_ascii=False) + "\n" for context in contexts), encoding="utf-8")
    words = [str(binary()), "evaluate", "rules", "--rules", str(table), "--contexts", str(lines), "--json"]
    report.commands.append("magpie evaluate rules --rules rules.csv --contexts contexts.jsonl --json")
    found = json.loads(subprocess.run(words, capture_output=True, check=True, timeout=120).stdout)
    if found["rejected"]:
        raise SystemExit(f"rejected: {found['rejected'][0]}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=pathlib.Path, help="only write the files of 2,000 rules into this folder")
    arguments = parser.parse_args()
    report = Report("rules")
    report.commands.append("Benchmarks/rules.py")
    rates = {}
    for count in (200, 2_000, 20_000):
        rules, contexts = make(count, seed=count)
        with tempfile.TemporaryDirectory() as folder:
            found = ours(report, rules, contexts, arguments.write or pathlib.Path(folder))
        hits = statistics.fmean(len(fired) for fired in found["fired"])
        rates[count] = found["evaluationsPerSecond"]
        try:
            other = peer(rules, contexts, 10.0)
        except ImportError:
            other = {}
            report.skip(PEER, "pip install zen-engine")
        for number, answer in enumerate(other.pop("answers", [])):
            if answer != sorted(found["fired"][number]):
                raise SystemExit(f"context {number}: {sorted(found['fired'][number])} and {PEER} {answer}")
        report.detail[f"{count} rules"] = {
            "ours": {name: found[name] for name in ("evaluationsPerSecond", "loadSeconds")}, "hits": hits,
            "peer": other}
        report.add(f"{count:,} rules: contexts", found["evaluationsPerSecond"], "/s",
                   "≥ 100 × the peer's" if count == 2_000 else "", PEER, other.get("evaluationsPerSecond"))
        report.add(f"{count:,} rules: load", found["loadSeconds"] * 1e3, "ms", "≤ 200" if count == 2_000 else "", PEER,
                   other["loadSeconds"] * 1e3 if other else None)
        report.add(f"{count:,} rules: hits of a context", hits, "", "≤ 10")
    report.add("20,000 rules take, beside 200", rates[200] / rates[20_000], "×", "≤ 1.5")
    report.print()


if __name__ == "__main__":
    main()
