"""Paragraphs of a binary Word file to blocks: cells and rows by their marks, tables within tables by their depth."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parsers.errors import TooLarge
from parsers.readers import MAX_CELLS
from parsers.readers.doc_row import CellShape, RowShape
from parsers.readers.word_grid import WordCell, join_rows, lays_out
from parsers.reading import Grid

_SAME_EDGE = 20
"""Twips (1/20 point) by which the edges of one column differ from row to row; no column is so narrow."""
_DEEPEST = 40

Item = str | Grid


@dataclass(slots=True)
class _Row:
    cells: list[list[Item]]
    shape: RowShape | None


@dataclass(slots=True)
class _Table:
    """A table while it is read: its rows, the cells of the row that is open, and what is in the open cell."""

    rows: list[_Row] = field(default_factory=list)
    cells: list[list[Item]] = field(default_factory=list)
    content: list[Item] = field(default_factory=list)
    stays: bool = False

    def end_cell(self, *, is_gone: bool = False) -> None:
        self.cells.append(self.content)
        self.content = []
        self.stays = self.stays or not is_gone

    def end_row(self, shape: RowShape | None) -> None:
        if self.cells:
            self.rows.append(_Row(self.cells, shape))
        self.cells, self.content, self.stays = [], [], False

    def close(self) -> list[Item]:
        """The table's Grid and the tables in it, or its content where it only lays out the page."""
        if self.content:
            self.end_cell()
        self.end_row(None)
        own = sum(len(row.cells) for row in self.rows)
        contents = [item for row in self.rows for cell in row.cells for item in cell]
        if lays_out(own, sum(len(item.cells) for item in contents if isinstance(item, Grid))):
            return contents
        return list(join_rows(_place_rows(self.rows)))


class Assembly:
    """Takes the paragraphs in order; `items` are then the texts and grids of the document."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._open: list[_Table] = []
        self._cells = 0

    def add(self, text: str, depth: int) -> None:
        """A paragraph at a depth of tables; 0 is the page."""
        self._go_to(depth)
        (self._open[-1].content if self._open else self.items).append(text)

    def extend(self, items: Iterable[Item], depth: int) -> None:
        """What was read elsewhere and belongs at a depth of tables."""
        self._go_to(depth)
        (self._open[-1].content if self._open else self.items).extend(items)

    def end_cell(self, text: str, depth: int, *, is_gone: bool) -> None:
        """The last paragraph of a cell; `is_gone` where its mark was deleted."""
        self.add(text, depth)
        self._open[-1].end_cell(is_gone=is_gone)
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise TooLarge(f"a Word document (.doc) with more than {MAX_CELLS:,} table cells")

    def cells_of_row(self, depth: int) -> int:
        """How many cells the open row has at a depth."""
        self._go_to(depth)
        return len(self._open[-1].cells)

    def end_row(self, depth: int, shape: RowShape | None, *, is_gone: bool) -> None:
        """The mark behind a row's last cell; a row all of whose marks were deleted is dropped."""
        self._go_to(depth)
        if is_gone and not self._open[-1].stays:
            self._open[-1].cells = []
        self._open[-1].end_row(shape)

    def close(self) -> list[Item]:
        """Everything, once the last paragraph has been added."""
        self._go_to(0)
        return self.items

    def _go_to(self, depth: int) -> None:
        depth = min(depth, _DEEPEST)
        while len(self._open) > depth:
            closed = self._open.pop().close()
            (self._open[-1].content if self._open else self.items).extend(closed)
        while len(self._open) < depth:
            self._open.append(_Table())


def _place_rows(rows: Sequence[_Row]) -> list[list[WordCell]]:
    """The rows' cells on the columns that the edges of all rows together make."""
    columns = _columns(edge for row in rows if row.shape for edge in row.shape.edges())
    return [_place_row(row, columns) for row in rows]


def _columns(edges: Iterable[int]) -> list[int]:
    columns: list[int] = []
    for edge in sorted(set(edges)):
        if not columns or edge - columns[-1] > _SAME_EDGE:
            columns.append(edge)
    return columns


def _place_row(row: _Row, columns: Sequence[int]) -> list[WordCell]:
    """A row's cells; where its definition has fewer cells than stand there, the rest follow one by one."""
    placed: list[WordCell] = []
    shapes = row.shape.cells if row.shape else []
    edges = row.shape.edges() if row.shape else []
    column, first_of_merge = 0, 0
    for index, content in enumerate(row.cells):
        shape = shapes[index] if index < len(shapes) else CellShape(0)
        if index < len(shapes):
            column = max(column, _nearest(columns, edges[index]))
        end = max(column + 1, _nearest(columns, edges[index + 1])) if index < len(shapes) else column + 1
        if placed and first_of_merge and shape.across not in (0, first_of_merge):
            placed[-1].colspan += end - column
        else:
            placed.append(WordCell(content, column, end - column, shape.merge))
            # Writers disagree on which of the two flags means the first; the one that comes first does.
            first_of_merge = shape.across
        column = end
    return placed


def _nearest(columns: Sequence[int], edge: int) -> int:
    """The column whose edge this is: the last that is not to its right, as edges only ever join those to their left."""
    return max(0, bisect_right(columns, edge) - 1)
