"""SM2 and contracts: how fast we sign and verify beside `openssl speed`, and 10,000 changes of a signed contract."""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from bench.report import Report
from road.contract import PARTIES, contract
from road.server import binary

PEER = "openssl speed sm2"


def magpie(*words: object) -> dict:
    done = subprocess.run(
        [str(binary()), *map(str, words)], capture_output=True, text=True, timeout=600, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"magpie {' '.join(map(str, words[:2]))} ended with {done.returncode}: {done.stdout[:500]}")
    return json.loads(done.stdout)


def peer(seconds: int) -> tuple[float, float] | None:
    """Signatures and verifications a second by OpenSSL itself, on one core."""
    done = subprocess.run(
        ["openssl", "speed", "-seconds", str(seconds), "sm2"], capture_output=True, text=True, timeout=120, check=False)
    found = re.search(r"SM2 \(CurveSM2\)\s+\S+\s+\S+\s+([\d.]+)\s+([\d.]+)", done.stdout)
    return (float(found[1]), float(found[2])) if found else None


def signed_by_all(folder: pathlib.Path) -> pathlib.Path:
    """A contract with three signatures, two of them stamped by a test authority."""
    authority = folder / "authority"
    current = contract(folder / "contract.ofd")
    for index, name in enumerate(PARTIES):
        own = folder / name
        magpie("contract", "key", "new", "--name", name, "--out", own, "--authority", authority)
        stamp = ["--tsa-key", authority / "tsa.key.pem", "--tsa-cert", authority / "tsa.cert.pem"] if index else []
        following = folder / f"{name}.ofd"
        magpie("contract", "sign", current, "--key", own / "key.pem", "--cert", own / "cert.pem", "--seal",
               own / "seal.esl", "--field", name, "--out", following, *stamp)
        current = following
    return current


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--changes", type=int, default=10_000)
    arguments.add_argument("--seconds", type=int, default=3)
    given = arguments.parse_args()
    report = Report("signing")
    report.commands += ["Benchmarks/signing.py", "magpie evaluate signing --file contract.ofd",
                        f"magpie evaluate tampering --file signed.ofd --changes {given.changes} --seed 1"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        speed = magpie("evaluate", "signing", "--file", contract(folder / "c.ofd"), "--seconds", given.seconds)
        other = peer(given.seconds)
        if other is None:
            report.skip(PEER, "this OpenSSL does not measure SM2")
        signing, verifying = other or (None, None)
        report.add("SM2 sign and verify", speed["signAndVerifyPerSecond"], "/s", "≥ 300")
        report.add("SM2 signatures", speed["signaturesPerSecond"], "/s", "", PEER, signing)
        report.add("SM2 verifications", speed["verificationsPerSecond"], "/s", "", PEER, verifying)
        report.add("signing a contract", speed["contractSignMilliseconds"], "ms")
        report.add("verifying a contract", speed["contractVerifyMilliseconds"], "ms")
        signed = signed_by_all(folder)
        trial = magpie("evaluate", "tampering", "--file", signed, "--changes", given.changes, "--seed", 1)
        report.add("changes of one byte taken for the original", len(trial["missed"]), "", "0")
        report.detail = {"speed": speed, "tampering": trial}
    report.print()


if __name__ == "__main__":
    main()
