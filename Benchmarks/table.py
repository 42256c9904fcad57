"""Reads the benchmarks' JSON objects, one a line, and prints the table for people."""

from __future__ import annotations

import json
import sys
import unicodedata

COLUMNS = ("figure", "ours", "", "aim", "peer's", "peer")
RIGHT = {1, 4}


def number(value: float | None) -> str:
    if value is None:
        return ""
    if value == int(value) and abs(value) < 1000:
        return f"{value:g}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = []
    for index, (cell, room) in enumerate(zip(cells, widths)):
        blank = " " * (room - width(cell))
        padded.append(blank + cell if index in RIGHT else cell + blank)
    return "  ".join(padded).rstrip()


def main() -> None:
    reports = [json.loads(text) for text in sys.stdin if text.strip()]
    rows = {one["benchmark"]: [
        (figure["name"], number(figure["value"]), figure["unit"], figure["aim"], number(figure["peer_value"]),
         figure["peer"]) for figure in one["figures"]] for one in reports}
    everything = [COLUMNS, *(row for some in rows.values() for row in some)]
    widths = [max(width(row[index]) for row in everything) for index in range(len(COLUMNS))]
    print()
    print(line(COLUMNS, widths))
    for one in reports:
        machine = one["machine"]
        print(f"\n{one['benchmark']}  (load average {machine['loadBefore']:.1f} before, {machine['loadAfter']:.1f} "
              f"after; {machine['cores']} cores; {one['at']})")
        for row in rows[one["benchmark"]]:
            print(line(row, widths))
        for command in one["commands"]:
            print(f"    {command}")
        for skipped in one["skipped"]:
            print(f"    skipped {skipped}")
    print()


if __name__ == "__main__":
    main()
