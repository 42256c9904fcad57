"""A contract made by hand: three pages, and a field for each of three parties on the last one."""

from __future__ import annotations

import pathlib
import zipfile

PARTIES = ["seller", "buyer", "witness"]
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def contract(path: pathlib.Path) -> pathlib.Path:
    """Three pages with a field for each party on the last one."""
    fields = "".join(
        f'<ofd:CustomData Name="magpie.signature-field.{name}">3 {20 + 55 * index} 200 50 50</ofd:CustomData>'
        for index, name in enumerate(PARTIES))
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in (1, 2, 3))
    files = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
                   f'<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID><ofd:CustomDatas>{fields}'
                   "</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
                   "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>20</ofd:MaxUnitID>"
                              "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
                              "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
                              f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="4" FontName="宋体"/>'
                               "</ofd:Fonts></ofd:Res>",
    }
    for n in (1, 2, 3):
        text = f'<ofd:TextCode X="0" Y="4" DeltaX="g 6 4">第{n}页合同正文</ofd:TextCode>'
        files[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f'<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="{n + 4}"><ofd:TextObject ID="{n + 8}" '
            f'Boundary="20 20 100 6" Font="4" Size="4">{text}</ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
