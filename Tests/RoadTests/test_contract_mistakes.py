"""What people get wrong with contracts on the command line is told in a sentence, and nothing is written."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess

import pytest

from road.contract import contract
from road.server import ROOT, binary, run


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("identity")
    done = run("contract", "key", "new", "--name", "甲方公司", "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def template(tmp_path: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    """A template and its data."""
    (tmp_path / "t.xml").write_text("<contract><p>x</p></contract>")
    (tmp_path / "d.json").write_text("{}")
    return tmp_path / "t.xml", tmp_path / "d.json"


@pytest.mark.parametrize("date", ["2026-02-30", "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-2-3",
                                  "28.11.2026", "today", ""])
def test_a_day_that_does_not_exist(template, tmp_path: pathlib.Path, date: str) -> None:
    done = run("contract", "render", *template, "--date", date, "--out", tmp_path / "o.ofd")
    assert done.returncode != 0 and f"--date is {date}" in done.stderr
    assert not (tmp_path / "o.ofd").exists()


def test_the_leap_day_exists(template, tmp_path: pathlib.Path) -> None:
    done = run("contract", "render", *template, "--date", "2028-02-29", "--out", tmp_path / "o.ofd")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("target", "reason"), [(".", "it is a folder"), ("nowhere/o.ofd", "")])
def test_a_file_that_cannot_be_written(template, tmp_path: pathlib.Path, target: str, reason: str) -> None:
    done = run("contract", "render", *template, "--out", tmp_path / target)
    assert done.returncode != 0
    assert f"{tmp_path / target} cannot be written: {reason}" in done.stderr and "NSCocoa" not in done.stderr


def test_a_key_is_not_lost(tmp_path: pathlib.Path) -> None:
    words = ["contract", "key", "new", "--name", "甲方公司", "--out", tmp_path]
    assert run(*words).returncode == 0
    first = {name: (tmp_path / name).read_bytes() for name in ("key.pem", "cert.pem", "seal.esl")}
    done = run(*words)
    assert done.returncode != 0 and "key.pem is there already" in done.stderr
    assert first == {name: (tmp_path / name).read_bytes() for name in first}
    assert run(*words, "--replace").returncode == 0
    assert (tmp_path / "key.pem").read_bytes() != first["key.pem"]


@pytest.mark.parametrize(("place", "reason"), [
    (["--page", "1", "--x", "5000", "--y", "1"], "not wholly on page 1, which has 210 by 297 mm"),
    (["--page", "1", "--x", "171", "--y", "1"], "not wholly on page 1, which has 210 by 297 mm"),
    (["--page", "1", "--x=-1", "--y", "1"], "not wholly on page 1"),
    (["--page", "1", "--x", "1e300", "--y", "1"], "millimetres"),
    (["--page", "9", "--x", "1", "--y", "1"], "there is no page 9"),
    (["--page", "1", "--x", "nan", "--y", "1"], "--x is nan, not a number"),
    (["--page", "1", "--x", "1", "--y", "inf"], "--y is inf, not a number"),
    (["--page", "1", "--x", "1"], "--y is missing"),
    (["--field", "seller", "--x", "1"], "--field or --x, not both"),
    ([], "Give --field, or --page with --x and --y"),
])
def test_a_seal_that_would_not_be_seen(identity, tmp_path: pathlib.Path, place: list[str], reason: str) -> None:
    target = tmp_path / "signed.ofd"
    done = run("contract", "sign", contract(tmp_path / "c.ofd"), "--key", identity / "key.pem", "--cert",
               identity / "cert.pem", "--seal", identity / "seal.esl", "--out", target, *place)
    assert done.returncode != 0 and reason in done.stderr, done.stderr
    assert not target.exists()


def test_the_first_example_of_the_signing_page(tmp_path: pathlib.Path) -> None:
    script = re.search(r"```sh\n(.*?)```", (ROOT / "docs/engines/signing.md").read_text(), re.DOTALL)[1]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/magpie").symlink_to(binary().resolve())
    (tmp_path / "Demo").symlink_to(ROOT / "Demo")
    done = subprocess.run(
        ["sh", "-ec", script], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
        env=os.environ | {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"})
    assert done.returncode == 0, done.stderr
    # Who signs in a field is the party that the template says.
    party = re.search(r"--name (..)公司", script)[1]
    field = re.search(r"--field (\w+)", script)[1]
    source = (ROOT / "Demo/contracts/service.xml").read_text()
    assert re.search(rf'{party}（盖章）：</p><signature name="{field}"/>', source)
