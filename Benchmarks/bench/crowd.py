"""A server with visitors in assigned conversations and colleagues who are signed in, for the load to play."""

from __future__ import annotations

import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import uuid

import httpx

from road.people import Colleague
from road.server import ROOT, Server

from .report import Report

CAPACITY_MAX = 100
CHANNEL = "demo-web"


def folder() -> pathlib.Path:
    """Where the data of a run may lie: a real disk, not a memory file system."""
    base = os.environ.get("MAGPIE_BENCH_FOLDER", str(ROOT / ".build"))
    return pathlib.Path(tempfile.mkdtemp(prefix="bench.", dir=base))


class Crowd:
    """`with Crowd(…) as crowd:` a server of one's own, gone afterwards."""

    def __init__(self, *flags: str, demo_days: int = 1):
        self.folder = folder()
        # Behind a proxy every visitor has an address; without this all would share one visitor's limit.
        self.server = Server(
            self.folder / "data", "--trusted-proxy", "127.0.0.0/8", *flags, demo_days=demo_days)
        self.visitors: list[dict] = []
        self.agents: list[Colleague] = []

    def __enter__(self) -> Crowd:
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        for agent in self.agents:
            agent.close()
        self.server.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def database(self) -> pathlib.Path:
        return self.server.data / "magpie.sqlite"

    def visit(self, count: int, talking: bool = True) -> None:
        """New visitors; talking ones have said hello."""
        with httpx.Client(base_url=self.server.origin, timeout=40) as client:
            for number in range(count):
                address = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"}
                opened = client.post("/api/v1/visitor/session", json={"channel": CHANNEL}, headers=address)
                opened.raise_for_status()
                visitor = {"token": opened.json()["token"], "conversation": None, "after": 0}
                if talking:
                    said = client.post(
                        "/api/v1/visitor/messages", json={"id": str(uuid.uuid4()), "text": "你好"},
                        headers=address | {"Authorization": f"Bearer {visitor['token']}"})
                    said.raise_for_status()
                    visitor["conversation"] = said.json()["message"]["conversation"]
                self.visitors.append(visitor)

    def staff(self) -> None:
        """Every agent of the demo signs in, comes online and takes an equal share of the conversations."""
        accounts = self.server.accounts().values()
        for role in ("administrator", "agent"):
            for account in accounts:
                if account["role"] == role:
                    self.agents.append(
                        Colleague.sign_in(self.server.origin, account["login"], account["password"]))
        # The administrator only lifts the limits of those who answer.
        administrator = self.agents.pop(0)
        for agent in self.agents:
            changed = administrator.patch(f"/api/v1/agents/{agent.id}", json={"capacity": CAPACITY_MAX})
            assert changed.status_code == 200, changed.text
            assert agent.put("/api/v1/me/presence", json={"state": "online"}).status_code == 200
        administrator.close()
        self.quiet()
        for number, visitor in enumerate(self.visitors):
            self.agents[number % len(self.agents)].take(visitor["conversation"])
        self.quiet()

    def facts(self) -> int:
        return self.server.rows("SELECT SUM(next) FROM fact_partition")[0][0]

    def quiet(self, seconds_max: float = 60) -> float:
        """Waits until the reactions have nothing more to do; returns the seconds until the last thing happened."""
        begin = last = time.monotonic()
        before = self.facts()
        while time.monotonic() - last < 1 and time.monotonic() - begin < seconds_max:
            time.sleep(0.1)
            if (now := self.facts()) != before:
                before, last = now, time.monotonic()
        return last - begin

    def plan(self, texts: list[str] | None = None, agents: bool = True) -> pathlib.Path:
        """The file that tells the load who comes."""
        return write_plan(
            self.folder, self.server.port, "/socket", self.server.pid, visitors=self.visitors, texts=texts or [],
            agents=[{"cookie": agent.cookie, "id": agent.id} for agent in self.agents] if agents else [])


def write_plan(folder: pathlib.Path, port: int, path: str, pid: int, **more: list) -> pathlib.Path:
    plan = {"host": "127.0.0.1", "port": port, "path": path, "pid": pid, "visitors": [], "agents": [], "texts": []}
    file = folder / "plan.json"
    file.write_text(json.dumps(plan | more))
    return file


def requests() -> list[str]:
    """What people really ask: the test part of the demo's intent corpus."""
    lines = (ROOT / "Demo/intents/test.tsv").read_text("utf-8").splitlines()
    return [text for line in lines if (text := line.partition("\t")[2].strip())]


def load(report: Report, plan: pathlib.Path, *arguments: object, seconds_max: float = 120) -> dict:
    """Runs the load beside the server; its own JSON."""
    binary = os.environ.get("MAGPIE_LOAD", str(ROOT / ".build/release/magpie-load"))
    words = [str(one) for one in arguments]
    report.commands.append(shlex.join(["magpie-load", *words, "--plan", "…"]))
    done = subprocess.run(
        [binary, *words, "--plan", str(plan)], capture_output=True, text=True, timeout=seconds_max, check=False)
    if done.stderr:
        print(done.stderr, file=sys.stderr, end="")
    if done.returncode not in (0, 2) or not done.stdout:
        raise SystemExit(f"magpie-load ended with {done.returncode}")
    if done.returncode == 2:
        print("magpie-load: not everything came through; see the figures", file=sys.stderr)
    return json.loads(done.stdout)
