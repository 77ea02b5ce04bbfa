"""The same report as a PDF in many looks: how cells are framed, aligned, shaded, cut by pages, and how text is put."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from crawler.sample.build.tables import Table, applications_table, disclosure_table, disputes_table
from crawler.sample.build.typesetting import Box, Type, baselines, break_lines, page_boxes, page_rows, set_table
from tests.parsers.pdf_figures import Printed
from tests.parsers.pdf_frames import (
    Frame,
    dash_dots,
    dash_pattern,
    dashed_pieces,
    dotted_pieces,
    full_frame,
    horizontal,
    long_dashes,
    no_frame,
    open_at_the_top,
    round_dots,
    sparse_dots,
    square_dots,
    thin_fills,
    zebra,
)

WENQUANYI = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")


@dataclass(frozen=True)
class Layout:
    """One look. `figures` and `labels` align cells: l, c or r; `outer` draws a box round the whole table."""

    frame: Frame = no_frame
    figures: str = "c"
    labels: str = "l"
    top: bool = False
    size: float = 9.0
    leading: float = 1.35
    padding: float = 4.0
    font: str = "STSong-Light"
    by_character: bool = False
    bold: bool = False
    outer: bool = False
    page: tuple[float, float] = A4
    margin: float = 70.0
    repeat_heads: bool = True
    numbered: bool = True
    sideways: int = 0
    """90 or 270: the page is upright and everything on it is turned."""
    start: float = 0.0
    """Room left free at the top of the first page, so that page breaks fall elsewhere."""
    cut: bool = False
    """Rows are cut where the page ends, as Word does unless told otherwise."""


LAYOUTS: dict[str, Layout] = {
    "ruled": Layout(full_frame),
    "thin fills, character by character": Layout(thin_fills, by_character=True, figures="r"),
    "dash pattern": Layout(dash_pattern),
    "dashes as pieces": Layout(dashed_pieces),
    "dots as pieces": Layout(dotted_pieces, start=150),
    "long dashes": Layout(long_dashes),
    "dash-dots": Layout(dash_dots, start=50, figures="r"),
    "sparse dots": Layout(sparse_dots, start=110),
    "round dots": Layout(round_dots, figures="r"),
    "square dots": Layout(square_dots, start=90),
    "horizontal rules": Layout(horizontal),
    "horizontal rules, right": Layout(horizontal, figures="r", start=120),
    "horizontal rules in a box": Layout(horizontal, outer=True),
    "no lines, centred": Layout(),
    "no lines, right": Layout(figures="r", start=200),
    "no lines, left": Layout(figures="l", labels="c"),
    "no lines, top": Layout(top=True, labels="l", start=60),
    "no lines, tight": Layout(padding=2.2, size=8, leading=1.2),
    "no lines, large": Layout(size=10.5, leading=1.6, padding=5.4, margin=60),
    "no lines, by character": Layout(by_character=True, labels="c"),
    "no lines, bold twice": Layout(bold=True, start=40),
    "no lines, heads once": Layout(repeat_heads=False, start=260),
    "zebra": Layout(zebra, labels="c"),
    "zebra, right, heads once": Layout(zebra, figures="r", repeat_heads=False, start=170),
    "landscape": Layout(page=(A4[1], A4[0]), margin=60, size=10.5),
    "landscape, ruled": Layout(full_frame, page=(A4[1], A4[0]), margin=60, size=10.5, repeat_heads=False),
    "sideways, ruled": Layout(full_frame, page=(A4[1], A4[0]), margin=60, sideways=90),
    "sideways, no lines": Layout(page=(A4[1], A4[0]), margin=60, sideways=270),
    "ruled, heads once": Layout(full_frame, repeat_heads=False, start=230),
    "ruled, open at the top": Layout(open_at_the_top, start=150, repeat_heads=False),
    "ruled, rows cut": Layout(full_frame, cut=True, start=140, repeat_heads=False),
    "ruled, rows cut elsewhere": Layout(full_frame, cut=True, start=208, repeat_heads=False, size=10.5),
    "thin fills, rows cut": Layout(thin_fills, cut=True, start=77, repeat_heads=False, figures="r"),
    "no lines, rows cut": Layout(cut=True, start=140, repeat_heads=False),
    "no lines, rows cut elsewhere": Layout(cut=True, start=208, repeat_heads=False, size=10.5),
    "horizontal rules, rows cut": Layout(horizontal, cut=True, start=33, repeat_heads=False, figures="r"),
    "WenQuanYi, no lines": Layout(font="ZenHei", figures="r", size=9),
    "WenQuanYi, horizontal": Layout(horizontal, font="ZenHei", by_character=True, start=75),
}


def available() -> dict[str, Layout]:
    """The layouts whose typeface is on this machine."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    if WENQUANYI.exists():
        pdfmetrics.registerFont(TTFont("ZenHei", WENQUANYI, subfontIndex=0))
        return LAYOUTS
    return {name: layout for name, layout in LAYOUTS.items() if layout.font != "ZenHei"}


