"""Texts whose cells stand at tab stops: where every row keeps to the stops, an empty stop is a blank cell, not a
loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.reading import Cell, Layout
from parsers.rows import LogicalRow
from parsers.values import clean

LEAST_ROWS = 3
"""Rows of a table that keep to the stops before the stops are believed."""
LEAST_BLANK = 0.05
"""The share of blank cells in the table of applications from which a body is known to leave noughts blank: a few among
many figures were lost."""


def align_rows(rows: Sequence[LogicalRow], columns: Mapping[int, int]) -> list[LogicalRow]:
    """The rows with those of a text that keeps to its tab stops counted out; `columns` is how many each row has, by
    its `id`.

    In a text that does not, a row without a figure tells nothing and is left out.
    """
    sources = {row.source.number: row.source for row in rows if row.source.grid.layout is Layout.TABS}
    aligned = {number for number in sources if _keeps_to_stops([r for r in rows if r.source.number == number], columns)}
    kept: list[LogicalRow] = []
    for row in rows:
        if row.source.number in aligned:
            row.lines = [_at_stops(row, columns[id(row)])]
            row.layout = Layout.CELLS
        if row.source.number not in sources or row.source.number in aligned or row.states:
            kept.append(row)
    return kept


def _keeps_to_stops(rows: Sequence[LogicalRow], columns: Mapping[int, int]) -> bool:
    """Whether each row stands on one line, has its figures under the headings, and the lines are equally long."""
    widths = {len(cells) for cells in rows[0].source.grid.rows()}
    enough = len(rows) >= LEAST_ROWS or all(row.kind == "disputes" for row in rows)
    if not enough or len(widths) != 1 or not all(_fits(row, columns[id(row)]) for row in rows):
        return False
    fillers = [row for row in rows if row.kind == "applications"]
    cells = [cell for row in fillers for cell in _at_stops(row, columns[id(row)])]
    blank = sum(not clean(cell.text) for cell in cells)
    return blank == 0 or blank >= LEAST_BLANK * len(cells)


def _fits(row: LogicalRow, columns: int) -> bool:
    if len(row.lines) != 1 or not columns:
        return not columns
    stops = _stops(row, columns)
    return len(stops) == columns and all(cell.column in stops for cell in row.lines[0] if clean(cell.text))


def _stops(row: LogicalRow, columns: int) -> Sequence[int]:
    """The positions of a row's figures: under the table's own headings, else the first behind its label."""
    if row.kind == "applications":
        return row.header or ()
    return [cell.column for cell in row.lines[0]][:columns]


def _at_stops(row: LogicalRow, columns: int) -> tuple[Cell, ...]:
    if not columns:
        return ()
    by_column = {cell.column: cell for cell in row.lines[0]}
    below = row.lines[0][0].row
    return tuple(by_column.get(stop) or Cell("", below, stop) for stop in _stops(row, columns))
