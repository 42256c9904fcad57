"""A seeded demo once a run, and a copy of it for each test that wants a server of its own."""

from __future__ import annotations

import pathlib
import shutil

import pytest

from road.server import Server, binary


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A demo company with one day of history; the server that made it is stopped."""
    assert binary().exists(), f"{binary()} is not built"
    data = tmp_path_factory.mktemp("seed") / "data"
    first = Server(data).start()
    try:
        assert first.stop() == 0
    finally:
        first.end()
    return data


def copied(seed: pathlib.Path, folder: pathlib.Path, *flags: str) -> Server:
    """A running server on a copy of the seed."""
    shutil.copytree(seed, folder / "data")
    return Server(folder / "data", *flags).start()


@pytest.fixture
def server(seed: pathlib.Path, tmp_path: pathlib.Path):
    """A running server on its own data, for tests that kill it or count everything."""
    running = copied(seed, tmp_path)
    yield running
    running.end()


@pytest.fixture(scope="module")
def house(seed: pathlib.Path, tmp_path_factory: pytest.TempPathFactory):
    """A running server that the tests of one file share."""
    running = copied(seed, tmp_path_factory.mktemp("house"))
    yield running
    running.end()
