"""Contracts from template to page: written by the command line, read by another program, drawn in a browser."""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
import sys
import zipfile

import pytest
from playwright.sync_api import sync_playwright

from road.pages import chromium
from road.server import binary

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "Demo/contracts/service.xml"
DATA = ROOT / "Demo/contracts/service.json"


def magpie(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(binary()), "contract", *map(str, words)], capture_output=True, text=True, timeout=60, check=False)


def letters(text: str) -> str:
    """Without blanks: where they are depends on who draws. One-em dots are drawn by some fonts as another sign."""
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    path = tmp_path_factory.mktemp("contract") / "service.ofd"
    done = magpie("render", TEMPLATE, DATA, "--date", "2026-11-28", "--out", path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pages"] == 5
    return path


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = chromium(playwright)
        yield running
        running.close()


def values(data: object) -> list[str]:
    """Every text that the data bring into the contract."""
    if isinstance(data, dict):
        return [text for value in data.values() for text in values(value)]
    if isinstance(data, list):
        return [text for value in data for text in values(value)]
    return [] if data is None else [str(data)]


def test_the_same_day_gives_the_same_bytes(rendered: pathlib.Path, tmp_path: pathlib.Path) -> None:
    again = tmp_path / "again.ofd"
    assert magpie("render", TEMPLATE, DATA, "--date", "2026-11-28", "--out", again).returncode == 0
    assert again.read_bytes() == rendered.read_bytes()


def test_another_program_reads_every_word(rendered: pathlib.Path) -> None:
    script = pathlib.Path(__file__).parent / "road/ofd_words.py"
    done = subprocess.run(
        [sys.executable, "-P", str(script), str(rendered)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    theirs = [letters(page) for page in json.loads(done.stdout.splitlines()[-1])]
    shown = json.loads(magpie("show", rendered, "--json").stdout)
    ours = [letters(page["text"]) for page in shown["pages"]]
    assert len(theirs) == len(ours) == 5
    for number, (their, our) in enumerate(zip(theirs, ours), start=1):
        # Another order of lines in cells, but the same characters, each as often.
        assert sorted(their) == sorted(our), f"page {number}"


def test_every_value_of_the_data_is_on_the_pages(rendered: pathlib.Path) -> None:
    contents = ""
    with zipfile.ZipFile(rendered) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith("Content.xml"):
                contents += "".join(re.findall(r"<ofd:TextCode[^>]*>([^<]*)<", archive.read(name).decode()))
    found = letters(contents.replace("&amp;", "&"))
    missing = [value for value in values(json.loads(DATA.read_text())) if letters(value) not in found]
    assert not missing


def test_it_can_be_signed_by_all_three(rendered: pathlib.Path, tmp_path: pathlib.Path) -> None:
    source = rendered
    for party in ("buyer", "seller", "witness"):
        own = tmp_path / party
        magpie("key", "new", "--name", f"公司 {party}", "--out", own, "--authority", tmp_path / "authority")
        target = tmp_path / f"{party}.ofd"
        done = magpie("sign", source, "--key", own / "key.pem", "--cert", own / "cert.pem", "--seal",
                      own / "seal.esl", "--field", party, "--out", target, "--without-timestamp")
        assert done.returncode == 0, done.stderr
        source = target
    report = json.loads(magpie("verify", source, "--trust", tmp_path / "authority/trust", "--json").stdout)
    assert report["valid"] and report["complete"] and report["trusted"]
    drawn = magpie("show", source, "--svg", tmp_path / "pages", "--page", "4")
    assert drawn.returncode == 0 and not drawn.stderr
    assert (tmp_path / "pages/page-4.svg").read_text().count("data:image/png") == 3


def test_a_browser_draws_the_pages(browser, rendered: pathlib.Path, tmp_path: pathlib.Path) -> None:
    assert magpie("show", rendered, "--svg", tmp_path).returncode == 0
    page = browser.new_page(viewport={"width": 900, "height": 1200})
    try:
        for number in range(1, 6):
            page.set_content((tmp_path / f"page-{number}.svg").read_text())
            # Every character where the document says: the last of a line ends inside the paper's margins.
            outside = page.evaluate(
                """() => { const paper = document.querySelector('svg').getBoundingClientRect();
                return [...document.querySelectorAll('text')].filter(t => {
                  const b = t.getBoundingClientRect();
                  return b.left < paper.left + 20 || b.right > paper.right - 20; }).map(t => t.textContent); }""")
            assert not outside
            assert page.evaluate("document.querySelectorAll('text').length") > 10
    finally:
        page.close()


@pytest.mark.parametrize(("template", "data", "reason"), [
    ("<contract><p>{{who}}</p></contract>", "{}", "who"),
    ("<contract><para/></contract>", "{}", "nothing is called para"),
    ("<contract>", "{}", "not well-formed"),
    ("<contract><p>x</p></contract>", "[", "JSON"),
    ("<contract><image file='../../etc/passwd'/></contract>", "{}", "beside the template"),
    ("<contract><signature name='a'/><signature name='a'/></contract>", "{}", "twice"),
])
def test_mistakes_are_told(tmp_path: pathlib.Path, template: str, data: str, reason: str) -> None:
    (tmp_path / "t.xml").write_text(template)
    (tmp_path / "d.json").write_text(data)
    done = magpie("render", tmp_path / "t.xml", tmp_path / "d.json", "--out", tmp_path / "o.ofd")
    assert done.returncode != 0 and reason in done.stderr
    assert not (tmp_path / "o.ofd").exists()
