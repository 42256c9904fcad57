"""The words of an OFD file set again as PDF by ReportLab, and the file drawn by easyofd: median milliseconds."""

from __future__ import annotations

import contextlib
import io
import json
import re
import statistics
import sys
import time
import zipfile

FONT = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"


def median(work, runs: int) -> float:
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def main() -> None:
    path = sys.argv[1]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        from easyofd import OFD
        from loguru import logger
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.platypus import Paragraph, SimpleDocTemplate

        logger.remove()
        for name in ("宋体", "黑体", "楷体"):
            pdfmetrics.registerFont(TTFont(name, FONT, subfontIndex=0))
        with zipfile.ZipFile(path) as archive:
            pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith("Content.xml")]
        lines = [line for page in pages for line in re.findall(r"<ofd:TextCode[^>]*>([^<]*)<", page)]
        style = ParagraphStyle("body", fontName="宋体", fontSize=10.5, leading=16.8, wordWrap="CJK")

        def write() -> None:
            SimpleDocTemplate(io.BytesIO()).build([Paragraph(line, style) for line in lines])

        def draw() -> None:
            reader = OFD()
            reader.read(path, fmt="path")
            reader.to_pdf()

        result = {"writeMilliseconds": median(write, 5), "drawMilliseconds": median(draw, 3)}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
