"""One benchmark's outcome: figures with their aim and their peer, and how they were got."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
import platform
import sys


@dataclasses.dataclass
class Figure:
    """One number of ours, and what it is held against."""

    name: str
    value: float
    unit: str
    aim: str = ""
    peer: str = ""
    peer_value: float | None = None


class Report:
    """Collects figures, and prints them as one JSON object."""

    def __init__(self, benchmark: str):
        self.benchmark = benchmark
        self.figures: list[Figure] = []
        self.commands: list[str] = []
        self.detail: dict[str, object] = {}
        self.skipped: list[str] = []
        self._load = os.getloadavg()[0]

    def add(self, name: str, value: float, unit: str, aim: str = "", peer: str = "",
            peer_value: float | None = None) -> None:
        self.figures.append(Figure(name, value, unit, aim, peer, peer_value))

    def skip(self, what: str, why: str) -> None:
        self.skipped.append(f"{what}: {why}")
        print(f"skipped {what}: {why}", file=sys.stderr)

    def print(self) -> None:
        print(json.dumps({
            "benchmark": self.benchmark, "figures": [dataclasses.asdict(one) for one in self.figures],
            "commands": self.commands, "detail": self.detail, "skipped": self.skipped,
            "machine": {"cores": os.cpu_count(), "system": platform.platform(), "loadBefore": self._load,
                        "loadAfter": os.getloadavg()[0]},
            "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        }, ensure_ascii=False))
