"""A writer of OFD files, in the several ways in which programs place characters and draw lines."""

from __future__ import annotations

import io
import zipfile
from html import escape

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def steps(text: str, size: float) -> list[float]:
    return [size * (0.5 if character.isascii() else 1.0) for character in text][:-1]


def singly(text: str, size: float) -> str:
    return " ".join(map(str, steps(text, size)))


def repeated(text: str, size: float) -> str:
    """`g n d` for each run of equal distances."""
    runs: list[tuple[float, int]] = []
    for step in steps(text, size):
        runs = [*runs[:-1], (step, runs[-1][1] + 1)] if runs and runs[-1][0] == step else [*runs, (step, 1)]
    return " ".join(f"g {count} {step}" for step, count in runs)


def text(x: float, y: float, words: str, size: float = 4, delta: object = singly, ctm: str = "") -> str:
    """A text object whose letters stand on a line at `y`."""
    distances = delta(words, size) if callable(delta) else ""
    attribute = f' DeltaX="{distances}"' if distances else ""
    turn = f' CTM="{ctm}"' if ctm else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - size} 150 {size * 1.2}" Font="1" Size="{size}"{turn}>'
        f'<ofd:TextCode X="0" Y="{size}"{attribute}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path(x: float, y: float, data: str, attributes: str = "") -> str:
    return (
        f'<ofd:PathObject ID="8" Boundary="{x} {y} 100 100" LineWidth="0.2" {attributes}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def outline(x: float, y: float, w: float, h: float) -> str:
    return path(x, y, f"M 0 0 L {w} 0 L {w} {h} L 0 {h} C")


def sides(x: float, y: float, w: float, h: float) -> str:
    return path(x, y, f"S 0 0 L {w} 0 S {w} 0 L {w} {h} S {w} {h} L 0 {h} S 0 {h} L 0 0")


def slivers(x: float, y: float, w: float, h: float) -> str:
    return "".join(
        path(left, top, f"M 0 0 L {a} 0 L {a} {b} L 0 {b} C", 'Stroke="false" Fill="true"')
        for left, top, a, b in ((x, y, w, 0.2), (x, y + h, w, 0.2), (x, y, 0.2, h), (x + w, y, 0.2, h))
    )


def table(cells: list[tuple[str, int, int, int, int]], draw: object = outline, delta: object = singly) -> str:
    """Cells 30 mm wide and 10 mm high, from 20 mm left and 40 mm down."""
    drawn = []
    for words, row, column, rowspan, colspan in cells:
        x, y, w, h = 20 + 30 * column, 40 + 10 * row, 30 * colspan, 10 * rowspan
        assert callable(draw)
        drawn.append(draw(x, y, w, h) + (text(x + 2, y + h / 2 + 1, words, 3.5, delta) if words else ""))
    return "".join(drawn)


def page(content: str, head: str = "") -> str:
    return (
        f"<ofd:Page {NS}>{head}<ofd:Content><ofd:Layer><ofd:PageBlock><ofd:PageBlock>{content}</ofd:PageBlock>"
        f"</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
    )


def document(pages: int, templates: str = "", box: str = "0 0 210 297") -> str:
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(pages))
    return (
        f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
        f"{templates}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def package(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def ofd(*pages: str, box: str = "0 0 210 297", **parts: str) -> bytes:
    body = (
        "<ofd:DocBody><ofd:DocInfo><ofd:Title>甲局年报</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    )
    return package(
        {
            "OFD.xml": f"<ofd:OFD {NS}>{body}</ofd:OFD>",
            "Doc_0/Document.xml": document(len(pages), box=box),
            **{f"Doc_0/Pages/Page_{number}/Content.xml": each for number, each in enumerate(pages)},
            **{name.replace("__", "/") + ".xml": content for name, content in parts.items()},
        }
    )
