"""Cells and rows as RTF tells them, to tables: an RTF table is only rows that follow one another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.errors import TooLarge
from parsers.readers import MAX_CELLS
from parsers.readers.word_grid import WordCell, join_rows, lays_out
from parsers.reading import Grid

Content = list[str | Grid]

_SAME_EDGE = 60
"""Twips (3 points) by which the edges of one column differ from row to row at most."""
_DEEPEST = 20


@dataclass
class RowShape:
    """A row as `\\trowd` begins it: its left edge, and for each cell its right edge and whether it's merged."""

    left: int = 0
    rights: list[int] = field(default_factory=list)
    across: list[bool] = field(default_factory=list)
    down: list[str] = field(default_factory=list)
    _across: bool = False
    _down: str = ""

    def merge(self, across: bool, down: str) -> None:
        """Note what is said of the next cell, before its edge is."""
        self._across, self._down = self._across or across, down or self._down

    def end_cell(self, right: int) -> None:
        self.rights.append(right)
        self.across.append(self._across)
        self.down.append(self._down)
        self._across, self._down = False, ""
        if len(self.rights) > MAX_CELLS:
            raise TooLarge(f"an RTF document with a table of more than {MAX_CELLS:,} cells")


@dataclass
class _Level:
    """The text, or a table inside it, or one inside its cells; `content` is what came since the last cell ended."""

    content: Content = field(default_factory=list)
    cells: list[Content] = field(default_factory=list)
    rows: list[tuple[RowShape, list[Content]]] = field(default_factory=list)


class Levels:
    """Text and tables as they come. Depth 0 is the text, 1 a table, 2 a table in a cell of it."""

    def __init__(self) -> None:
        self._levels = [_Level()]
        self._cells = 0

    def end_paragraph(self, text: str, depth: int) -> None:
        # Some writers leave out that a cell's paragraphs belong to it; in the middle of a row they do.
        self._enter(depth or int(len(self._levels) == 2 and bool(self._levels[1].cells)))
        self._levels[-1].content.append(text)

    def end_cell(self, text: str, depth: int) -> None:
        self._enter(max(depth, 1))
        level = self._levels[-1]
        level.cells.append([*level.content, text])
        level.content = []
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise TooLarge(f"an RTF document with more than {MAX_CELLS:,} table cells")

    def end_row(self, shape: RowShape, depth: int) -> None:
        self._enter(max(depth, 1))
        level = self._levels[-1]
        if level.cells:
            blanks = len(shape.rights) - len(level.cells)
            self._cells += max(blanks, 0)
            level.rows.append((shape, [*level.cells, *([] for _ in range(blanks))]))
            level.cells = []

    def close(self) -> Content:
        """Everything, once the document has ended."""
        self._enter(0)
        return self._levels[0].content

    def _enter(self, depth: int) -> None:
        depth = min(depth, _DEEPEST)
        while len(self._levels) <= depth:
            self._levels.append(_Level())
        while len(self._levels) > depth + 1:
            level = self._levels.pop()
            if level.cells:
                level.rows.append((RowShape(), level.cells))
            self._levels[-1].content += [*rows_to_content(level.rows), *level.content]


def rows_to_content(rows: Sequence[tuple[RowShape, list[Content]]]) -> Content:
    """The table's Grid and those inside its cells; what stands in the cells, where the table only lays out the page."""
    inside = [item for _, cells in rows for cell in cells for item in cell]
    nested = sum(len(item.cells) for item in inside if isinstance(item, Grid))
    if lays_out(sum(len(cells) for _, cells in rows), nested):
        return inside
    stops = _stops([shape for shape, _ in rows])
    return list(join_rows([_row(shape, cells, stops) for shape, cells in rows]))


def _stops(shapes: Sequence[RowShape]) -> list[int]:
    """Where columns begin, from all edges of all rows; nothing where a row's edges can't be right."""
    edges = [[shape.left, *shape.rights] for shape in shapes]
    widths = [right - left for row in edges for left, right in pairwise(row)]
    if min(widths, default=0) <= 0:
        return []
    same = min(_SAME_EDGE, min(widths) // 2)
    stops: list[int] = []
    last = None
    for edge in sorted({edge for row in edges for edge in row}):
        if last is None or edge - last > same:
            stops.append(edge)
        last = edge
    return stops


def _row(shape: RowShape, cells: Sequence[Content], stops: Sequence[int]) -> list[WordCell]:
    """The cells of a row in their columns: by their edges, or one by one where these don't say."""
    row: list[WordCell] = []
    places = _places(shape, stops) if stops and len(shape.rights) >= len(cells) else list(range(len(cells) + 1))
    for index, content in enumerate(cells):
        colspan = max(places[index + 1] - places[index], 1)
        if row and index < len(shape.across) and shape.across[index]:
            row[-1].colspan += colspan
        else:
            down = shape.down[index] if index < len(shape.down) else ""
            row.append(WordCell(content, places[index], colspan, down))
    return row


def _places(shape: RowShape, stops: Sequence[int]) -> list[int]:
    """The column at which each cell of a row begins, and the one after the last."""
    return [min(bisect_left(stops, edge - _SAME_EDGE), len(stops) - 1) for edge in (shape.left, *shape.rights)]
