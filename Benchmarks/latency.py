"""From a visitor's `send` to the agent's page, at a steady rate, beside the disk's own sync in the same minute."""

from __future__ import annotations

import argparse

from bench import machine
from bench.crowd import Crowd, load, requests
from bench.report import Report

SYNC_SECONDS = 3.0


def measure(report: Report, visitors: int, rate: float, seconds: float) -> None:
    with Crowd() as crowd:
        crowd.visit(visitors)
        crowd.staff()
        plan = crowd.plan(requests())
        syncs = machine.syncs(crowd.folder, SYNC_SECONDS)
        ours = load(report, plan, "messages", "--rate", f"{rate:g}", "--warm-up", 2, "--seconds", f"{seconds:g}")
        syncs += machine.syncs(crowd.folder, SYNC_SECONDS)
    p50, p99 = machine.percentile(syncs, 0.5), machine.percentile(syncs, 0.99)
    report.detail |= {"load": ours, "syncMilliseconds": {"p50": p50, "p99": p99, "count": len(syncs)}}
    aim = "≤ 50 where a sync takes ≤ 8"
    report.add("visitor to agent, p50", ours["feedMilliseconds"]["p50"], "ms", "", "one fdatasync, p50", p50)
    report.add("visitor to agent, p99", ours["feedMilliseconds"]["p99"], "ms", aim, "one fdatasync, p99", p99)
    report.add("visitor to acknowledgement, p50", ours["ackMilliseconds"]["p50"], "ms")
    report.add("visitor to acknowledgement, p99", ours["ackMilliseconds"]["p99"], "ms")
    report.add("messages a second at that", ours["messagesPerSecond"], "per second", f"= {rate:g}")
    report.add("server CPU at that", ours["serverCPUSeconds"] / ours["seconds"], "cores")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=15)
    options = parser.parse_args()
    report = Report("latency")
    report.commands.append(
        f"Benchmarks/latency.py --visitors {options.visitors} --rate {options.rate:g} --seconds {options.seconds:g}")
    measure(report, options.visitors, options.rate, options.seconds)
    report.print()


if __name__ == "__main__":
    main()
