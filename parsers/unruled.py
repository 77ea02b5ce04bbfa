"""Pages whose tables have no lines, or not enough of them, to pages with grids.

A table without lines has no shape of its own: only the words of the form tell its rows and columns. So this is the one
step between pages and blocks that knows them. It looks where a section has a table and no grid was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from parsers.geometry import PlacedGrid
from parsers.geometry_paragraphs import PageText, without_margins
from parsers.geometry_text import Line as TextLine
from parsers.reading import Cell, Grid
from parsers.sections import heading_number
from parsers.source_grid import ANCHORS, SECTION_TABLES
from parsers.unruled_parts import Part, glyphs_to_parts
from parsers.unruled_tables import READERS, Line, read_strays

_SEVERAL = re.compile(r"(?<!\S)[+-]?\d+\s+[+-]?\d+(?!\S)")
_NUMBER = re.compile(r"[+-]?\d[\d,.]*")
_FEW = 4
"""Figures outside all cells, and cells with several, that a ruled table may have without being taken for unruled."""
_ENDS = re.compile(r"。[”）)]?$")
_LEAST_LINES = 2
_MOST_PARTS = 2000
"""Pieces of text that a section has at most before it is no table: the big one has some 500."""
_MOST_PAGES = 6
"""No table of the form runs over more pages."""
_JOINED = 1.4
"""Heights from the last line on a page to the first on the next, once they are joined."""


class _Area(NamedTuple):
    """A section's part of a page: what stands below `top` and above `bottom`."""

    section: int
    page: PageText
    top: float
    bottom: float


def with_unruled_tables(pages: Sequence[PageText]) -> list[PageText]:
    """The pages without their margins, each table without lines now a grid instead of lines of text."""
    cleaned = without_margins(pages)
    return cleaned if _all_ruled(cleaned) else without_margins(_add_tables(pages, cleaned))


def _add_tables(pages: Sequence[PageText], cleaned: Sequence[PageText]) -> list[PageText]:
    result = {page.number: page for page in pages}
    for section, areas in groupby(_areas(cleaned), key=lambda area: area.section):
        listed = list(areas)[:_MOST_PAGES]
        if section not in SECTION_TABLES:
            continue
        if ruled := _is_ruled(listed):
            lines = read_strays(
                SECTION_TABLES[section], _joined([area for area in listed if _numbers(area)], loose=True)
            )
        else:
            lines = READERS[section](_joined(listed))
        for area in listed if len(lines) >= (1 if ruled else _LEAST_LINES) else ():
            result[area.page.number] = _with_grid(result[area.page.number], area, lines, keep=ruled)
    return list(result.values())


def _all_ruled(pages: Sequence[PageText]) -> bool:
    """Whether all three tables are there as grids, and no figure stands by itself outside them."""
    text = "".join([cell.text for page in pages for placed in page.grids for cell in placed.grid.cells])
    text = "".join(text.split())
    if not all(any(anchor in text for anchor in anchors) for anchors in ANCHORS.values()):
        return False
    return not any(_is_number(word) for page in pages for line in page.lines for word in line.text.split())


def _areas(pages: Sequence[PageText]) -> Iterator[_Area]:
    """The sections' areas in the order of the document."""
    section = 0
    for page in pages:
        top = 0.0
        for number, first, last in _headings(page.lines):
            if number > section:
                yield _Area(section, page, top, first.y0)
                section, top = number, last.y1
        yield _Area(section, page, top, page.height)


def _headings(lines: Sequence[TextLine]) -> Iterator[tuple[int, TextLine, TextLine]]:
    """Each heading's number, with its first and its last line: a long one takes two."""
    for line, below in zip_longest(lines, lines[1:]):
        if number := heading_number(line.text):
            yield number, line, line
        elif below and below.y0 - line.y1 < line.height and (number := heading_number(line.text + below.text)):
            yield number, line, below


