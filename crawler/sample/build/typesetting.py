"""Where words and cells fall on a page: line breaks by Chinese rules, row heights, tables cut at page ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from crawler.sample.build.tables import Kind, Placed, Table, placed

Measure = Callable[[str], float]

_TOKEN = re.compile(r"[\x21-\x7e]+|.")
_NEVER_FIRST = "，。、；：？！）》”』,;:?!)"


def break_lines(text: str, width: float, measure: Measure, indent: float = 0) -> tuple[str, ...]:
    """The lines of a paragraph, the first `indent` shorter; figures stay whole, no line begins with a closing mark."""
    lines: list[str] = []
    line = ""
    for token in _TOKEN.findall(text):
        if line and measure(line + token) > width - (0 if lines else indent):
            moved = line[-1] if token[0] in _NEVER_FIRST and len(line) > 1 else ""
            lines.append(line.removesuffix(moved))
            line = moved + token
        else:
            line += token
    return (*lines, line)


@dataclass(frozen=True, slots=True)
class Type:
    """The type a table is set in: how wide a text is, how far apart lines stand, the white around a cell's text."""

    measure: Measure
    leading: float
    padding: float


@dataclass(frozen=True, slots=True)
class Box:
    """The part of a cell that stands on one page, `top` counted downwards from the table's upper edge there."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table with its lines broken: the columns' edges, the rows' heights, every cell with its lines."""

    heads: int
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[tuple[Placed, tuple[str, ...]], ...]
    type: Type

    @property
    def head_height(self) -> float:
        return sum(self.heights[: self.heads])

    def height_on_page(self, rows: range) -> float:
        """The height of these rows, and of the headers where they are repeated above them."""
        return sum(self.heights[rows.start : rows.stop]) + (self.head_height if rows.start else 0)


def set_table(table: Table, width: float, type_: Type) -> SetTable:
    """The table at the given width; every row is as high as its cells need."""
    edges = tuple(accumulate((width * share for share in table.widths), initial=0.0))
    cells = []
    for place in placed(table):
        room = edges[place.column + place.cell.width] - edges[place.column] - 2 * type_.padding
        cells.append((place, break_lines(place.cell.text, room, type_.measure)))
    return SetTable(table.heads, edges, _heights(len(table.rows), cells, type_), tuple(cells), type_)


def _heights(rows: int, cells: Sequence[tuple[Placed, tuple[str, ...]]], type_: Type) -> tuple[float, ...]:
    """Rows high enough for their own cells, then for those that span several: the last row takes what is lacking."""
    heights = [0.0] * rows
    for place, lines in sorted(cells, key=lambda item: item[0].cell.height):
        spanned = slice(place.row, place.row + place.cell.height)
        lacking = len(lines) * type_.leading + 2 * type_.padding - sum(heights[spanned])
        heights[spanned.stop - 1] += max(lacking, 0.0)
    return tuple(heights)


def page_rows(table: SetTable, first_room: float, room: float) -> list[range]:
    """The rows that stand on each page; the first range is empty when not even one row fits below the headers there."""
    pages, start, left = [], 0, first_room
    for row, height in enumerate(table.heights):
        if height > left or (row == 0 and table.head_height + table.heights[table.heads] > left):
            pages.append(range(start, row))
            start, left = row, room - (table.head_height if row else 0)
        left -= height
    return [*pages, range(start, len(table.heights))]


def page_boxes(table: SetTable, pages: Sequence[range]) -> list[list[Box]]:
    """The boxes of each page, headers repeated; the text of a cell cut by a page end goes on in its next part."""
    boxes: list[list[Box]] = [[] for _ in pages]
    for place, lines in table.cells:
        rest = lines
        for number, rows in enumerate(pages):
            part = _overlap(place, rows)
            if part:
                box = _box(table, place, rows, part, rest)
                rest = rest[len(box.lines) :]
                boxes[number].append(box)
            elif rows.start > place.row and place.row < table.heads:
                boxes[number].append(_box(table, place, range(table.heads), _overlap(place, range(table.heads)), lines))
    return boxes


def _overlap(place: Placed, rows: range) -> range:
    return range(max(place.row, rows.start), min(place.row + place.cell.height, rows.stop))


def _box(table: SetTable, place: Placed, rows: range, part: range, lines: tuple[str, ...]) -> Box:
    height = sum(table.heights[part.start : part.stop])
    room = len(lines) if part.stop == place.row + place.cell.height else int(height / table.type.leading)
    return Box(
        left=table.edges[place.column],
        top=sum(table.heights[rows.start : part.start]) + (table.head_height if rows.start else 0),
        width=table.edges[place.column + place.cell.width] - table.edges[place.column],
        height=height,
        lines=lines[:room],
        kind=place.cell.kind,
    )


def baselines(box: Box, leading: float) -> Iterator[tuple[float, str]]:
    """Each line of a box, set in its middle, with the depth of its baseline below the table's upper edge."""
    first = box.top + (box.height - leading * len(box.lines)) / 2
    for number, line in enumerate(box.lines):
        yield first + leading * (number + 0.8), line
