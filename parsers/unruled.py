"""Pages whose tables have no lines, or not enough of them, to pages with grids.

A table without lines has no shape of its own: only the words of the form tell its rows and columns. So this is the one
step between pages and blocks that knows them. It looks where a section has a table and no grid was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from parsers.geometry import PlacedGrid
from parsers.geometry_paragraphs import PageText, without_margins
from parsers.geometry_text import Line as TextLine
from parsers.reading import Cell, Grid
from parsers.rows import ANCHORS, SECTION_TABLES
from parsers.sections import heading_number
from parsers.unruled_parts import Part, glyphs_to_parts
from parsers.unruled_tables import READERS, Line, lines_by_page

_SEVERAL = re.compile(r"(?<!\S)\d+ +\d+(?!\S)")
_FEW = 4
"""Figures outside all cells, and cells with several, that a ruled table may have without being taken for unruled."""
_LEAST_LINES = 2
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


def add_unruled_tables(pages: Sequence[PageText]) -> list[PageText]:
    """The pages, each table without lines now a grid instead of lines of text."""
    if _all_ruled(pages):
        return list(pages)
    cleaned = without_margins(pages)
    result = {page.number: page for page in pages}
    for section, areas in groupby(_areas(cleaned), key=lambda area: area.section):
        listed = list(areas)[:_MOST_PAGES]
        if section not in SECTION_TABLES or _is_ruled(listed):
            continue
        lines = READERS[section](_joined(listed))
        for number, on_page in lines_by_page(lines) if len(lines) >= _LEAST_LINES else ():
            area = next(area for area in listed if area.page.number == number)
            result[number] = _with_grid(result[number], area, on_page)
    return list(result.values())


def _all_ruled(pages: Sequence[PageText]) -> bool:
    text = "".join(cell.text for page in pages for placed in page.grids for cell in placed.grid.cells)
    text = "".join(text.split())
    loose = sum(_is_number(word) for page in pages for line in page.lines for word in line.text.split())
    return loose < _FEW * len(ANCHORS) and all(
        any(anchor in text for anchor in anchors) for anchors in ANCHORS.values()
    )


def _areas(pages: Sequence[PageText]) -> Iterator[_Area]:
    """The sections' areas in the order of the document."""
    section = 0
    for page in pages:
        top = 0.0
        for line in page.lines:
            number = heading_number(line.text)
            if number and number > section:
                yield _Area(section, page, top, line.y0)
                section, top = number, line.y1
        yield _Area(section, page, top, page.height)


def _is_ruled(areas: Sequence[_Area]) -> bool:
    """Whether lines divide the figures in these areas into cells, all of them."""
    cells = [cell.text for area in areas for placed in _grids(area) for cell in placed.grid.cells]
    loose = [word for area in areas for line in _lines(area) for word in line.text.split()]
    undivided = sum(bool(_SEVERAL.search(text)) for text in cells)
    return bool(cells) and undivided < _FEW and sum(map(_is_number, loose)) < max(_FEW, sum(map(_is_number, cells)) / 4)


def _grids(area: _Area) -> list[PlacedGrid]:
    return [placed for placed in area.page.grids if area.top <= placed.top < area.bottom]


def _lines(area: _Area) -> list[TextLine]:
    return [line for line in area.page.lines if area.top <= line.y0 < area.bottom]


def _is_number(text: str) -> bool:
    return text.strip().isdigit()


def _joined(areas: Sequence[_Area]) -> list[Part]:
    """The parts in the areas, those of later pages moved up to follow on those before, so that a row that a page's end
    cuts in two is whole."""
    joined: list[Part] = []
    for area in areas:
        hidden = [(line.y0, line.y1) for line in area.page.margins]
        parts = [
            part
            for part in glyphs_to_parts(area.page.glyphs, area.page.number)
            if area.top < part.y < area.bottom and not any(y0 <= part.y <= y1 for y0, y1 in hidden)
        ]
        if not parts:
            continue
        first = min(part.y for part in parts)
        shift = max(part.y + _JOINED * part.height for part in joined) - first if joined else 0.0
        joined += [part._replace(y=part.y + shift) for part in parts]
    return joined


def _with_grid(page: PageText, area: _Area, lines: Sequence[Line]) -> PageText:
    """The page with a grid in place of all lines of text from the table's first to its last."""
    parts = [field.part for line in lines for field in line.fields if field.part]
    if not parts:
        return page
    top, bottom = area.top, max(part.box.y1 for part in parts)
    kept = [line for line in page.lines if not (top <= (line.y0 + line.y1) / 2 <= bottom) or _is_prose(line.text)]
    cells = tuple(_cells(lines))
    others = [placed for placed in page.grids if not area.top <= placed.top < area.bottom]
    grids = sorted([*others, PlacedGrid(Grid(cells, page=page.number), top + 0.1)], key=lambda grid: grid.top)
    return page._replace(lines=kept, grids=grids)


def _is_prose(text: str) -> bool:
    return text.rstrip().endswith("。")


def _cells(lines: Sequence[Line]) -> Iterator[Cell]:
    for row, line in enumerate(lines):
        label = [Cell(line.label, row, 0)] if line.label else []
        yield from label
        for column, field in enumerate(line.fields, len(label)):
            yield Cell(field.text, row, column, box=field.part.box if field.part else None, doubt=field.doubt)
