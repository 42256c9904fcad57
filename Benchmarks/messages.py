"""Durable messages a second through the whole road, beside SQLite alone writing the same rows.

Visitors write over sockets, one unacknowledged message each, in conversations that agents have taken and follow.
"""

from __future__ import annotations

import argparse
import pathlib
import sqlite3
import time

from bench import machine
from bench.crowd import Crowd, load, requests
from bench.report import Report

PEER_MESSAGES_MAX = 30_000
TABLES = ("conversation", "message", "fact_partition", "fact", "feed_end", "feed")


def rows(database: pathlib.Path, limit: int) -> tuple[list[str], dict[str, list[tuple]]]:
    """The tables' definitions, and what the last messages of visitors left in each, oldest first."""
    source = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    marks = ",".join("?" * len(TABLES))
    definitions = [sql for (sql,) in source.execute(
        f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL ORDER BY type DESC", TABLES)]
    found = {
        "message": source.execute(
            "SELECT * FROM message WHERE author_kind = 'customer' ORDER BY rowid DESC LIMIT ?", (limit,)),
        "fact": source.execute(
            "SELECT * FROM fact WHERE kind = 'message.accepted' ORDER BY rowid DESC LIMIT ?", (limit,)),
        "feed": source.execute("SELECT * FROM feed WHERE kind = 'message' ORDER BY rowid DESC LIMIT ?", (limit,)),
        "conversation": source.execute("SELECT * FROM conversation"),
        "fact_partition": source.execute("SELECT * FROM fact_partition"),
        "feed_end": source.execute("SELECT * FROM feed_end"),
    }
    found = {table: list(reversed(cursor.fetchall())) for table, cursor in found.items()}
    source.close()
    return definitions, found


def bare(folder: pathlib.Path, definitions: list[str], found: dict[str, list[tuple]], batch: int) -> dict:
    """Python's sqlite3 writes them with the same durability and as many messages in a transaction."""
    target = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -16000"):
        target.execute(f"PRAGMA {pragma}")
    target.execute("BEGIN")
    for sql in definitions:
        target.execute(sql)
    inserts = {table: f"INSERT INTO {table} VALUES ({','.join('?' * len(some[0]))})" for table, some in found.items()}
    for table in ("conversation", "fact_partition", "feed_end"):
        target.executemany(inserts[table], found[table])
    target.execute("COMMIT")
    count = min(len(found[table]) for table in ("message", "fact", "feed"))
    cpu, begin = time.process_time(), time.monotonic()
    for start in range(0, count, batch):
        some = {table: found[table][start:min(start + batch, count)] for table in ("message", "fact", "feed")}
        target.execute("BEGIN IMMEDIATE")
        target.executemany(
            "UPDATE conversation SET last_seq = last_seq + 1, last_text = ?, last_author = ?, last_at = ? WHERE id = ?",
            [(row[9][:120], row[5], row[10], row[0]) for row in some["message"]])
        target.executemany(inserts["message"], some["message"])
        target.executemany(
            "UPDATE fact_partition SET next = next + 1 WHERE partition = ?", [(row[0],) for row in some["fact"]])
        target.executemany(inserts["fact"], some["fact"])
        target.executemany(
            "UPDATE feed_end SET last = last + 1 WHERE audience = ?", [(row[0],) for row in some["feed"]])
        target.executemany(inserts["feed"], some["feed"])
        target.execute("COMMIT")
    seconds = time.monotonic() - begin
    target.close()
    return {"messages": count, "batch": batch, "seconds": seconds, "perSecond": count / seconds,
            "cpuSeconds": time.process_time() - cpu}


def measure(report: Report, visitors: int, seconds: float) -> None:
    with Crowd() as crowd:
        crowd.visit(visitors)
        crowd.staff()
        commits, facts = machine.transactions(crowd.database), crowd.facts()
        ours = load(report, crowd.plan(requests()), "messages", "--warm-up", 2, "--seconds", seconds)
        commits = (machine.transactions(crowd.database) - commits) % 2**32
        during = crowd.facts() - facts
        drained = crowd.quiet()
        syncs = machine.syncs(crowd.folder, 2)
        crowd.server.stop()
        batch = max(1, round(ours["sentInAll"] / max(1, commits)))
        peer = bare(crowd.folder, *rows(crowd.database, min(ours["acknowledged"], PEER_MESSAGES_MAX)), batch)
    report.detail |= {
        "load": ours, "commits": commits, "messagesPerCommit": ours["sentInAll"] / max(1, commits),
        "factsDuringLoad": during, "reactionsBehindSeconds": drained, "bare": peer,
        "syncMilliseconds": {"p50": machine.percentile(syncs, 0.5), "p99": machine.percentile(syncs, 0.99)}}
    report.add(
        "durable messages, visitor to acknowledgement", ours["messagesPerSecond"], "per second", "≥ 2000",
        f"bare SQLite, {batch} a commit", peer["perSecond"])
    report.add("acknowledgement under that load, p99", ours["ackMilliseconds"]["p99"], "ms")
    report.add("server CPU for a message", ours["serverCPUSeconds"] / max(1, ours["acknowledged"]) * 1e6, "µs", "",
               "bare SQLite", peer["cpuSeconds"] / peer["messages"] * 1e6)
    report.add("load's CPU for a message", ours["loadCPUSeconds"] / max(1, ours["acknowledged"]) * 1e6, "µs")
    report.add("reactions done after the last message", drained, "s")
    lost = ours["neverAcknowledged"] + ours["neverInFeed"] + ours["refused"]
    report.add("messages lost or refused", lost, "", "0")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    report = Report("messages")
    report.commands.append(f"Benchmarks/messages.py --visitors {options.visitors} --seconds {options.seconds:g}")
    measure(report, options.visitors, options.seconds)
    report.print()


if __name__ == "__main__":
    main()