def _is_ruled(areas: Sequence[_Area]) -> bool:
    """Whether lines divide the figures in these areas into cells, all of them."""
    cells = [cell.text for area in areas for placed in _grids(area) for cell in placed.grid.cells]
    undivided = sum(bool(_SEVERAL.search(text)) for text in cells)
    return bool(cells) and undivided < _FEW and sum(map(_numbers, areas)) < max(_FEW, sum(map(_is_number, cells)) / 4)


def _numbers(area: _Area) -> int:
    """How many numbers stand outside all grids."""
    return sum(_is_number(word) for line in _lines(area) for word in line.text.split())


def _grids(area: _Area) -> list[PlacedGrid]:
    return [placed for placed in area.page.grids if area.top <= placed.top < area.bottom]


def _lines(area: _Area) -> list[TextLine]:
    return [line for line in area.page.lines if area.top <= line.y0 < area.bottom]


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()))


def _joined(areas: Sequence[_Area], loose: bool = False) -> list[Part]:
    """The parts in the areas, those of later pages moved up to follow on those before, so that a row that a page's end
    cuts in two is whole; `loose` leaves out what stands in grids."""
    joined: list[Part] = []
    for area in areas:
        hidden = [(line.y0, line.y1) for line in (*area.page.margins, *_prose(area))]
        parts = [
            part
            for part in glyphs_to_parts(area.page.glyphs, area.page.number)
            if area.top < part.y < area.bottom and not any(y0 <= part.y <= y1 for y0, y1 in hidden)
        ]
        if loose:
            parts = [part for part in parts if not _in_grid(part, area)]
        if len(joined) + len(parts) > _MOST_PARTS:
            return []
        if not parts:
            continue
        first = min(part.y for part in parts)
        shift = max(part.y + _JOINED * part.height for part in joined) - first if joined else 0.0
        joined += [part._replace(y=part.y + shift) for part in parts]
    return joined


def _in_grid(part: Part, area: _Area) -> bool:
    return any(
        cell.box and cell.box.y0 <= (part.box.y0 + part.box.y1) / 2 <= cell.box.y1
        for placed in _grids(area)
        for cell in placed.grid.cells
    )


def _with_grid(page: PageText, area: _Area, lines: Sequence[Line], keep: bool) -> PageText:
    """The page with a grid in place of all lines of text from the table's first to its last, and of the grids there
    unless they are to be kept."""
    parts = [part for line in lines for part in line.parts if part.page == page.number]
    if not parts:
        return page
    top, bottom = min(part.box.y0 for part in parts) - 1, max(part.box.y1 for part in parts)
    prose = _prose(area)
    kept = [line for line in page.lines if not (top <= (line.y0 + line.y1) / 2 <= bottom) or line in prose]
    cells = tuple(_cells([line for line in lines if line.page == page.number]))
    others = [placed for placed in page.grids if keep or not area.top <= placed.top < area.bottom]
    found = [PlacedGrid(Grid(cells, page=page.number, unruled=True), top)] if cells else []
    return page._replace(lines=kept, grids=sorted([*others, *found], key=lambda grid: grid.top))


def _prose(area: _Area) -> list[TextLine]:
    """The lines of an area that are sentences: one ends there, or fills the line and goes on in one that is."""
    found: list[TextLine] = []
    for line in reversed(_lines(area)):
        goes_on = bool(found) and found[-1].y0 - line.y1 < line.height and line.x1 - line.x0 > area.page.width / 2
        if _ENDS.search(line.text) or (goes_on and " " not in line.text):
            found.append(line)
    return found


def _cells(lines: Sequence[Line]) -> Iterator[Cell]:
    for row, line in enumerate(lines):
        label = [Cell(line.label, row, 0)] if line.label else []
        yield from label
        for column, field in enumerate(line.fields, len(label)):
            yield Cell(field.text, row, column, box=field.part.box if field.part else None, doubt=field.doubt)
