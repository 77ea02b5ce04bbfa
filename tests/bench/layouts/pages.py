"""Reports set on pages, before any file format: where each line of text and each edge of a cell stands.

PDF, OFD and pictures of pages are drawn from the same pages, so that a difference between them is the reader's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from crawler.sample.build.manuscript import Block, Paragraph, Style
from crawler.sample.build.tables import Placed, Table
from crawler.sample.build.typesetting import Type, break_lines, set_table

PADDING = 3.0
_LEADING = 1.7
"""Sizes of the type from one line of text to the next."""
_ASCENT, _DESCENT = 0.88, 0.12
"""Sizes of the type that Chinese characters reach above and below the line they stand on."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `y` is its baseline, counted in points from the top of the page."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False


@dataclass(slots=True)
class Page:
    """`edges` are the sides of cells: (x0, y0, x1, y1), `outer` those at the left and right end of a table."""

    lines: list[Line] = field(default_factory=list)
    edges: set[tuple[float, float, float, float]] = field(default_factory=set)
    outer: set[tuple[float, float, float, float]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Size of the page and the type, in points; `repeat` sets a table's headers again on each page it runs to, `cut`
    lets a page end in the middle of a row, `numbered` prints page numbers. `figures` says where figures stand in their
    cells: l, c or r, and `top` sets all text at the top of its cell. `tight` is the paper between a table and the lines
    of text above and below it, where that is hardly any."""

    measure: Callable[[str, float], float]
    width: float = 595.0
    height: float = 842.0
    margin: float = 68.0
    size: float = 14.0
    cell_size: float = 10.5
    repeat: bool = False
    cut: bool = False
    numbered: bool = True
    figures: str = "c"
    top: bool = False
    tight: float | None = None


def set_pages(blocks: Sequence[Block], sheet: Sheet) -> list[Page]:
    """The pages of a report."""
    setter = _Setter(sheet)
    for block in blocks:
        if isinstance(block, Table):
            setter.put_table(block)
        else:
            setter.put_paragraph(block)
    for number, page in enumerate(setter.pages, 1):
        if sheet.numbered:
            page.lines.append(Line(sheet.width / 2 - 12, sheet.height - 36, f"— {number} —", 10.5))
    return setter.pages


class _Setter:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.pages = [Page()]
        self.y = sheet.margin
        self.bottom = sheet.height - sheet.margin
        self.room = sheet.width - 2 * sheet.margin

    def turn(self) -> None:
        self.pages.append(Page())
        self.y = self.sheet.margin

    def put_paragraph(self, paragraph: Paragraph) -> None:
        size = self.sheet.size * (1.35 if paragraph.style is Style.TITLE else 1)
        indent = 2 * size if paragraph.style in (Style.BODY, Style.HEADING) else 0
        if paragraph.style is Style.HEADING and self.bottom - self.y < 90:
            self.turn()
        lines = break_lines(paragraph.text, self.room, lambda text: self.sheet.measure(text, size), indent)
        for number, text in enumerate(lines):
            if self.y + size * _LEADING > self.bottom:
                self.turn()
            self.y += size * _LEADING
            slack = self.room - self.sheet.measure(text, size)
            x = {Style.TITLE: slack / 2, Style.SIGN_OFF: slack - size}.get(paragraph.style, 0 if number else indent)
            bold = paragraph.style in (Style.TITLE, Style.HEADING)
            self.pages[-1].lines.append(Line(self.sheet.margin + x, self.y, text, size, bold))

    def put_table(self, table: Table) -> None:
        size = self.sheet.cell_size
        type_ = Type(lambda text: self.sheet.measure(text, size), size * 1.3, PADDING)
        set_ = set_table(table, self.room, type_)
        tops = list(accumulate(set_.heights, initial=0.0))
        head = tops[table.heads] if self.sheet.repeat and table.heads else 0.0
        self.y += size if self.sheet.tight is None else self.sheet.tight + _DESCENT * self.sheet.size
        start = 0.0
        rest: dict[int, tuple[str, ...]] = {}
        while start < tops[-1] - 0.1:
            above = head if start else 0.0
            end = self._end(tops, start, self.bottom - self.y - above, table)
            if end <= start:
                self.turn()
                continue
            if above:
                self._put_part(set_.cells, set_.edges, tops, (0.0, head), {}, 0.0)
            self._put_part(set_.cells, set_.edges, tops, (start, end), rest, above - start)
            self.y += end - start + above
            start = end
            if start < tops[-1] - 0.1:
                self.turn()
        self.y += size if self.sheet.tight is None else self.sheet.tight - (_LEADING - _ASCENT) * self.sheet.size

    def _end(self, tops: list[float], start: float, room: float, table: Table) -> float:
        """How far down the table reaches on this page: to the end of a row, or of a line in a row."""
        whole = max((top for top in tops if top <= start + room + 0.01), default=start)
        least = tops[min(table.heads + 1, len(tops) - 1)]
        if not start and whole < least:
            return 0.0
        if not self.sheet.cut or whole >= tops[-1] or whole <= start - 0.01:
            return whole
        row = max(index for index, top in enumerate(tops) if top <= whole + 0.01)
        leading = self.sheet.cell_size * 1.3
        fitting = int((start + room - whole - 2 * PADDING) / leading)
        lines = int((tops[row + 1] - tops[row] - 2 * PADDING) / leading + 0.01)
        if 1 <= fitting < lines and lines <= 4:
            return whole + fitting * leading + PADDING
        return whole

    def _put_part(
        self,
        cells: Sequence[tuple[Placed, tuple[str, ...]]],
        edges: Sequence[float],
        tops: Sequence[float],
        part: tuple[float, float],
        rest: dict[int, tuple[str, ...]],
        shift: float,
    ) -> None:
        """Draw what of each cell lies between two heights of the table; `rest` keeps lines for the next page."""
        for number, (place, lines) in enumerate(cells):
            top, bottom = tops[place.row], tops[place.row + place.cell.height]
            high, low = max(top, part[0]), min(bottom, part[1])
            if low - high < 0.1:
                continue
            left, right = edges[place.column], edges[place.column + place.cell.width]
            box = (self.sheet.margin + left, self.y + high + shift, self.sheet.margin + right, self.y + low + shift)
            waiting = rest.get(number, lines)
            fitting = (
                len(waiting) if low >= bottom - 0.1 else int((low - high - PADDING) / (self.sheet.cell_size * 1.3))
            )
            rest[number] = waiting[fitting:]
            self._put_box(box, waiting[:fitting], place, edges)

    def _put_box(
        self, box: tuple[float, float, float, float], lines: Sequence[str], place: Placed, edges: Sequence[float]
    ) -> None:
        x0, y0, x1, y1 = (round(value, 2) for value in box)
        page, size = self.pages[-1], self.sheet.cell_size
        page.edges |= {(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)}
        if place.column == 0:
            page.outer.add((x0, y0, x0, y1))
        if place.column + place.cell.width == len(edges) - 1:
            page.outer.add((x1, y0, x1, y1))
        slack = PADDING if self.sheet.top else (y1 - y0 - size * 1.3 * len(lines)) / 2
        y = y0 + slack + size * 1.02
        side = self.sheet.figures if place.cell.kind == "figure" else "c"
        if place.cell.kind == "label" and x1 - x0 > 60:
            side = "l"
        for text in lines:
            room = x1 - x0 - self.sheet.measure(text, size)
            x = x0 + {"l": PADDING, "c": room / 2, "r": room - PADDING}[side]
            page.lines.append(Line(x, y, text, size))
            y += size * 1.3


def joined_edges(edges: set[tuple[float, float, float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """Edges that lie on one line and touch, as one: how some programs draw rules."""
    for horizontal in (True, False):
        lines: dict[float, list[tuple[float, float]]] = {}
        for x0, y0, x1, y1 in edges:
            if (y0 == y1) == horizontal:
                lines.setdefault(y0 if horizontal else x0, []).append((x0, x1) if horizontal else (y0, y1))
        for place, spans in lines.items():
            for low, high in _joined(spans):
                yield (low, place, high, place) if horizontal else (place, low, place, high)


def _joined(spans: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    low, high = min(spans)
    for start, end in sorted(spans):
        if start > high + 0.1:
            yield low, high
            low, high = start, end
        high = max(high, end)
    yield low, high
