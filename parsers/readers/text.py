"""Plain text in the flavours in which copies of reports circulate: tab tables, a cell a line, and bare lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parsers.encoding import decode
from parsers.errors import Unreadable
from parsers.reading import Cell, Grid, Layout, Paragraph, Reading

MEDIA_TYPE = "text/plain"
_CELL_LINE = re.compile(r"^\t[^\t]*$")
_PIPE_LINE = re.compile(r"^\s*\|.*\|\s*$")
_RULER = re.compile(r"^[\s|:\-]*-{3}[\s|:\-]*$")
_PAGE_NUMBER = re.compile(r"^\s*[—\-－–]+\s*\d{1,3}\s*[—\-－–]+\s*$")

Flavour = Callable[[list[str], int], tuple[Grid | None, int]]


def read_text(data: bytes) -> Reading:
    """Read plain text; tables become grids where the text marks cells, and stay paragraphs where it does not."""
    text = decode(data)
    if "\x00" in text:
        raise Unreadable("the file calls itself text and holds binary data")
    return Reading("text", MEDIA_TYPE, tuple(_blocks(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))))


def _blocks(lines: list[str]) -> Iterator[Paragraph | Grid]:
    index = 0
    while index < len(lines):
        grid, after = _grid_at(lines, index)
        if grid:
            yield grid
        elif lines[index].strip() and not _PAGE_NUMBER.match(lines[index]):
            yield Paragraph(lines[index].strip())
        index = max(after, index + 1)


def _grid_at(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """The grid that begins at a line, and the line after it."""
    for flavour in FLAVOURS:
        grid, after = flavour(lines, index)
        if grid:
            return grid, after
    return None, index


def _cell_lines(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """A cell a line, each behind a tab; an empty line ends a row, two end the table (Word's text export)."""
    rows: list[list[str]] = []
    while index < len(lines) and _CELL_LINE.match(lines[index]):
        row, index = _cell_line_row(lines, index)
        rows.append(row)
        if index + 1 < len(lines) and _CELL_LINE.match(lines[index + 1]):
            index += 1
    if sum(len(row) for row in rows) < 2:
        return None, index
    return _grid(rows, Layout.CELLS), index


def _cell_line_row(lines: list[str], index: int) -> tuple[list[str], int]:
    """One row: lines up to the next empty one; a line without a tab goes on with the cell before it."""
    row: list[str] = []
    while index < len(lines) and lines[index] != "":
        if lines[index].startswith("\t"):
            row.append(lines[index].strip())
        elif row:
            row[-1] += "\n" + lines[index].strip()
        index += 1
    return row, index


def _tab_lines(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """Rows with tabs between the cells; a merged cell leaves empty stops behind."""
    rows: list[list[str]] = []
    while index < len(lines) and "\t" in lines[index]:
        if not _RULER.match(lines[index]):
            rows.append([cell.strip() for cell in lines[index].split("\t")])
        index += 1
    return (_grid(rows, Layout.TABS) if rows else None), index


def _pipe_lines(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """Rows between upright strokes, as Markdown prints tables."""
    rows: list[list[str]] = []
    while index < len(lines) and _PIPE_LINE.match(lines[index]):
        if not _RULER.match(lines[index]):
            rows.append([cell.strip() for cell in lines[index].strip().strip("|").split("|")])
        index += 1
    return (_grid(rows, Layout.TABS) if rows else None), index


FLAVOURS: tuple[Flavour, ...] = (_cell_lines, _tab_lines, _pipe_lines)


def _grid(rows: list[list[str]], layout: Layout) -> Grid:
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    return Grid(cells, layout)
