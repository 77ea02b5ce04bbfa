"""A report as a PDF in one of two looks that have nothing in common under the surface.

`TYPESET` draws rules as lines and every line of text in one go. `OFFICE` does what a word processor's export does: each
cell edge is a thin filled rectangle, each character is placed by itself, headings are bold by an outline, pages are
numbered.

The typeface is embedded, so that the pages look the same everywhere; WenQuanYi Zen Hei's licence allows it (GPL with
the font embedding exception).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from crawler.sample.build.manuscript import Manuscript, Paragraph, Style, blocks
from crawler.sample.build.tables import Table
from crawler.sample.build.typesetting import Box, Type, baselines, break_lines, page_boxes, page_rows, set_table

FONT_FILE = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
_FONT = "ZenHei"


class MissingFontError(Exception):
    """Raised when a PDF is to be made on a machine without the typeface, by `pdf_bytes`."""


Write = Callable[[Canvas, float, float, str, float, bool], None]
Frame = Callable[[Canvas, float, float, float, float], None]


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in points. `write` puts a line of text on the page, `frame` the border of a cell.

    `bold` names the styles set in bold; the typeface has no bold cut, so their outlines are drawn as well.
    """

    margin: float
    foot: float
    sizes: Mapping[Style, float]
    leading: float
    cell_size: float
    cell_leading: float
    write: Write
    frame: Frame
    bold: frozenset[Style] = frozenset()
    numbered: bool = False


@cache
def _register_font() -> None:
    if not FONT_FILE.exists():
        raise MissingFontError(f"{FONT_FILE} is missing: install the Debian package fonts-wqy-zenhei")
    pdfmetrics.registerFont(TTFont(_FONT, FONT_FILE, subfontIndex=0))


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, _FONT, size))


_FILL, _FILL_AND_OUTLINE = 0, 2


def _write_line(canvas: Canvas, x: float, y: float, text: str, size: float, bold: bool) -> None:
    canvas.setFont(_FONT, size)
    canvas.setLineWidth(0.4)
    canvas.drawString(x, y, text, mode=_FILL_AND_OUTLINE if bold else _FILL)


def _write_characters(canvas: Canvas, x: float, y: float, text: str, size: float, bold: bool) -> None:
    for character in text:
        _write_line(canvas, x, y, character, size, bold)
        x += _width(character, size)


def _frame_by_lines(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.setLineWidth(0.6)
    right, top = x + width, y + height
    canvas.lines([(x, y, right, y), (right, y, right, top), (right, top, x, top), (x, top, x, y)])


def _frame_by_rectangles(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    thick = 0.48
    for bottom in (y, y + height):
        canvas.rect(x, bottom, width, thick, stroke=0, fill=1)
    for left in (x, x + width):
        canvas.rect(left, y, thick, height, stroke=0, fill=1)


def _sizes(marker: float, title: float, text: float) -> dict[Style, float]:
    return dict.fromkeys(Style, text) | {Style.MARKER: marker, Style.TITLE: title}


TYPESET = Look(
    margin=78,
    foot=70,
    sizes=_sizes(11, 18, 12),
    leading=1.7,
    cell_size=10.5,
    cell_leading=1.5,
    write=_write_line,
    frame=_frame_by_lines,
)
OFFICE = Look(
    margin=68,
    foot=76,
    sizes=_sizes(11, 21, 14.5),
    leading=1.8,
    cell_size=10.5,
    cell_leading=1.3,
    write=_write_characters,
    frame=_frame_by_rectangles,
    bold=frozenset({Style.TITLE, Style.HEADING}),
    numbered=True,
)

_CENTRED = {Style.MARKER, Style.LETTERHEAD, Style.TITLE}
_RED, _BLACK = (0.69, 0, 0.13), (0, 0, 0)
_PADDING = 4
_WIDE = 60
"""Labels in a cell wider than this begin at its left edge; group names in narrow cells stand in the middle."""
_KEPT_WITH_HEADING = 130
"""The room below which a heading goes to the next page, with what it stands over."""


def pdf_bytes(manuscript: Manuscript, look: Look) -> bytes:
    """The file, without a date or anything else that changes from one run to the next."""
    _register_font()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(manuscript.title)
    canvas.setAuthor(manuscript.body)
    sheet = _Sheet(canvas, look)
    for block in blocks(manuscript):
        if isinstance(block, Table):
            sheet.put_table(block)
        else:
            sheet.put_paragraph(block)
    sheet.turn()
    canvas.save()
    return buffer.getvalue()


@dataclass(slots=True)
class _Sheet:
    """The page being filled: blocks are put one below the other, and the page is turned when one has no room."""

    canvas: Canvas
    look: Look
    y: float = field(init=False)
    page: int = 1

    def __post_init__(self) -> None:
        self.y = self._top

    @property
    def _top(self) -> float:
        return float(A4[1] - self.look.margin)

    @property
    def _measure(self) -> float:
        return float(A4[0] - 2 * self.look.margin)

    def turn(self) -> None:
        """Ends the page; the next block starts at the top of a new one."""
        if self.look.numbered:
            number, size = f"- {self.page} -", 10.5
            self.look.write(self.canvas, (A4[0] - _width(number, size)) / 2, self.look.foot / 2, number, size, False)
        self.canvas.showPage()
        self.page += 1
        self.y = self._top

    def put_paragraph(self, paragraph: Paragraph) -> None:
        style, size = paragraph.style, self.look.sizes[paragraph.style]
        indent = 0.0 if style in _CENTRED else 2 * size
        if style is Style.HEADING and self.y - self.look.foot < _KEPT_WITH_HEADING:
            self.turn()
        lines = break_lines(paragraph.text, self._measure, lambda text: _width(text, size), indent)
        for number, line in enumerate(lines):
            self._put_line(line, style, 0 if number else indent)

    def _put_line(self, line: str, style: Style, indent: float) -> None:
        size = self.look.sizes[style]
        if self.y - size * self.look.leading < self.look.foot:
            self.turn()
        self.y -= size * self.look.leading
        slack = self._measure - _width(line, size)
        x = slack / 2 if style in _CENTRED else slack - 2 * size if style is Style.SIGN_OFF else indent
        self.canvas.setFillColorRGB(*(_RED if style is Style.MARKER else _BLACK))
        self.look.write(self.canvas, self.look.margin + x, self.y, line, size, style in self.look.bold)

    def put_table(self, table: Table) -> None:
        size = self.look.cell_size
        leading = size * self.look.cell_leading
        set_ = set_table(table, self._measure, Type(lambda text: _width(text, size), leading, _PADDING))
        self.y -= size
        pages = page_rows(set_, self.y - self.look.foot, self._top - self.look.foot)
        for number, boxes in enumerate(page_boxes(set_, pages)):
            if number:
                self.turn()
            for box in boxes:
                self._put_box(box, leading)
        self.y -= set_.height_on_page(pages[-1]) + size

    def _put_box(self, box: Box, leading: float) -> None:
        size, left = self.look.cell_size, self.look.margin + box.left
        self.look.frame(self.canvas, left, self.y - box.top - box.height, box.width, box.height)
        for depth, line in baselines(box, leading):
            centred = (box.width - _width(line, size)) / 2
            x = _PADDING if box.kind == "label" and box.width > _WIDE else centred
            self.look.write(self.canvas, left + x, self.y - depth, line, size, False)
