"""What the system says: CPU time, memory, the disk's own sync, the database's transactions."""

from __future__ import annotations

import os
import pathlib
import re
import resource
import struct
import time


def resident_bytes(pid: int) -> int:
    return int(re.search(r"VmRSS:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) * 1024


def cpu_seconds(pid: int) -> float:
    """User and system (proc(5), `stat` fields 14 and 15)."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def more_files() -> int:
    """Raises the number of files that this process and its children may open; returns it."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def syncs(folder: pathlib.Path, seconds: float) -> list[float]:
    """Milliseconds of one 4 KiB write and fdatasync after the other, as a commit in WAL mode does at least."""
    path, page, found = folder / "sync.probe", os.urandom(4096), []
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        end = time.monotonic() + seconds
        while (begin := time.monotonic()) < end:
            os.write(file, page)
            os.fdatasync(file)
            found.append((time.monotonic() - begin) * 1000)
    finally:
        os.close(file)
        path.unlink()
    return found


def percentile(values: list[float], share: float) -> float:
    """Nearest rank."""
    ranked = sorted(values)
    return ranked[max(0, min(len(ranked) - 1, -(-int(share * 1000) * len(ranked) // 1000) - 1))]


def transactions(database: pathlib.Path) -> int:
    """Commits so far, modulo 2³²: `iChange` of the WAL index (sqlite.org/walformat.html, §2.1)."""
    with open(f"{database}-shm", "rb") as index:
        return struct.unpack_from("=I", index.read(48), 8)[0]


def megabytes(count: float) -> float:
    return count / 1e6