class Sheet:
    """The page being filled from top to bottom."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.buffer = layout, io.BytesIO()
        paper = (layout.page[1], layout.page[0]) if layout.sideways else layout.page
        self.canvas = Canvas(self.buffer, pagesize=paper, invariant=1)
        self.number = 0
        self.turn()

    def turn(self) -> None:
        if self.number:
            if self.layout.numbered:
                self.write(f"- {self.number} -", self.layout.page[0] / 2 - 8, 30, 9)
            self.canvas.showPage()
        self.number += 1
        self.y = self.layout.page[1] - self.layout.margin - (self.layout.start if self.number == 1 else 0)
        if self.layout.sideways == 90:
            self.canvas.transform(0, 1, -1, 0, self.layout.page[1], 0)
        elif self.layout.sideways == 270:
            self.canvas.transform(0, -1, 1, 0, 0, self.layout.page[0])

    def write(self, text: str, x: float, y: float, size: float) -> None:
        self.canvas.setFont(self.layout.font, size)
        pieces = list(text) if self.layout.by_character else [text]
        for piece in pieces:
            for shift in (0, 0.25) if self.layout.bold else (0,):
                self.canvas.drawString(x + shift, y, piece)
            x += self.width(piece, size)

    def width(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self.layout.font, size))

    def paragraph(self, text: str, size: float = 12, centred: bool = False) -> None:
        room = self.layout.page[0] - 2 * self.layout.margin
        for number, line in enumerate(break_lines(text, room, lambda piece: self.width(piece, size), 2 * size)):
            if self.y < self.layout.margin + 2 * size:
                self.turn()
            self.y -= 1.7 * size
            indent = (room - self.width(line, size)) / 2 if centred else 0 if number else 2 * size
            self.write(line, self.layout.margin + indent, self.y, size)

    def table(self, table: Table) -> None:
        look = self.layout
        room, top = look.page[0] - 2 * look.margin, look.page[1] - look.margin
        if not look.repeat_heads:
            table = Table(table.widths, 0, table.rows)
        type_ = Type(lambda text: self.width(text, look.size), look.size * look.leading, look.padding)
        set_ = set_table(table, room, type_)
        self.y -= look.size
        if self.y - look.margin < 120:
            self.turn()
        if look.cut:
            (whole,) = page_boxes(set_, [range(len(set_.heights))])
            pieces = list(cut_boxes(whole, self.y - look.margin, top - look.margin, type_))
        else:
            pieces = page_boxes(set_, page_rows(set_, self.y - look.margin, top - look.margin))
        for number, boxes in enumerate(pieces):
            if number:
                self.turn()
            self._boxes(boxes)
        self.y -= max(box.top + box.height for box in pieces[-1]) + look.size

    def _boxes(self, boxes: Sequence[Box]) -> None:
        for box in boxes:
            x0, y1 = self.layout.margin + box.left, self.y - box.top
            self.layout.frame(self.canvas, x0, y1 - box.height, x0 + box.width, y1)
        for box in boxes:
            self._text(box)
        if self.layout.outer and boxes:
            low = self.y - max(box.top + box.height for box in boxes)
            self.canvas.rect(self.layout.margin, low, max(box.left + box.width for box in boxes), self.y - low)

    def _text(self, box: Box) -> None:
        look = self.layout
        align = look.figures if box.kind == "figure" else look.labels if box.kind == "label" else "c"
        lift = (box.height - look.size * look.leading * len(box.lines)) / 2 - look.padding if look.top else 0
        for depth, line in baselines(box, look.size * look.leading):
            slack = box.width - self.width(line, look.size)
            x = {"l": look.padding, "c": slack / 2, "r": slack - look.padding}[align]
            self.write(line, look.margin + box.left + x, self.y - depth + max(lift, 0), look.size)


def cut_boxes(boxes: Sequence[Box], first: float, room: float, type_: Type) -> Iterator[list[Box]]:
    """The boxes of a table page by page, those at a page's end cut in two: a line of text stands on one side."""
    least = type_.leading + type_.padding
    start, end, bottom = 0.0, first, max(box.top + box.height for box in boxes)
    while start < bottom:
        # No piece of a row is too low for a line; then the row is cut further up.
        for box in sorted(boxes, key=lambda box: -box.top):
            if box.top < end < box.top + box.height and (end - box.top < least or box.top + box.height - end < least):
                end = box.top if end - box.top < least else box.top + box.height - least
        pieces = [piece for box in boxes if (piece := _piece(box, start, min(end, bottom), type_.leading))]
        yield pieces
        start, end = end, end + room


def _piece(box: Box, start: float, end: float, leading: float) -> Box | None:
    """What of a box stands between two heights, counted from the first; its lines fill one piece after the other."""
    top, low = max(box.top, start), min(box.top + box.height, end)
    if low - top < 0.5:
        return None
    before = min(len(box.lines), int(max(0.0, start - box.top) / leading))
    here = len(box.lines) if box.top + box.height <= end else before + int((low - top) / leading)
    return replace(box, top=top - start, height=low - top, lines=box.lines[before:here])


def print_pdf(report: Printed, layout: Layout) -> bytes:
    """The report as a file in one look."""
    sheet = Sheet(layout)
    sheet.paragraph(f"{report.body}{report.year}年政府信息公开工作年度报告", 16, centred=True)
    sheet.paragraph("一、总体情况", 14)
    sheet.paragraph("本机关认真贯彻落实条例，全年主动公开各类信息，及时答复公众申请，持续加强平台建设与监督保障。" * 3)
    sheet.paragraph("二、主动公开政府信息情况", 14)
    sheet.table(disclosure_table(report.form, report.figures, {}))
    sheet.paragraph("三、收到和处理政府信息公开申请情况", 14)
    sheet.table(applications_table(report.form, report.figures, {}, {}))
    sheet.paragraph("四、政府信息公开行政复议、行政诉讼情况", 14)
    sheet.table(disputes_table(report.figures))
    sheet.paragraph("五、存在的主要问题及改进情况", 14)
    sheet.paragraph("公开内容还不够全面，下一步将加强培训，提高水平。" * 4)
    sheet.paragraph("六、其他需要报告的事项", 14)
    sheet.paragraph("无其他需要报告的事项。")
    sheet.turn()
    sheet.canvas.save()
    return sheet.buffer.getvalue()
