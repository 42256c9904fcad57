"""Training and measuring from the command line: what cannot be done is refused at once, by name, with one code."""

from __future__ import annotations

import json
import pathlib
import subprocess

import pytest

from road.server import binary

ROWS = "yes\tgladly\nyes\twith pleasure\nno\tnever\nno\tby no means\n"
WALKS = "\n".join(f"u{user} a{user % 5} b{user % 3} c{user % 7} d{user % 2}" for user in range(30)) + "\n"
#: EX_USAGE of sysexits.h, as ArgumentParser ends what a person can put right.
USAGE = 64


def magpie(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(binary()), *map(str, words)], capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    files = {
        "rows.tsv": ROWS, "notab.tsv": "no tab here\n", "one.tsv": "yes\tgladly\n", "empty": "", "fake.png": "no PNG",
        "walks": WALKS, "nan": "u\ta\t1\t1\nu\tb\tnan\t2\n", "scores.csv": "a,b,won\n" + "1,2,yes\n2,1,no\n" * 40,
        "other.csv": "a,c,won\n1,2,yes\n",
        "strangers": "nobody a0 b1\n", "domains.json": "[1]", "items": "a0\tred\r\n\r\nb1\r\n",
        "list": "calm\tone.wav\r\n\r\nloud\r\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


@pytest.mark.parametrize("command, wanted", [
    ("evaluate intent --train notab.tsv --test rows.tsv", "notab.tsv: line 1: there is no tab"),
    ("evaluate intent --train rows.tsv --test notab.tsv", "notab.tsv: line 1: there is no tab"),
    ("evaluate intent --train one.tsv --test rows.tsv", "one.tsv: cannot train"),
    ("evaluate intent --train missing --test rows.tsv", "missing cannot be read"),
    ("evaluate increment --train rows.tsv --domains domains.json", "domains.json is no JSON object"),
    ("evaluate emotion --audio missing", "missing cannot be read"),
    ("evaluate emotion --audio . --train list --test list", "one.wav cannot be read"),
    ("evaluate dialogue --dialogues empty", "empty holds no rows"),
    ("evaluate dialogue --dialogues notab.tsv", "notab.tsv: line 1"),
    ("evaluate recommend --events nan", "nan: line 2: the rating “nan” is not a finite number"),
    ("evaluate recommend --events walks --negatives strangers", "strangers: the data cannot be read: no line has"),
    ("evaluate recommend --events walks --items items", "items: line 3: item and attributes are needed"),
    ("evaluate recommend --events walks --cold 2", "--cold is a share"),
    ("evaluate lead --train scores.csv --label won --test other.csv", "other.csv has other columns than scores.csv"),
    ("evaluate lead --train scores.csv --label won --folds 1", "--folds is 2"),
    ("evaluate lead --train other.csv --label won", "other.csv: cannot train"),
    ("train intent --train rows.tsv --out m --continue rows.tsv", "rows.tsv: the file is not a model"),
    ("train intent --train rows.tsv --out m --continue missing", "missing cannot be read"),
    ("ocr fake.png", "fake.png: the file is no JPEG"),
    ("ocr missing.png", "missing.png cannot be read"),
    ("evaluate ocr --dir missing", "missing: "),
])
def test_what_is_wrong_is_told_with_its_file(folder: pathlib.Path, command: str, wanted: str) -> None:
    names = {path.name for path in folder.iterdir()} | {"missing", "missing.png", "m", "."}
    done = magpie(*[folder / word if word in names else word for word in command.split()])
    assert (done.returncode, done.stdout) == (USAGE, ""), done.stderr
    assert wanted in done.stderr.replace(f"{folder}/", ""), done.stderr
    assert "Domain" not in done.stderr and "planted" not in done.stderr
    assert not (folder / "m").exists()


@pytest.mark.parametrize("command", [
    "intent --train rows.tsv", "emotion --train rows.tsv", "recommend --events walks",
    "lead --train scores.csv --label won", "health --train scores.csv --label won"])
@pytest.mark.parametrize("place", ["nowhere/m", "rows.tsv/m", ""])
def test_a_place_that_cannot_be_written_is_refused_before_training(
        folder: pathlib.Path, command: str, place: str) -> None:
    words = [folder / word if (folder / word).exists() else word for word in command.split()]
    done = magpie("train", *words, "--out", folder / place)
    assert (done.returncode, done.stdout) == (USAGE, ""), done.stderr
    assert f"{folder / place} cannot be written: " in done.stderr
    assert "training" not in done.stderr and "Domain" not in done.stderr


def test_given_negatives_may_end_in_crlf_and_unknown_ones_are_counted(folder: pathlib.Path) -> None:
    lines = [f"u{user} a0 a1 c3 zz" for user in range(30)] + ["nobody a0"]
    reports = []
    for name, end in (("lf", "\n"), ("crlf", "\r\n")):
        (folder / name).write_bytes((end.join(lines) + end).encode())
        words = ("--events", folder / "walks", "--no-network", "--negatives", folder / name)
        done = magpie("evaluate", "recommend", *words)
        assert done.returncode == 0, done.stderr
        reports.append(json.loads(done.stdout))
    assert [report["candidates"] for report in reports] == [3, 3]
    assert all(report["unknownNegatives"] == {"users": 1, "items": 30} for report in reports)
    assert reports[0]["ndcg10"] == reports[1]["ndcg10"]


def test_one_row_a_label_leaves_confidence_uncalibrated_and_says_so(folder: pathlib.Path) -> None:
    (folder / "single.tsv").write_text("yes\tgladly\nno\tnever\n")
    for train, wanted in (("single.tsv", False), ("rows.tsv", True)):
        done = magpie("evaluate", "intent", "--quick", "--train", folder / train, "--test", folder / "rows.tsv")
        assert done.returncode == 0, done.stderr
        report = json.loads(done.stdout)
        assert report["confidenceIsCalibrated"] is wanted
        assert len(report["accuracyInterval95"]) == 2 and "accuracyLow" not in report
