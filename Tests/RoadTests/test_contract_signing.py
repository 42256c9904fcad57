"""Contracts signed by the command line, judged by others: OpenSSL, an independent checker, and plain ZIP tools."""

from __future__ import annotations

import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading
import zipfile

import pytest

from road.contract import PARTIES, contract
from road.server import binary

IDENTITY = "distid:1234567812345678"
TSA_SETTINGS = """[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sm3
"""


def magpie(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(binary()), *map(str, words)], capture_output=True, text=True, timeout=60, check=False)


def openssl(*words: object) -> subprocess.CompletedProcess:
    return subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A test authority with three identities."""
    folder = tmp_path_factory.mktemp("keys")
    for name in PARTIES:
        done = magpie("contract", "key", "new", "--name", f"公司 {name}", "--out", folder / name,
                      "--authority", folder / "authority")
        assert done.returncode == 0, done.stderr
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(TSA_SETTINGS.format(folder=folder))
    return folder


def sign(keys: pathlib.Path, name: str, source: pathlib.Path, target: pathlib.Path, *more: object):
    own = keys / name
    return magpie("contract", "sign", source, "--key", own / "key.pem", "--cert", own / "cert.pem",
                  "--seal", own / "seal.esl", "--field", name, "--out", target, *more)


def verify(path: pathlib.Path, *more: object) -> tuple[int, dict]:
    done = magpie("contract", "verify", path, "--json", *more)
    return done.returncode, json.loads(done.stdout)


def tsa_command(keys: pathlib.Path) -> str:
    authority = keys / "authority"
    return (f"openssl ts -reply -config {keys}/tsa.cnf -section one -queryfile /dev/stdin "
            f"-signer {authority}/tsa.cert.pem -inkey {authority}/tsa.key.pem 2>/dev/null")


@pytest.fixture(scope="module")
def signed(keys: pathlib.Path) -> pathlib.Path:
    """Signed by all three, with timestamps by OpenSSL, by our own authority, and by none."""
    current = contract(keys / "contract.ofd")
    authority = keys / "authority"
    ways = [
        ["--tsa-command", tsa_command(keys)],
        ["--tsa-key", authority / "tsa.key.pem", "--tsa-cert", authority / "tsa.cert.pem", "--tsa-digest", "sha256"],
        [],
    ]
    for name, way in zip(PARTIES, ways, strict=True):
        following = keys / f"signed-{name}.ofd"
        done = sign(keys, name, current, following, *way)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["timestamp"] is bool(way)
        current = following
    return current


def fields(der: bytes) -> list[tuple[int, bytes, bytes]]:
    """The values inside one value: tag, content, all."""
    def one(data: bytes) -> tuple[int, bytes, bytes, bytes]:
        count, at = data[1], 2
        if count >= 0x80:
            at += count & 0x7F
            count = int.from_bytes(data[2:at], "big")
        return data[0], data[at:at + count], data[:at + count], data[at + count:]

    rest, found = one(der)[1], []
    while rest:
        tag, content, whole, rest = one(rest)
        found.append((tag, content, whole))
    return found


def parts(signed: pathlib.Path, number: int) -> list[tuple[int, bytes, bytes]]:
    """toSign, certificate, algorithm, signature and perhaps the timestamp of one signature."""
    with zipfile.ZipFile(signed) as archive:
        return fields(archive.read(f"Doc_0/Signs/Sign_{number}/SignedValue.dat"))


def test_all_hold_and_are_trusted(keys, signed):
    code, report = verify(signed, "--trust", keys / "authority/trust")
    assert code == 0
    assert report["valid"] and report["complete"] and report["trusted"]
    assert ["trustedTime" in one for one in report["signatures"]] == [True, True, False]
    assert report["signatures"][2]["reasons"] == ["no trusted time"]
    code, report = verify(signed)
    assert code == 0 and report["valid"] and report["complete"] and not report["trusted"]


@pytest.mark.parametrize("number", range(3))
def test_openssl_finds_the_sm2_signatures_right(signed, tmp_path, number):
    found = parts(signed, number)
    (tmp_path / "tbs").write_bytes(found[0][2])
    (tmp_path / "certificate").write_bytes(found[1][1])
    (tmp_path / "signature").write_bytes(found[3][1][1:])
    key = openssl("x509", "-inform", "DER", "-in", tmp_path / "certificate", "-noout", "-pubkey")
    (tmp_path / "key.pem").write_text(key.stdout)
    command = ["pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pkeyopt", IDENTITY, "-pubin", "-inkey",
               tmp_path / "key.pem", "-sigfile", tmp_path / "signature", "-in", tmp_path / "tbs"]
    done = openssl(*command)
    assert "Signature Verified Successfully" in done.stdout, done.stderr
    (tmp_path / "tbs").write_bytes(found[0][2][:-1] + b"x")
    assert openssl(*command).returncode != 0


@pytest.mark.parametrize("number", [0, 1])
def test_openssl_finds_the_timestamps_right(keys, signed, tmp_path, number):
    found = parts(signed, number)
    token = fields(found[4][2])[0][1][1:]
    (tmp_path / "token").write_bytes(token)
    (tmp_path / "value").write_bytes(found[3][1][1:])
    done = openssl("ts", "-verify", "-data", tmp_path / "value", "-in", tmp_path / "token", "-token_in",
                   "-CAfile", keys / "authority/tsa.cert.pem")
    assert "Verification: OK" in done.stdout, done.stderr


def test_openssl_finds_the_certificates_right(keys):
    root = keys / "authority/root.cert.pem"
    for name in PARTIES:
        done = openssl("verify", "-CAfile", root, "-vfyopt", IDENTITY, keys / name / "cert.pem")
        assert done.stdout.strip().endswith("OK"), done.stderr


def test_the_independent_checker_agrees(signed, tmp_path):
    tool = pathlib.Path(os.environ.get("MAGPIE_DATA", "/nowhere")) / "protocols/tools/ofd_verify.py"
    if not tool.exists():
        pytest.skip("MAGPIE_DATA names no folder that has protocols/tools")
    pytest.importorskip("pyasn1")
    done = subprocess.run(
        [sys.executable, tool, signed], capture_output=True, text=True, timeout=60, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and len(lines) == 3
    assert all(one["sm2_ok"] and one["dataHash_ok"] and not one["refs_bad"] for one in lines)
    changed = repacked(signed, tmp_path / "changed.ofd", {"Doc_0/Pages/Page_2/Content.xml": b"<a/>"})
    done = subprocess.run([sys.executable, tool, changed], capture_output=True, timeout=60, check=False)
    assert done.returncode == 1


def repacked(source: pathlib.Path, target: pathlib.Path, changes: dict[str, bytes | None]) -> pathlib.Path:
    """The same archive with other files, by Python's ZIP."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(one for one in changes if one not in old.namelist())]:
            content = changes.get(name, old.read(name) if name in old.namelist() else None)
            if content is not None:
                new.writestr(name, content)
    return target


