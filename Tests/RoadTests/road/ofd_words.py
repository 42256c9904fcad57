"""Prints the words that another program finds on each page of an OFD file, as JSON.

Runs in a process of its own: that program writes to its output and keeps fonts in globals.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys

FONT = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"


def words(path: str) -> list[str]:
    """The text of each page after drawing it as PDF."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import pymupdf
        from easyofd import OFD
        from loguru import logger
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        logger.remove()
        for name in ("宋体", "黑体", "楷体"):
            pdfmetrics.registerFont(TTFont(name, FONT, subfontIndex=0))
        reader = OFD()
        reader.read(path, fmt="path")
        document = pymupdf.open(stream=reader.to_pdf(), filetype="pdf")
        return [page.get_text() for page in document]


if __name__ == "__main__":
    pages = words(sys.argv[1])
    print(json.dumps(pages, ensure_ascii=False))
