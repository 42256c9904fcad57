"""A PostgreSQL server of the test's own, on a Unix socket, as an unprivileged user."""

from __future__ import annotations

import glob
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.parse


def tools() -> str | None:
    """The folder of initdb and postgres; Debian keeps them off the path."""
    found = shutil.which("initdb") or next(iter(sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))[::-1]), None)
    return str(pathlib.Path(found).parent) if found else None


class Postgres:
    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="magpie-pg-", dir="/tmp")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Postgres:
        programs = tools()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._as_postgres(f"{programs}/initdb", "-D", f"{self.folder}/data", "-U", "postgres", "-A", "trust",
                          "-E", "UTF8", "--locale=C.UTF-8").wait(60)
        self.process = self._as_postgres(
            f"{programs}/postgres", "-D", f"{self.folder}/data", "-k", self.folder, "-c", "listen_addresses=")
        deadline = time.monotonic() + 30
        while not pathlib.Path(f"{self.folder}/.s.PGSQL.5432").exists():
            assert time.monotonic() < deadline, "PostgreSQL does not start"
            time.sleep(0.05)
        time.sleep(0.3)
        return self

    @property
    def url(self) -> str:
        return f"postgres://postgres@{urllib.parse.quote(self.folder, safe='')}/postgres"

    def end(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _as_postgres(self, *command: str) -> subprocess.Popen[bytes]:
        # The server refuses to run as root.
        before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        return subprocess.Popen([*before, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/tmp")
