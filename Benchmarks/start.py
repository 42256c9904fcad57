"""How soon the server answers, also after a power cut; what it takes in memory and on disk."""

from __future__ import annotations

import argparse
import http.client
import random
import statistics
import threading
import time

import httpx

from bench import machine
from bench.crowd import Crowd
from bench.report import Report
from road.people import Colleague
from road.server import Server, binary

STARTS = 5
USED_PATHS = ("/api/v1/session", "/api/v1/conversations", "/api/v1/board", "/api/v1/agents", "/app/inbox")


def ask(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def started(server: Server, path: str) -> float:
    """Starts it; seconds from the call of the system to the first 200."""
    begin, found = time.monotonic(), []

    def look() -> None:
        while time.monotonic() - begin < 60:
            if ask(server.port, path):
                found.append(time.monotonic() - begin)
                return
            time.sleep(0.002)

    looking = threading.Thread(target=look)
    looking.start()
    server.start()
    looking.join()
    assert found, "it never answered"
    return found[0]


def use(server: Server, seconds: float) -> int:
    """A colleague looks around while simulated visitors write; how many answers there were."""
    accounts = server.accounts()
    login = next(name for name, account in accounts.items() if account["role"] == "supervisor")
    colleague = Colleague.sign_in(server.origin, login, accounts[login]["password"])
    end, answers = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        for path in USED_PATHS:
            answers += colleague.get(path).status_code == 200
        items = colleague.get("/api/v1/conversations").json().get("items", [])
        for item in random.sample(items, min(3, len(items))):
            for part in ("messages", "panel"):
                answers += colleague.get(f"/api/v1/conversations/{item['id']}/{part}").status_code == 200
        time.sleep(0.2)
    colleague.close()
    return answers


def cut(server: Server) -> float:
    """Kills it while visitors write, starts it again; seconds to the first answer that needs the database."""
    with httpx.Client(base_url=server.origin, timeout=5) as client:
        for _ in range(20):
            opened = client.post("/api/v1/visitor/session", json={"channel": "demo-web"}).json()
            client.post("/api/v1/visitor/messages", json={"id": f"cut-{random.random()}", "text": "我要买保险"},
                        headers={"Authorization": f"Bearer {opened['token']}"})
    server.kill9()
    return started(server, "/readyz")


def measure(report: Report, seconds: float) -> None:
    with Crowd("--visitors-per-minute", "120", demo_days=30) as crowd:
        server = crowd.server
        seeded = server.start_seconds[0]
        time.sleep(1)
        before = machine.resident_bytes(server.pid)
        answers = use(server, seconds)
        used = machine.resident_bytes(server.pid)
        cuts = [cut(server) for _ in range(STARTS)]
        starts = []
        for _ in range(STARTS):
            server.stop()
            starts.append(started(server, "/healthz"))
        database = crowd.database.stat().st_size
    size = binary().stat().st_size
    report.detail |= {"starts": starts, "afterKill": cuts, "answersWhileUsed": answers, "residentBefore": before}
    report.add("start to the first 200 of /healthz, demo data there", statistics.median(starts), "s", "≤ 1")
    report.add("start after kill -9 to the first 200 of /readyz", statistics.median(cuts), "s", "≤ 1")
    report.add("first start, seeding 30 days of demo", seeded, "s")
    report.add("memory one second after that start", machine.megabytes(before), "MB")
    report.add(f"memory after {seconds:g} s of use", machine.megabytes(used), "MB", "≤ 150")
    report.add("database of the demo", machine.megabytes(database), "MB")
    report.add("binary", machine.megabytes(size), "MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    report = Report("start")
    report.commands.append(f"Benchmarks/start.py --seconds {options.seconds:g}")
    measure(report, options.seconds)
    report.print()


if __name__ == "__main__":
    main()
