"""Reports as page images with known truth: the form's tables drawn with Pillow in many looks. Nothing here damages
them.

`tests.scan_damage` makes scans of these pages. Seeds below `HELD_OUT` are for tuning; those from it on are scored once.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from parsers.form import Form
from tests.scan_tables import Slot, applications_slots, disclosure_slots, disputes_slots, fill_in

HELD_OUT = 1000
FONTS = (
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
)
LATIN = (
    "",
    "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
)
_TEXT = (
    "根据《中华人民共和国政府信息公开条例》要求，现公布本机关年度报告。全年主动公开政府信息一千余条，通过网站、"
    "公众号等渠道及时发布，本年共收到政府信息公开申请，均已按期答复。"
)


@dataclass(frozen=True)
class Look:
    """How a report is set; lengths in points."""

    font: int
    latin: int
    size: float
    line: float
    padding: float
    label_share: float
    disputes_size: float

    @staticmethod
    def draw_lots(lots: random.Random) -> Look:
        return Look(
            lots.randrange(len(FONTS)), lots.randrange(len(LATIN)), lots.choice((9, 10, 10.5, 11)),
            lots.choice((0.5, 0.75, 1.0, 1.5)), lots.choice((1.5, 2.5, 4)), lots.choice((0.42, 0.48, 0.54)),
            lots.choice((7.5, 8, 9)),
        )  # fmt: skip


def has_fonts() -> bool:
    """Whether a font with Chinese characters is installed where Debian puts it."""
    return all(Path(name).exists() for name, _ in FONTS)


class Pages:
    """Pages of A4 being filled from top to bottom, at `dpi`."""

    def __init__(self, look: Look, dpi: int) -> None:
        self.look, self.scale = look, dpi / 72
        self.pages: list[Image.Image] = []
        self.begin()

    def begin(self) -> None:
        size = (round(595 * self.scale), round(842 * self.scale))
        self.pages.append(Image.new("L", size, 255))
        self.draw = ImageDraw.Draw(self.pages[-1])
        self.y = 62.0

    def text(self, text: str, size: float, centred: bool = False) -> None:
        """Set a paragraph, wrapped at the margins."""
        if self.y + 2 * size > 770:
            self.begin()
        for index, line in enumerate(self.wrap(text, size, 595 - 2 * 70 - (0 if centred else 2 * size))):
            x = (595 - self.width(line, size)) / 2 if centred else 70 + (2 * size if index == 0 else 0)
            self.put(line, x, self.y, size)
            self.y += size * 1.6

    def put(self, text: str, x: float, y: float, size: float) -> None:
        for char in text:
            font = self.font(char, size)
            offset = font.getmetrics()[0]
            self.draw.text((x * self.scale, (y + size * 0.88) * self.scale - offset), char, 0, font)
            x += font.getlength(char) / self.scale

    def font(self, char: str, size: float) -> ImageFont.FreeTypeFont:
        latin = LATIN[self.look.latin]
        use_latin = latin and char.isascii() and Path(latin).exists()
        name, index = (latin, 0) if use_latin else FONTS[self.look.font]
        return _font(name, index, round(size * self.scale))

    def width(self, text: str, size: float) -> float:
        return sum(self.font(char, size).getlength(char) for char in text) / self.scale

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        lines = [""]
        for char in text:
            if lines[-1] and self.width(lines[-1] + char, size) > width:
                lines.append("")
            lines[-1] += char
        return lines

    def table(self, slots: Sequence[Slot], widths: Sequence[float], size: float, heads: int = 0) -> None:
        """Set a table; one that runs over the page goes on with its `heads` rows repeated."""
        xs = [(595 - sum(widths)) / 2 + sum(widths[:at]) for at in range(len(widths) + 1)]
        rows = max(row + span for _, row, _, span, _ in slots)
        heights = [0.0] * rows
        for text, row, column, rowspan, colspan in slots:
            if rowspan == 1:
                room = xs[column + colspan] - xs[column] - 2 * self.look.padding
                needed = len(self.wrap(text, size, room)) * size * 1.25 + 2 * self.look.padding
                heights[row] = max(heights[row], needed)
        start = 0
        while start < rows:
            end = start + 1
            used = sum(heights[:heads]) if start else 0.0
            while end < rows and self.y + used + sum(heights[start : end + 1]) < 790:
                end += 1
            if start:
                self._rows(slots, xs, heights, range(heads), size)
            self._rows(slots, xs, heights, range(start, end), size)
            start = end
            if start < rows:
                self.begin()
        self.y += 14

    def _rows(
        self, slots: Sequence[Slot], xs: Sequence[float], heights: Sequence[float], rows: range, size: float
    ) -> None:
        for text, row, column, rowspan, colspan in slots:
            first, last = max(row, rows.start), min(row + rowspan, rows.stop)
            if first >= last:
                continue
            top = self.y + sum(heights[rows.start : first])
            bottom = top + sum(heights[first:last])
            self._cell(text, (xs[column], top, xs[column + colspan], bottom), size)
        self.y += sum(heights[rows.start : rows.stop])

    def _cell(self, text: str, box: tuple[float, float, float, float], size: float) -> None:
        x0, y0, x1, y1 = box
        weight = max(1, round(self.look.line * self.scale))
        self.draw.rectangle([value * self.scale for value in box], outline=0, width=weight)
        lines = self.wrap(text, size, x1 - x0 - 2 * self.look.padding)
        y = (y0 + y1 - len(lines) * size * 1.25) / 2 + size * 0.1
        for line in lines:
            self.put(line, (x0 + x1 - self.width(line, size)) / 2, y, size)
            y += size * 1.25


@cache
def _font(name: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, size, index=index)


@dataclass(frozen=True)
class Drawn:
    """A report's pages as grey images, and what each cell says."""

    pages: list[np.ndarray]
    truth: dict[str, str]
    form: Form


