"""Rows of a scan whose label could not be made out and whose place leaves one row of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.form import APPLICATION_COLUMNS, Form, application_rows
from parsers.reading import Cell
from parsers.rows import Leftover, LogicalRow
from parsers.values import is_value

_KIND = "applications"
"""Its rows stand in one order in every report; those of table 二 are five small tables."""


def name_by_place(
    rows: Sequence[LogicalRow], leftovers: Sequence[Leftover], form: Form
) -> tuple[list[LogicalRow], list[Leftover]]:
    """The rows with those added that stand alone between the form's own neighbours of just one row, in a picture, with
    as many figures as these; and the leftovers without them. Anything less certain stays a leftover, and its row
    doubted."""
    order = [row.label.name for row in application_rows(form)]
    between = {(above, below): name for (above, name), (_, below) in pairwise(pairwise(order))}
    found = {row.name for row in rows if row.kind == _KIND}
    placed: list[LogicalRow] = []
    kept: list[Leftover] = []
    for left in leftovers:
        neighbours = tuple(_names_beside(left, rows)) if left.source.grid.picture else ()
        name = between.get(neighbours) if len(neighbours) == 2 else None
        figures = _figures(left)
        if name and name not in found and figures:
            placed.append(LogicalRow(_KIND, name, left.source, [figures]))
        else:
            kept.append(left)
    return [*rows, *placed], kept


def _names_beside(left: Leftover, rows: Sequence[LogicalRow]) -> Iterator[str]:
    """The names of the whole rows right above and right below, in this order."""
    if not left.cells:
        return
    for step in (-1, 1):
        for row in rows:
            lines = [line for line in row.lines if line and line[0].row == left.cells[0].row + step]
            if row.kind == _KIND and row.source is left.source and row.whole and len(lines) == len(row.lines) == 1:
                yield from (row.name for line in lines if len(line) == len(APPLICATION_COLUMNS))


def _figures(left: Leftover) -> tuple[Cell, ...]:
    """The row's figures, blank ones too; nothing where a cell that should be one is not."""
    figures = left.cells[-len(APPLICATION_COLUMNS) :]
    labels = left.cells[: -len(APPLICATION_COLUMNS)]
    is_row = len(figures) == len(APPLICATION_COLUMNS) and all(is_value(cell.text) for cell in figures)
    return figures if is_row and labels and not any(is_value(cell.text) for cell in labels if cell.text.strip()) else ()
