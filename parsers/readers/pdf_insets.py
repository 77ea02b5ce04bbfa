"""Tables that are pictures on a page of text: looked at where the text of the document lacks a table of the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parsers.geometry import PlacedGrid
from parsers.geometry_glyphs import Glyph
from parsers.geometry_paragraphs import PageText
from parsers.reading import Box, Grid

_TOUCHING = 2.0
"""Points by which the strips differ in place that a program cut one picture into."""
_NEAR = 50
"""Pictures above one that are asked whether it goes on with them."""
_LARGE = 0.05
"""The share of a page from which a picture may hold a table; a seal takes half of that."""
_MARGIN = 3.0
"""Points around a picture that are looked at too: its outer lines stand at its very edge."""
_PRINTED_OVER = 30
"""Characters of text over a picture from which it is the paper under them."""
_MOST = 20


def large_pictures(pictures: Sequence[Box], width: float, height: float) -> list[Box]:
    """The pictures of a page that are large enough to hold a table, strips of one joined."""
    joined: list[Box] = []
    for box in sorted(pictures, key=_top):
        above = next((each for each in joined[-_NEAR:] if _is_next_strip(each, box)), None)
        if above:
            joined.remove(above)
            box = above._replace(y1=max(above.y1, box.y1))
        joined.append(box)
    return [box for box in joined if (box.x1 - box.x0) * (box.y1 - box.y0) >= _LARGE * width * height]


def _top(box: Box) -> float:
    return box.y0


def _is_next_strip(above: Box, below: Box) -> bool:
    sides = abs(above.x0 - below.x0), abs(above.x1 - below.x1)
    return max(sides) <= _TOUCHING and below.y0 - above.y1 <= _TOUCHING


def insets(pictures: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[Box, ...]:
    """Those of a page's pictures over which no text is printed."""
    return tuple(box for box in pictures if sum(_is_inside(glyph, box) for glyph in glyphs) < _PRINTED_OVER)


def _is_inside(glyph: Glyph, box: Box) -> bool:
    _, x0, y0, x1, y1 = glyph
    return box.x0 <= (x0 + x1) / 2 < box.x1 and box.y0 <= (y0 + y1) / 2 < box.y1


def read_insets(document: Any, places: Sequence[tuple[PageText, Box]]) -> dict[int, PageText]:
    """The pages on which a picture holds a table, by their numbers, with what such pictures hold."""
    # Imported where it is needed: a document of text must not pay for the scan reader.
    from parsers.ocr.pages import read_document
    from parsers.readers.scan import render_page

    chosen = [(text, _widened(box, text)) for text, box in places[:_MOST]]
    images = (render_page(document[text.number - 1], text.number, box) for text, box in chosen)
    pages: dict[int, PageText] = {}
    for (text, box), seen in zip(chosen, read_document(images), strict=True):
        if seen.grids:
            pages[text.number] = _with(pages.get(text.number, text), seen, box)
    return pages


def _widened(box: Box, page: PageText) -> Box:
    return Box(
        max(0.0, box.x0 - _MARGIN),
        max(0.0, box.y0 - _MARGIN),
        min(page.width, box.x1 + _MARGIN),
        min(page.height, box.y1 + _MARGIN),
    )


def _with(page: PageText, seen: PageText, place: Box) -> PageText:
    """A page with what was seen in a part of it, moved to where that part is."""
    right, down = place.x0, place.y0
    lines = [
        line._replace(x0=line.x0 + right, x1=line.x1 + right, y0=line.y0 + down, y1=line.y1 + down)
        for line in seen.lines
    ]
    grids = [PlacedGrid(_moved(placed.grid, right, down), placed.top + down) for placed in seen.grids]
    return page._replace(lines=[*page.lines, *lines], grids=[*page.grids, *grids])


def _moved(grid: Grid, right: float, down: float) -> Grid:
    cells = []
    for cell in grid.cells:
        box = cell.box
        moved = Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down) if box else None
        cells.append(cell._replace(box=moved))
    return Grid(tuple(cells), grid.layout, grid.page, grid.picture, grid.unruled)
