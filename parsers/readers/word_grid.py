"""Rows of a Word table to a Grid: what DOC and DOCX have in common once their own storage is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.reading import Cell, Grid


@dataclass(slots=True)
class WordCell:
    """A cell as Word stores it: one a row, also where cells are merged over several rows.

    `content` are its lines and the data tables in it. `merge` is "restart" where a vertical merge begins, "continue"
    where the cell above goes on, else "". `row` and `rowspan` are known once its rows are joined.
    """

    content: Sequence[str | Grid]
    column: int
    colspan: int = 1
    merge: str = ""
    row: int = 0
    rowspan: int = 1

    def close(self) -> Cell:
        lines = [line for line in self.content if line and isinstance(line, str)]
        text = lines[0] if len(lines) == 1 else "\n".join(lines)
        # A document has hundreds: `Cell(...)` takes half as long again.
        return tuple.__new__(Cell, (text, self.row, self.column, self.rowspan, self.colspan, None, "", ()))


def lays_out(own: int, nested: int) -> bool:
    """Whether a table only lays out the page: one cell, or no more cells of its own than the tables inside have."""
    return own < 2 or 0 < own <= nested


def join_rows(rows: Iterable[Sequence[WordCell]]) -> list[Grid]:
    """The table's Grid with each merged cell once, then the tables that stand in its cells."""
    found: list[WordCell] = []
    merged: dict[int, WordCell] = {}
    for number, row in enumerate(rows):
        begun, merged = _join_row(number, row, merged)
        found += begun
    inner = [item for each in found for item in each.content if isinstance(item, Grid)]
    return [Grid(tuple([each.close() for each in found])), *inner]


def _join_row(
    number: int, row: Sequence[WordCell], above: dict[int, WordCell]
) -> tuple[list[WordCell], dict[int, WordCell]]:
    """The cells that begin in this row, and, by column, those that a next row may go on."""
    begun: list[WordCell] = []
    merged: dict[int, WordCell] = {}
    for cell in row:
        if cell.merge == "continue" and cell.column in above:
            merged[cell.column] = above[cell.column]
            merged[cell.column].rowspan += 1
            continue
        cell.row = number
        begun.append(cell)
        if cell.merge:
            merged[cell.column] = cell
    return begun, merged
