"""Decision tables and models from the command line, and the DMN TCK where its cases are at hand."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import tarfile

import pytest

from road.server import binary

TABLE = '''U,level,age,discount,annotation
,input,input,output,annotation
values,"""VIP"",""NORMAL""",[0..150],,
1,"""VIP""",-,0.2,老客户
2,"""NORMAL""",>30,0.05,
'''


def magpie(*words: object, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(binary()), *map(str, words)], input=given, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def table(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "discount.csv"
    path.write_text(TABLE)
    return path


def test_a_table_decides_and_says_why(table: pathlib.Path) -> None:
    lines = '{"level": "VIP", "age": 20}\n{"level": "NORMAL", "age": 20}\n'
    done = magpie("decision", "run", table, "--inputs", "-", "--explain", given=lines)
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["value"], first["rules"]) == (0.2, ["1"])
    assert (second["value"], second["rules"]) == (None, [])
    assert second["explanations"]["zh-CN"][1] == "规则 2 不适用：age 为 20，要求 >30。"


def test_a_table_is_looked_over_in_both_languages(table: pathlib.Path) -> None:
    assert "No rule applies to: level = \"NORMAL\", age = 0." in magpie("decision", "review", table).stdout
    assert "没有规则适用于" in magpie("decision", "review", table, "--language", "zh-CN").stdout


def test_to_dmn_and_back(table: pathlib.Path, tmp_path: pathlib.Path) -> None:
    model, back = tmp_path / "discount.dmn", tmp_path / "back.csv"
    assert magpie("decision", "convert", table, "--out", model, "--name", "折扣").returncode == 0
    assert magpie("decision", "convert", model, "--out", back).returncode == 0
    assert back.read_text() == TABLE
    done = magpie("decision", "run", model, "--inputs", "-", given='{"level": "NORMAL", "age": 31}')
    assert json.loads(done.stdout)["value"] == 0.05


@pytest.mark.parametrize("text, word", [
    ("", "two rows"), ("U,a,b\n,input,output\n1,>,2\n", "row 3, column 2"), ("X,a\n,output\n", "hit policy")])
def test_a_bad_table_is_refused_with_its_place(tmp_path: pathlib.Path, text: str, word: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text)
    done = magpie("decision", "review", path)
    assert done.returncode != 0 and word in done.stderr


def test_bad_inputs_are_refused_by_line(table: pathlib.Path) -> None:
    done = magpie("decision", "run", table, "--inputs", "-", given='{"level": "VIP"}\n[1]\n')
    assert done.returncode != 0 and "line 2" in done.stderr


def test_the_compatibility_kit(tmp_path: pathlib.Path) -> None:
    root = os.environ.get("MAGPIE_DATA")
    if not root:
        pytest.skip("MAGPIE_DATA is not set")
    archive = pathlib.Path(root) / "data/dmn-tck/dmn_tck_testcases.tar.gz"
    if not archive.exists():
        pytest.skip(f"{archive} is not there")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    done = magpie("evaluate", "dmn", "--tck", tmp_path / "TestCases", "--json")
    assert done.returncode == 0, done.stderr
    levels = json.loads(done.stdout)
    second, third = levels["compliance-level-2"], levels["compliance-level-3"]
    assert second["passed"] == second["total"] == 126
    # What is left are functions written in Java.
    assert third["total"] == 3369
    assert {failure["file"] for failure in third["failures"]} == {"0076-feel-external-java-test-01.xml"}
    assert third["passed"] == 3355
