"""OFD (GB/T 33190) written by hand: a zip of XML, lengths in millimetres, from the same pages as the PDFs."""
# ruff: noqa: E501 - markup is easier to check in one piece

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from html import escape
from random import Random

from tests.bench.layouts.layout import Layout
from tests.bench.layouts.pages import Line, Page, Sheet, joined_edges, set_pages
from tests.bench.truth import Truth

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Knobs:
    """`runs`: a text object a line or a character; `deltas`: distances between characters plain or in the short form
    `g`; `filled`: rules are filled boxes."""

    runs: str = "line"
    deltas: str = "plain"
    filled: bool = False
    repeat: bool = False
    cut: bool = False


def em(text: str, size: float) -> float:
    """The width of a text whose ASCII characters are half as wide as they are high."""
    return sum(size * (0.5 if char.isascii() else 1.0) for char in text)


def render(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """The bytes of the package."""
    sheet = Sheet(
        measure=em,
        repeat=knobs.repeat,
        cut=knobs.cut,
        margin=rng.choice((54.0, 68.0)),
        cell_size=rng.choice((9.0, 10.5)),
    )
    pages = set_pages(truth.blocks, sheet)
    listed = "".join(f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {
        "OFD.xml": f'{_XML}<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{_XML}<ofd:Document {_NS}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>{area}"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'{_XML}<ofd:Res {_NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="宋体"/></ofd:Fonts></ofd:Res>',
    }
    for number, page in enumerate(pages):
        content = f'<ofd:Content><ofd:Layer ID="3">{_objects(page, knobs)}</ofd:Layer></ofd:Content>'
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = f"{_XML}<ofd:Page {_NS}>{area}{content}</ofd:Page>"
    return zip_bytes(parts)


def zip_bytes(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _objects(page: Page, knobs: Knobs) -> str:
    edges = sorted(page.edges) if knobs.filled else sorted(joined_edges(page.edges))
    drawn = [_rule(number, edge, knobs.filled) for number, edge in enumerate(edges, 1000)]
    return "".join(drawn) + "".join(_texts(page.lines, knobs))


def _rule(number: int, edge: tuple[float, float, float, float], filled: bool) -> str:
    x0, y0, x1, y1 = (value * _MM for value in edge)
    if filled:
        box = f"{x0 - 0.08:.3f} {y0 - 0.08:.3f} {x1 - x0 + 0.16:.3f} {y1 - y0 + 0.16:.3f}"
        w, h = x1 - x0 + 0.16, y1 - y0 + 0.16
        path = f"M 0 0 L {w:.3f} 0 L {w:.3f} {h:.3f} L 0 {h:.3f} C"
        return f'<ofd:PathObject ID="{number}" Boundary="{box}" Stroke="false" Fill="true"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'
    box = f"{x0:.3f} {y0:.3f} {max(x1 - x0, 0.2):.3f} {max(y1 - y0, 0.2):.3f}"
    path = f"M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}"
    return f'<ofd:PathObject ID="{number}" Boundary="{box}" LineWidth="0.2"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'


def _texts(lines: Iterable[Line], knobs: Knobs) -> Iterable[str]:
    number = 5000
    for line in lines:
        pieces = list(line.text) if knobs.runs == "character" else [line.text]
        x = line.x
        for piece in pieces:
            if piece.strip():
                yield _text(number, x, line, piece, knobs)
                number += 1
            x += em(piece, line.size)


def _text(number: int, x: float, line: Line, text: str, knobs: Knobs) -> str:
    size = line.size * _MM
    width = em(text, line.size) * _MM
    box = f"{x * _MM:.3f} {line.y * _MM - size:.3f} {width:.3f} {size * 1.3:.3f}"
    steps = [em(char, size) for char in text[:-1]]
    delta = f' DeltaX="{_deltas(steps, knobs.deltas)}"' if steps else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="2" Size="{size:.4f}">'
        f'<ofd:TextCode X="0" Y="{size:.3f}"{delta}>{escape(text, quote=False)}</ofd:TextCode></ofd:TextObject>'
    )


def _deltas(steps: list[float], how: str) -> str:
    if how == "plain":
        return " ".join(f"{step:.3f}" for step in steps)
    pieces: list[str] = []
    index = 0
    while index < len(steps):
        run = 1
        while index + run < len(steps) and steps[index + run] == steps[index]:
            run += 1
        pieces.append(f"g {run} {steps[index]:.3f}" if run > 1 else f"{steps[index]:.3f}")
        index += run
    return " ".join(pieces)


def _layout(name: str, about: str, **knobs: object) -> Layout:
    return Layout(f"ofd-{name}", "ofd", "report.ofd", partial(render, knobs=Knobs(**knobs)), about)  # type: ignore[arg-type]


LAYOUTS = (
    _layout("lines", "a text object a line, stroked rules"),
    _layout("characters", "a text object a character, filled rules, headers repeated", runs="character", filled=True, repeat=True),
    _layout("short-deltas", "distances in the short form, rows cut by pages", deltas="g", cut=True),
)  # fmt: skip