def test_the_changed_file_is_named(signed, tmp_path):
    page = "Doc_0/Pages/Page_2/Content.xml"
    code, report = verify(repacked(signed, tmp_path / "changed.ofd", {page: b"<a/>"}))
    assert code == 1 and not report["valid"]
    assert [one["tampered"] for one in report["signatures"]] == [[page]] * 3


def test_an_added_file_is_named(signed, tmp_path):
    code, report = verify(repacked(signed, tmp_path / "added.ofd", {"Doc_0/more.xml": b"<a/>"}))
    assert code == 0 and report["valid"] and not report["complete"]
    assert report["unprotected"] == ["Doc_0/more.xml"]


def test_a_missing_party_is_named(keys, signed):
    assert signed.exists()
    code, report = verify(keys / "signed-buyer.ofd")
    assert code == 0 and report["valid"] and not report["complete"]
    assert report["unsignedFields"] == ["witness"]


class Stamper(http.server.BaseHTTPRequestHandler):
    """A timestamping authority over HTTP, by OpenSSL."""

    script = ""
    seen: list[str | None] = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        type(self).seen.append(self.headers["content-type"])
        answer = subprocess.run(["sh", "-c", self.script], input=body, capture_output=True, check=True).stdout
        self.send_response(200)
        self.send_header("content-type", "application/timestamp-reply")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """Silent."""


