"""Frames answered for each second of the server's CPU, and memory for each page that is open and silent.

The peer is Debian's node-ws with an echo server of a few lines. Ours reads JSON, knows who is there and follows a
conversation on each page; the peer does none of that.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pathlib
import shutil
import subprocess
import time

from bench import machine
from bench.crowd import Crowd, folder, load, write_plan
from bench.report import Report
from road.server import ROOT

PEER = "node-ws"
# Files that the server and the load need beside the sockets.
OTHER_FILES = 200


class Peer:
    """`node echo_peer.js` on a free port."""

    def __init__(self) -> None:
        self.folder = folder()
        self.process: subprocess.Popen[str] | None = None

    @staticmethod
    def missing() -> str:
        """Why it cannot run; empty when it can."""
        if not shutil.which("node"):
            return "there is no node on this machine (apt-get install nodejs node-ws)"
        if not any(pathlib.Path(path, "ws").is_dir() for path in node_path().split(":")):
            return "there is no node-ws on this machine (apt-get install node-ws)"
        return ""

    def __enter__(self) -> pathlib.Path:
        self.process = subprocess.Popen(
            ["node", str(ROOT / "Benchmarks/echo_peer.js"), "0"], stdout=subprocess.PIPE, text=True,
            env=os.environ | {"NODE_PATH": node_path()})
        port = int(self.process.stdout.readline().rstrip("/\n").rpartition(":")[2])
        return write_plan(self.folder, port, "/socket", self.process.pid)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def node_path() -> str:
    return os.environ.get("NODE_PATH", "/usr/share/nodejs:/usr/lib/nodejs")


def measure(report: Report, seconds: float, steps: list[int]) -> None:
    echo = ["echo", "--connections", 50, "--depth", 8, "--seconds", f"{seconds:g}"]
    idle = ["idle"] + [word for step in steps for word in ("--steps", step)]
    with Crowd() as crowd:
        crowd.visit(100)
        crowd.quiet()
        plan = crowd.plan(agents=False)
        time.sleep(1)
        ours_idle = load(report, plan, *idle)
    # A fresh server: the memory of pages that were open does not count for those that come.
    with Crowd() as crowd:
        crowd.visit(50, talking=False)
        ours_echo = load(report, crowd.plan(agents=False), *echo)
    report.detail |= {"echo": ours_echo, "idle": ours_idle}
    peer_echo, peer_idle = None, None
    if why := Peer.missing():
        report.skip(PEER, why)
    else:
        with Peer() as plan:
            peer_idle = load(report, plan, *idle)
        with Peer() as plan:
            peer_echo = load(report, plan, *echo)
        report.detail |= {"peerEcho": peer_echo, "peerIdle": peer_idle}
    told(report, ours_echo, ours_idle, peer_echo, peer_idle)


def told(report: Report, echo: dict, idle: dict, peer_echo: dict | None, peer_idle: dict | None) -> None:
    peer = PEER if peer_echo else ""

    def of(some: dict | None, name: str) -> float | None:
        return some[name] if some else None

    report.add("ping answered by pong", echo["answersPerServerCPUSecond"], "per server CPU-second", "≥ the peer's",
               peer, of(peer_echo, "answersPerServerCPUSecond"))
    report.add("the same, by the clock", echo["answersPerSecond"], "per second", "", peer,
               of(peer_echo, "answersPerSecond"))
    for number, step in enumerate(idle["steps"]):
        other = peer_idle["steps"][number] if peer_idle else None
        report.add(f"memory for an idle page, of {step['connections']}", step["bytesPerConnection"] / 1000, "kB",
                   "", peer, other and other["bytesPerConnection"] / 1000)
        report.add(f"pages opened, up to {step['connections']}", step["openedPerSecond"], "per second", "", peer,
                   of(other, "openedPerSecond"))
    report.add("idle pages lost", idle["lost"], "", "0")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    report = Report("sockets")
    report.commands.append(f"Benchmarks/sockets.py --seconds {options.seconds:g}")
    files = machine.more_files()
    steps = [step for step in (2000, 5000) if step + OTHER_FILES <= files] or [max(100, files // 2)]
    if steps[-1] < 5000:
        report.skip("5000 idle pages", f"this machine lets a process open {files} files")
    measure(report, options.seconds, steps)
    report.print()


if __name__ == "__main__":
    main()