def _filled(slots: Sequence[Slot], truth: dict[str, str]) -> list[Slot]:
    return [(truth[text[1:]] if text.startswith("@") else text, *place) for text, *place in slots]  # type: ignore[misc]


def draw_report(seed: int, dpi: int, tables: str = "234", prose: bool = True) -> Drawn:
    """The report of a seed at a resolution; `tables` says which of the three are drawn."""
    lots = random.Random(seed)
    form = lots.choice((Form.F2019, Form.F2021))
    truth = fill_in(lots, form)
    look = Look.draw_lots(lots)
    pages = Pages(look, dpi)
    if prose:
        year = 2023 if form is Form.F2021 else 2020
        pages.text(f"广州市增城区政务服务数据管理局{year}年政府信息公开工作年度报告", 18, centred=True)
        pages.text("一、总体情况", 14)
        pages.text(_TEXT * 2, 12)
    for heading, slots, widths, size, heads in _tables(form, look, tables):
        if prose:
            pages.text(heading, 14)
        if pages.y > 640:
            pages.begin()
        pages.table(_filled(slots, truth), widths, size, heads)
    if prose:
        pages.text("五、存在的主要问题及改进情况", 14)
        pages.text(_TEXT, 12)
    kinds = {"2": "disclosure", "3": "applications", "4": "disputes"}
    kept = {kinds[number] for number in tables}
    shown = {address: text for address, text in truth.items() if address.split(".")[0] in kept}
    return Drawn([np.asarray(page) for page in pages.pages], shown, form)


def _tables(form: Form, look: Look, wanted: str) -> Iterator[tuple[str, list[Slot], list[float], float, int]]:
    labels = 470 * look.label_share
    if "2" in wanted:
        yield "二、主动公开政府信息情况", disclosure_slots(form), [140.0, 110.0, 110.0, 110.0], look.size, 0
    if "3" in wanted:
        widths = [0.14 * labels, 0.2 * labels, 0.66 * labels, *[(470 - labels) / 7] * 7]
        yield "三、收到和处理政府信息公开申请情况", applications_slots(form), widths, look.size, 3
    if "4" in wanted:
        yield "四、政府信息公开行政复议、行政诉讼情况", disputes_slots(), [470 / 15] * 15, look.disputes_size, 0
