"""The peer for OCR: rapidocr-onnxruntime, the same PP-OCRv4 networks driven by its own Python code.

    python3 ocr_peer.py DIR        DIR as Benchmarks/cards.py writes it

Prints one JSON object with the names of `magpie evaluate ocr`: textsExact (the share of printed texts found whole among
the lines, spaces and letter widths aside), by condition too, and msPerImage. Fields of documents it does not know.
"""

import argparse
import collections
import json
import pathlib
import time
import unicodedata

from rapidocr_onnxruntime import RapidOCR


def folded(text):
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    engine = RapidOCR(intra_op_num_threads=options.threads, inter_op_num_threads=1)
    counts, times = collections.defaultdict(lambda: [0, 0]), []
    for line in (options.dir / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        started = time.perf_counter()
        lines, _ = engine(str(options.dir / label["file"]))
        times.append((time.perf_counter() - started) * 1000)
        text = folded("".join(one[1] for one in lines or []))
        found = sum(folded(one) in text for one in label["texts"])
        for key in ("all", label["condition"]):
            counts[key][0] += found
            counts[key][1] += len(label["texts"])
    shares = {key: found / texts for key, (found, texts) in counts.items() if texts}
    print(json.dumps({
        "peer": "rapidocr-onnxruntime 1.4.4", "textsExact": shares.pop("all", None),
        "byCondition": {key: {"texts": share} for key, share in sorted(shares.items())}, "pictures": len(times),
        "msPerImage": sum(times) / len(times) if times else None, "msPerImageMax": max(times, default=None),
    }, ensure_ascii=False))


if __name__ == "__main__":
    main()
