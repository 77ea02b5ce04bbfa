"""Text that stands in rows of a table: a whole report set as one table, as spreadsheets and some editors have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from parsers.form import APPLICATION_COLUMNS
from parsers.labels import exact_label
from parsers.reading import Cell, Grid, Layout, Paragraph
from parsers.sections import compact, heading_number
from parsers.source_grid import ANCHORS
from parsers.titles import parse_title
from parsers.values import is_value

_LONG = 60
"""No label of the form is so long."""
_MAY_OPEN = re.compile("情\\s*况|概\\s*述|问\\s*题|其\\s*他|公\\s*开")
"""What every heading and every title holds; most labels hold none of it."""
_MAY_HOLD = ("情况", "概述", "问题", "报告", "年报")
"""The same for a whole table; most hold none of it, beside the heading over its applicants."""
_HEADINGS = 4
"""A row of so many texts heads columns: labels stand at most three side by side."""
_SENTENCE = re.compile(r"[。；！？]")
_DATE = re.compile(r"^[^。；，]*\d{1,2}日$")
_UNIT_HEADINGS = ("单位", "计量单位")
_OPENINGS = ("第二十条", "信息内容")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a grid; `text` is its only text, where it has but one, which is no figure, and no merged cell from above
    beside it."""

    cells: tuple[Cell, ...]
    text: str | None

    @property
    def is_blank(self) -> bool:
        return not any(cell.text.strip() for cell in self.cells)

    @property
    def is_unfilled(self) -> bool:
        """Whether it is a row of the form with a blank cell for each applicant."""
        is_row = self.text is not None and exact_label("applications", self.text) is not None
        return is_row and len(self.cells) > len(APPLICATION_COLUMNS)

    @property
    def lists_indicators(self) -> bool:
        """Whether it heads a table of indicators with their units: what looks like a section's heading below it is a
        group of them."""
        return any(compact(cell.text) in _UNIT_HEADINGS for cell in self.cells)


def lift_text(blocks: Sequence[Paragraph | Grid]) -> tuple[Paragraph | Grid, ...]:
    """The blocks, with each grid that holds a section's heading or the report's title in a row of its own taken apart:
    rows of a single text that no table of the form has become paragraphs, the rest smaller grids.

    Rows and columns count as before. A label whose figures were left blank stays a row of its table.
    """
    return tuple(
        part
        for block in blocks
        for part in (_take_apart(block) if isinstance(block, Grid) and block.layout is Layout.CELLS else (block,))
    )


def _take_apart(grid: Grid) -> Iterator[Paragraph | Grid]:
    whole = "".join("".join([cell.text for cell in grid.cells]).split()).replace("申请人情况", "")
    if not any(word in whole for word in _MAY_HOLD) or not any(map(_opens_text, _lone_texts(grid))):
        yield grid
        return
    lines = list(_lines(grid))
    for is_text, part in groupby(zip(lines, _are_text(lines), strict=True), key=lambda pair: pair[1]):
        rows = [line for line, _ in part]
        if not is_text:
            yield _smaller(grid, [cell for line in rows for cell in line.cells])
            continue
        for text in (line.text for line in rows if line.text):
            yield from (Paragraph(each.strip(), grid.page, grid.picture) for each in text.split("\n") if each.strip())


def _lone_texts(grid: Grid) -> list[str]:
    """The texts that begin in a row alone, whatever reaches down into it from above."""
    lone: dict[int, str] = {}
    several: set[int] = set()
    for cell in grid.cells:
        if cell.text and cell.row not in several and lone.setdefault(cell.row, cell.text) is not cell.text:
            several.add(cell.row)
            del lone[cell.row]
    return list(lone.values())


def _lines(grid: Grid) -> Iterator[_Line]:
    reach = 0
    for cells in grid.rows():
        stated = [cell for cell in cells if cell.text.strip()]
        is_lone = len(stated) == 1 and cells[0].row >= reach and not _is_figure(stated[0].text)
        yield _Line(cells, stated[0].text if is_lone else None)
        reach = max([reach, *(cell.row + cell.rowspan for cell in stated)])


def _is_figure(text: str) -> bool:
    """Whether a text is a figure or a stroke; 无 alone is more likely all that a section says."""
    return is_value(text) and text.strip() != "无"


def _opens_text(text: str) -> bool:
    first = text.strip().partition("\n")[0]
    return bool(_MAY_OPEN.search(text) and (heading_number(first) or parse_title(text)))


def _are_text(lines: Sequence[_Line]) -> list[bool]:
    """For each row, whether it is text: what plainly is; what follows such a row, up to the first that begins a table;
    and what stands below the last row of a table and is no label."""
    plain = _are_plainly_text(lines)
    leads = _lead_to_table(lines, plain)
    found: list[bool] = []
    in_text = True
    for index, line in enumerate(lines):
        if plain[index]:
            in_text = True
        elif line.text is None:
            in_text = in_text and line.is_blank
        elif line.is_unfilled:
            in_text = False
        else:
            named = _names_row(line.text)
            in_text = not (named and leads[index]) if in_text else not (named or leads[index])
        found.append(in_text)
    return found


def _are_plainly_text(lines: Sequence[_Line]) -> list[bool]:
    found: list[bool] = []
    has_headings = True
    for line in lines:
        has_headings = has_headings and not line.lists_indicators
        text = line.text
        found.append(text is not None and (_is_plainly_text(text) or (has_headings and _opens_text(text))))
    return found


def _lead_to_table(lines: Sequence[_Line], plain: Sequence[bool]) -> list[bool]:
    """For each row, whether the rows below go on to one of several cells before anything that is plainly text."""
    found: list[bool] = []
    leads = False
    for line, is_plain in zip(reversed(lines), reversed(plain), strict=True):
        found.append(leads)
        leads = not is_plain and (leads or (line.text is None and not line.is_blank))
    return found[::-1]


def _is_plainly_text(text: str) -> bool:
    short = compact(text)
    return bool(_SENTENCE.search(short) or _DATE.match(short)) or len(short) > _LONG


def _names_row(text: str) -> bool:
    """Whether a text is a label or a heading of one of the three tables."""
    short = compact(text)
    return (
        short.startswith(_OPENINGS)
        or any(exact_label(kind, text) for kind in ("disclosure", "applications"))
        or (len(short) <= _LONG and any(anchor in short for anchors in ANCHORS.values() for anchor in anchors))
    )


def _smaller(grid: Grid, cells: Sequence[Cell]) -> Grid:
    """The cells as a grid of their own, without the blank columns to the left and right of it."""
    stated = [cell for cell in cells if cell.text.strip()]
    left = min((cell.column for cell in stated), default=0)
    right = max((cell.column + cell.colspan for cell in stated), default=0)
    if stated and not any(_tells_width(cell, stated) for cell in stated):
        # Nothing but labels: the blank cells behind them are all the figures there are.
        return replace(grid, cells=tuple(cell for cell in cells if left <= cell.column and not _is_beside(cell)))
    kept = tuple(cell for cell in cells if left <= cell.column < right)
    return replace(grid, cells=kept)


def _tells_width(cell: Cell, stated: Sequence[Cell]) -> bool:
    """Whether a cell shows how wide the table is: a figure, or one of the headings over its columns."""
    return is_value(cell.text) or sum(each.row == cell.row for each in stated) >= _HEADINGS


def _is_beside(cell: Cell) -> bool:
    """Whether a blank cell is what is left of the sheet beside a table: it reaches over rows, as no figure does."""
    return cell.rowspan > 1 and cell.colspan > 1 and not cell.text.strip()
