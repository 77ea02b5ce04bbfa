"""Rows of a picture through which a fold or a shadow was taken for a line: the label on one side, the figures on the
other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.labels import words
from parsers.reading import Cell
from parsers.rows import LogicalRow
from parsers.values import is_value


def without_halves(rows: Sequence[LogicalRow]) -> list[LogicalRow]:
    """The rows without those of a picture that are all blank beside a row of figures that is nobody's: these may be
    theirs, and such a row states nothing only if they are not."""
    claimed = {(id(row.source), line[0].row) for row in rows for line in row.lines if line}
    return [row for row in rows if not any(_is_unclaimed(row, line, claimed) for line in _neighbours(row))]


def _neighbours(row: LogicalRow) -> Iterator[Sequence[Cell]]:
    """Yield the physical rows right above and below an all blank row of a picture."""
    if not row.source.grid.picture or row.states or not row.lines:
        return
    at = {line[0].row for line in row.lines if line}
    for cells in row.source.grid.rows():
        if cells[0].row not in at and {cells[0].row - 1, cells[0].row + 1} & at:
            yield cells


def _is_unclaimed(row: LogicalRow, cells: Sequence[Cell], claimed: set[tuple[int, int]]) -> bool:
    """Whether a physical row holds figures, at least one of them stated, and no row of the form claims it."""
    values = cells[-len(row.lines[0]) :]
    are_figures = all(is_value(cell.text) or not words(cell.text) for cell in values)
    is_stated = any(cell.text.strip() for cell in values)
    return are_figures and is_stated and (id(row.source), cells[0].row) not in claimed
