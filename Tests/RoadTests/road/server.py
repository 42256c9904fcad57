"""A magpie process of one's own: started, killed, restarted on the same port and data, stopped."""

from __future__ import annotations

import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import time

import httpx

from .people import Colleague, Visitor

ROOT = pathlib.Path(__file__).resolve().parents[3]
START_SECONDS_MAX = 60


def binary() -> pathlib.Path:
    """The product under test; MAGPIE_BINARY names another build."""
    given = pathlib.Path(os.environ.get("MAGPIE_BINARY", ".build/debug/magpie"))
    return given if given.is_absolute() else ROOT / given


def run(*arguments: object, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """One magpie command from start to end."""
    return subprocess.run(
        [str(binary()), *map(str, arguments)], capture_output=True, text=True, timeout=timeout, check=False)


class Server:
    """`magpie serve --demo` on loopback."""

    without_demo = False

    def __init__(self, data: pathlib.Path, *flags: str, demo_days: int = 1):
        self.data = data
        self.flags = flags
        self.demo_days = demo_days
        self.port = 0
        self.shop_port = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.start_seconds: list[float] = []
        self._clients: list[httpx.Client] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def shop(self) -> str:
        return f"http://127.0.0.1:{self.shop_port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/socket"

    @property
    def pid(self) -> int:
        assert self.process, "the server is not running"
        return self.process.pid

    @property
    def log(self) -> str:
        """What it wrote on standard error, over all its starts."""
        path = self.data.parent / f"{self.data.name}.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    @property
    def rss_bytes(self) -> int:
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024

    def start(self) -> Server:
        assert self.process is None, "it is running already"
        begin = time.monotonic()
        printed = self.data.parent / f"{self.data.name}.out"
        demo = ["--demo", "--shop-port", str(self.shop_port), "--demo-days", str(self.demo_days),
                "--visitors-per-minute", "0"]
        command = [
            str(binary()), "serve", "--port", str(self.port), "--rate", "0", "--data", str(self.data),
            *([] if self.without_demo else demo), *self.flags]
        with printed.open("wb") as out, (self.data.parent / f"{self.data.name}.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=out, stderr=log, stdin=subprocess.DEVNULL)
        while not (ports := re.findall(r"http://127\.0\.0\.1:(\d+)/", printed.read_text("utf-8", "replace"))):
            code = self.process.poll()
            assert code is None, f"the server ended with {code}:\n{self.log[-2000:]}"
            assert time.monotonic() - begin < START_SECONDS_MAX, f"it does not start:\n{self.log[-2000:]}"
            time.sleep(0.02)
        self.port = int(ports[0])
        self.shop_port = int(ports[1]) if len(ports) > 1 else 0
        self.start_seconds.append(time.monotonic() - begin)
        return self

    def kill9(self) -> None:
        """As a power cut: nothing is flushed, nobody is told."""
        os.kill(self.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def stop(self, timeout: float = 15) -> int:
        """Asks it to stop and returns its exit code."""
        os.kill(self.pid, signal.SIGTERM)
        try:
            code = self.process.wait(timeout)
        finally:
            if self.process.poll() is None:
                self.kill9()
        self.process = None
        return code

    def restart(self) -> Server:
        """Starts it again on the same port and data; ends it first if it runs."""
        if self.process is not None:
            self.stop()
        return self.start()

    def end(self) -> None:
        """Whatever happened, nothing of it is left."""
        for client in self._clients:
            client.close()
        self._clients.clear()
        if self.process is not None:
            self.stop() if self.process.poll() is None else self.process.wait()

    def accounts(self) -> dict[str, dict]:
        """The demo's sign-ins by login."""
        return {one["login"]: one for one in json.loads((self.data / "demo-accounts.json").read_text())}

    def agent(self, login: str) -> Colleague:
        """Signs a colleague in: the session's cookie and X-CSRF-Token go with every request."""
        return self._kept(Colleague.sign_in(self.origin, login, self.accounts()[login]["password"]))

    def visitor(self, channel: str = "demo-web", **more: object) -> Visitor:
        """A new visitor of the site, or with `token=` one who comes back."""
        return self._kept(Visitor.arrive(self.origin, channel, **more))

    def stranger(self, **headers: str) -> httpx.Client:
        """Somebody without any right."""
        return self._kept(httpx.Client(base_url=self.origin, headers=headers, timeout=40))

    def _kept(self, client):
        self._clients.append(client)
        return client

    def rows(self, statement: str, *values: object) -> list[tuple]:
        """Reads the database's file, beside the server."""
        connection = sqlite3.connect(f"file:{self.data}/magpie.sqlite?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()