def test_a_timestamp_over_http(keys, tmp_path):
    Stamper.script = tsa_command(keys)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stamper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        target = tmp_path / "signed.ofd"
        address = f"http://127.0.0.1:{server.server_port}/tsa"
        done = sign(keys, "seller", contract(tmp_path / "c.ofd"), target, "--tsa", address)
        assert done.returncode == 0, done.stderr
    finally:
        server.shutdown()
    assert Stamper.seen == ["application/timestamp-query"]
    _, report = verify(target, "--trust", keys / "authority/trust")
    assert report["valid"] and "trustedTime" in report["signatures"][0]


def test_a_timestamp_by_an_rsa_authority_with_its_chain(keys, tmp_path):
    (tmp_path / "ext").write_text("extendedKeyUsage = critical, timeStamping\nbasicConstraints = CA:FALSE\n")
    root, own = tmp_path / "root.pem", tmp_path / "tsa.pem"
    rsa = ["-newkey", "rsa:2048", "-nodes", "-sha256", "-days", "30"]
    made = openssl("req", "-x509", *rsa, "-keyout", tmp_path / "root.key", "-out", root, "-subj", "/CN=RSA root")
    assert made.returncode == 0, made.stderr
    request = tmp_path / "tsa.csr"
    openssl("req", "-new", *rsa[:-2], "-keyout", tmp_path / "tsa.key", "-out", request, "-subj", "/CN=RSA TSA")
    made = openssl("x509", "-req", "-in", request, "-CA", root, "-CAkey", tmp_path / "root.key",
                   "-CAcreateserial", "-days", "30", "-sha256", "-extfile", tmp_path / "ext", "-out", own)
    assert made.returncode == 0, made.stderr
    script = (f"openssl ts -reply -config {keys}/tsa.cnf -section one -queryfile /dev/stdin -signer {own} "
              f"-inkey {tmp_path}/tsa.key -chain {root} 2>/dev/null")
    target = tmp_path / "signed.ofd"
    done = sign(keys, "seller", contract(tmp_path / "c.ofd"), target, "--tsa-command", script, "--tsa-digest", "sha256")
    assert done.returncode == 0, done.stderr
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "signers.pem").write_text((keys / "authority/root.cert.pem").read_text())
    _, report = verify(target, "--trust", trust)
    assert report["valid"] and "trustedTime" not in report["signatures"][0]
    (trust / "stamps.pem").write_text(root.read_text())
    _, report = verify(target, "--trust", trust)
    assert report["signatures"][0]["timestamp"]["trusted"] and "trustedTime" in report["signatures"][0]


def test_an_authority_that_is_down_is_seen(keys, tmp_path):
    target = tmp_path / "signed.ofd"
    source = contract(tmp_path / "c.ofd")
    done = sign(keys, "seller", source, target, "--tsa", "http://127.0.0.1:9/")
    assert done.returncode != 0 and "nothing was signed" in done.stderr and not target.exists()
    done = sign(keys, "seller", source, target, "--tsa", "http://127.0.0.1:9/", "--without-timestamp")
    assert done.returncode == 0 and "without a timestamp" in done.stderr
    _, report = verify(target)
    assert report["valid"] and "no trusted time" in report["signatures"][0]["reasons"]


def test_two_hundred_changed_bytes_are_noticed(signed):
    done = magpie("evaluate", "tampering", "--file", signed, "--changes", 200, "--seed", 5, "--json")
    trial = json.loads(done.stdout)
    assert done.returncode == 0 and trial["changes"] == 200 and trial["missed"] == []


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"no archive", bytes(100_000)],
                         ids=["empty", "end only", "text", "zeros"])
def test_what_is_no_contract_is_reported(tmp_path, content):
    path = tmp_path / "x.ofd"
    path.write_bytes(content)
    code, report = verify(path)
    assert code == 1 and not report["valid"] and not report["complete"] and report["reasons"]
