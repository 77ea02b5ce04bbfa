"""PDFs as programs write them: ruled, in slivers, dotted, open, without rules; turned, cut, a run a character; pages
inside forms, cropped, out of order, or scans with a hidden layer of text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from random import Random

import pypdfium2 as pdfium
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from crawler.sample.build.manuscript import Block
from crawler.sample.build.tables import Table
from tests.bench.layouts import watermarks
from tests.bench.layouts.layout import Layout
from tests.bench.layouts.pages import Line, Page, Sheet, joined_edges, set_pages
from tests.bench.printing import FULL_WIDTH
from tests.bench.truth import Truth

FONT_FILE = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
Edge = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Knobs:
    """`rules` draws the edges of cells; `runs` is how a line is written: whole, by character, each twice, or all lines
    in no order. `paper` is how a page lies in the file: plain, inside a form, or cropped out of a larger sheet whose
    corner is not at nought. `figures` and `top` as on a sheet; `wide` prints full-width digits."""

    rules: str = "lines"
    runs: str = "whole"
    embedded: bool = True
    landscape: bool = False
    repeat: bool = False
    cut: bool = False
    turned: int = 0
    tight: bool = False
    paper: str = "plain"
    figures: str = "c"
    top: bool = False
    wide: bool = False


@cache
def font(embedded: bool) -> str:
    """The name of a registered typeface: embedded if there is one on the machine, else one every viewer has."""
    if embedded and FONT_FILE.exists():
        pdfmetrics.registerFont(TTFont("ZenHei", FONT_FILE, subfontIndex=0))
        return "ZenHei"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def render(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """The bytes of the file."""
    name = font(knobs.embedded)
    width, height = (842.0, 595.0) if knobs.landscape else (595.0, 842.0)
    sheet = Sheet(
        measure=lambda text, size: float(pdfmetrics.stringWidth(text, name, size)), width=width, height=height,
        repeat=knobs.repeat, cut=knobs.cut, margin=rng.choice((54.0, 68.0, 78.0)), size=rng.choice((12.0, 14.0, 16.0)),
        cell_size=8.0 if knobs.tight else rng.choice((9.0, 10.5)), figures=knobs.figures, top=knobs.top,
    )  # fmt: skip
    pages = set_pages([_widened(block) for block in truth.blocks] if knobs.wide else truth.blocks, sheet)
    if knobs.runs == "shuffled":
        for page in pages:
            rng.shuffle(page.lines)
    return draw(pages, (width, height), name, knobs)


def _widened(block: Block) -> Block:
    """A table with the digits of its figures as wide as Chinese characters."""
    if not isinstance(block, Table):
        return block
    rows = tuple(
        tuple(replace(cell, text=cell.text.translate(FULL_WIDTH)) if cell.kind == "figure" else cell for cell in row)
        for row in block.rows
    )
    return replace(block, rows=rows)


def draw(pages: Iterable[Page], size: tuple[float, float], name: str, knobs: Knobs) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for number, page in enumerate(pages):
        PAPERS[knobs.paper](canvas, size, f"page{number}", partial(_draw_page, canvas, page, size, name, knobs))
        canvas.showPage()
    canvas.save()
    return _crop(buffer.getvalue(), size) if knobs.paper == "cropped" else buffer.getvalue()


def _crop(data: bytes, size: tuple[float, float]) -> bytes:
    """The file with pages on sheets larger than what is shown of them, counted from a corner below nought."""
    cropped = io.BytesIO()
    with pdfium.PdfDocument(data) as document:
        for page in document:
            page.set_mediabox(-50, -70, size[0] + 30, size[1] + 60)
            page.set_cropbox(-10, -20, size[0] - 10, size[1] - 20)
        document.save(cropped)
    # PDFium numbers each file it saves at random.
    return re.sub(rb"/ID\[[^]]*\]", b"", cropped.getvalue())


def _draw_page(canvas: Canvas, page: Page, size: tuple[float, float], name: str, knobs: Knobs) -> None:
    if knobs.turned:
        _turn(canvas, size, knobs.turned)
    for edge in RULES[knobs.rules][0](page):
        RULES[knobs.rules][1](canvas, size[1], edge)
    for line in page.lines:
        _write(canvas, line, size[1], name, knobs.runs)


def _plain(_canvas: Canvas, _size: tuple[float, float], _name: str, draw_page: Callable[[], None]) -> None:
    draw_page()


def _in_a_form(canvas: Canvas, size: tuple[float, float], name: str, draw_page: Callable[[], None]) -> None:
    """As printed from another PDF: the page is a form, set smaller on the paper."""
    canvas.beginForm(name, 0, 0, *size)
    draw_page()
    canvas.endForm()
    canvas.translate(24, 40)
    canvas.scale(0.92, 0.92)
    canvas.doForm(name)


def _cropped(canvas: Canvas, size: tuple[float, float], _name: str, draw_page: Callable[[], None]) -> None:
    """As a printing house leaves it: a sheet with room for marks all around, of which the page is cut out below."""
    canvas.drawString(-30, -40, "proof 3")
    draw_page()


PAPERS: dict[str, watermarks.Paper] = {
    "plain": _plain,
    "form": _in_a_form,
    "cropped": _cropped,
    **watermarks.PAPERS,
}


def _turn(canvas: Canvas, size: tuple[float, float], angle: int) -> None:
    """The page lies on its side in the file and is shown upright."""
    canvas.setPageRotation(angle)
    width, height = size
    canvas.transform(
        *{90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[angle]
    )


def _write(canvas: Canvas, line: Line, height: float, name: str, runs: str) -> None:
    canvas.setFont(name, line.size)
    y = height - line.y
    if runs in ("whole", "shuffled"):
        canvas.drawString(line.x, y, line.text)
        return
    x = line.x
    for character in line.text:
        canvas.drawString(x, y, character)
        if runs == "twice":
            canvas.drawString(x + 0.2, y, character)
        x += pdfmetrics.stringWidth(character, name, line.size)


def _line(canvas: Canvas, height: float, edge: Edge) -> None:
    canvas.setLineWidth(0.5)
    canvas.line(edge[0], height - edge[1], edge[2], height - edge[3])


def _sliver(canvas: Canvas, height: float, edge: Edge) -> None:
    """As Word does it: a filled box half a point thick for each side, and corner squares."""
    x0, y0, x1, y1 = edge
    canvas.rect(x0 - 0.24, height - y1 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, stroke=0, fill=1)
    canvas.rect(x0 - 0.24, height - y0 - 0.24, 0.48, 0.48, stroke=0, fill=1)


def _dots(canvas: Canvas, height: float, edge: Edge) -> None:
    canvas.setLineWidth(0.5)
    canvas.setDash(0.8, 1.6)
    canvas.line(edge[0], height - edge[1], edge[2], height - edge[3])
    canvas.setDash()


def _double(canvas: Canvas, height: float, edge: Edge) -> None:
    x0, y0, x1, y1 = edge
    canvas.setLineWidth(0.3)
    across = y0 == y1
    for shift in (-0.7, 0.7):
        dx, dy = (0, shift) if across else (shift, 0)
        canvas.line(x0 + dx, height - y0 + dy, x1 + dx, height - y1 + dy)


RULES: dict[str, tuple[Callable[[Page], Iterable[Edge]], Callable[[Canvas, float, Edge], None]]] = {
    "lines": (lambda page: sorted(page.edges), _line),
    "joined": (lambda page: joined_edges(page.edges), _line),
    "slivers": (lambda page: sorted(page.edges), _sliver),
    "double": (lambda page: joined_edges(page.edges), _double),
    "dotted": (lambda page: joined_edges(page.edges), _dots),
    "open": (lambda page: joined_edges(page.edges - page.outer), _line),
    "across": (lambda page: joined_edges({edge for edge in page.edges if edge[1] == edge[3]}), _line),
    "none": (lambda _: (), _line),
}


def _layout(name: str, about: str, format_: str = "pdf, ruled", **knobs: object) -> Layout:
    rendered = partial(render, knobs=Knobs(**knobs))  # type: ignore[arg-type]
    return Layout(f"pdf-{name}", format_, "report.pdf", rendered, about)


_UNRULED = "pdf, dotted or without rules"
LAYOUTS = (
    _layout("thin", "each side of a cell a thin line"),
    _layout("joined", "rules drawn through from end to end", rules="joined", repeat=True),
    _layout("word", "Word's slivers, a character a run, headers not repeated", rules="slivers", runs="characters"),
    _layout("word-repeated", "the same with headers repeated on each page", rules="slivers", runs="characters",
            repeat=True),
    _layout("word-cut", "page ends in the middle of rows", rules="slivers", runs="characters", cut=True),
    _layout("cut-repeated", "page ends in the middle of rows, headers repeated", cut=True, repeat=True),
    _layout("landscape", "landscape pages", landscape=True, rules="joined"),
    _layout("turned-90", "pages that lie on their side in the file", turned=90),
    _layout("turned-180", "pages upside down in the file", turned=180, rules="joined"),
    _layout("turned-270", "landscape pages that lie on their side in the file", turned=270, landscape=True),
    _layout("form", "each page a form inside the page, made smaller", paper="form", rules="slivers"),
    _layout("cropped", "pages cropped out of larger sheets whose corner is not at nought", paper="cropped"),
    _layout("no-order", "lines of text in no order", runs="shuffled", rules="joined", cut=True),
    _layout("full-width", "full-width digits, figures at the right", wide=True, figures="r"),
    _layout("small", "small type, two and three tables on one page, text at the top of cells", tight=True, top=True),
    _layout("bold-twice", "every character printed twice for boldness, double rules", runs="twice", rules="double"),
    _layout("no-font", "typeface not embedded", embedded=False),
    _layout("watermark-aslant", "a large watermark aslant under the text", paper="watermark-aslant", rules="slivers"),
    _layout("watermark-flat", "a watermark across the middle", paper="watermark-flat", rules="joined"),
    _layout("watermark-tiled", "a watermark all over the page", paper="watermark-tiled", rules="slivers",
            runs="characters"),
    _layout("dotted", "dotted rules", _UNRULED, rules="dotted"),
    _layout("open", "no rules at the left and right end", _UNRULED, rules="open"),
    _layout("across", "only rules across", _UNRULED, rules="across", repeat=True),
    _layout("across-cut", "only rules across, page ends in the middle of rows, figures at the right", _UNRULED,
            rules="across", cut=True, figures="r"),
    _layout("open-landscape", "landscape, no rules at the left and right end, small type", _UNRULED, rules="open",
            landscape=True, tight=True),
    _layout("none", "no rules at all", _UNRULED, rules="none", repeat=True),
    _layout("none-cut", "no rules, page ends in the middle of rows, headers not repeated", _UNRULED, rules="none",
            cut=True),
    _layout("none-top", "no rules, text at the top of cells, figures at the right", _UNRULED, rules="none", top=True,
            figures="r"),
    _layout("none-left", "no rules, landscape, figures at the left, a run a character in a form", _UNRULED,
            rules="none", landscape=True, figures="l", runs="characters", paper="form"),
    _layout("none-wide", "no rules, small type, full-width digits", _UNRULED, rules="none", wide=True, tight=True),
)  # fmt: skip
