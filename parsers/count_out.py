"""Counting a row's cells out into its columns: which cell stands in which column, or why that can't be told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from parsers.reading import Cell, Layout
from parsers.values import NOT_STATED, clean, parse_count


class Placed(NamedTuple):
    """One column of a counted row: the cell that stands there, or None; `reason` where that is doubtful."""

    cell: Cell | None
    reason: str | None = None


class _Line(NamedTuple):
    """One physical row counted out; `reason` is set where its cells could not be told apart."""

    cells: tuple[Cell | None, ...]
    reason: str | None = None
    whole: bool = True


def count_out(
    rows: Sequence[Sequence[Cell]], columns: int, layout: Layout, header: Sequence[int] | None = None
) -> tuple[Placed, ...]:
    """Exactly `columns` places for a logical row, which may stand on several physical rows.

    `header` gives, for a layout whose blanks may be fillers, the positions under which the columns' headings stand. A
    row with too many numbers keeps the leftmost ones, all doubted; one with too few keeps none. Blank cells of a
    source that shows every cell are plainly blank; a cell lost among others that stand in place is doubted alone.
    """
    if layout is Layout.CELLS and len(rows) == 1 and len(rows[0]) == columns:
        # A report has hundreds: `Placed(...)` takes twice as long.
        return tuple(map(tuple.__new__, repeat(Placed), zip(rows[0], repeat(None))))
    lines = [line for row in rows if (line := _line(row, columns, layout, header))]
    if not lines:
        return tuple(Placed(None) for _ in range(columns))
    if len(lines) == 1 and lines[0].reason is None:
        lost = None if layout is Layout.CELLS else "cell_lost"
        return tuple(Placed(cell) if cell else Placed(None, lost) for cell in lines[0].cells)
    long = next((line for line in lines if line.reason == "row_too_long"), None)
    whole = [line for line in lines if line.reason is None]
    if long or not whole:
        worst = long or lines[0]
        return tuple(Placed(cell, worst.reason) for cell in worst.cells)
    return tuple(_merge([line.cells[column] for line in whole], layout) for column in range(columns))


def _line(row: Sequence[Cell], columns: int, layout: Layout, header: Sequence[int] | None) -> _Line | None:
    """One physical row, counted; None where it holds nothing to count."""
    if layout is Layout.CELLS and len(row) == columns:
        return _Line(tuple(row))
    stated = [cell for cell in row if clean(cell.text) not in ("", "_")]
    if columns > 1 and len(row) == 1 and len(clean(row[0].text)) == columns and clean(row[0].text).isdigit():
        return _Line(tuple(row[0]._replace(text=digit) for digit in clean(row[0].text)))
    if layout is Layout.CELLS:
        return _line_of_spare_cells(row, stated, columns)
    if not stated:
        return None
    if len(stated) == columns:
        return _Line(tuple(stated))
    if len(stated) > columns:
        return _Line(tuple(stated[:columns]), "row_too_long")
    if layout is Layout.TABS and header and all(cell.column in header for cell in stated):
        by_column = {cell.column: cell for cell in stated}
        return _Line(tuple(by_column.get(position) for position in header), whole=False)
    return _Line((None,) * columns, "row_too_short")


def _line_of_spare_cells(row: Sequence[Cell], stated: Sequence[Cell], columns: int) -> _Line | None:
    if len(row) > columns and len(stated) == columns:
        return _Line(tuple(stated))
    if len(row) > columns and not stated:
        return _Line(tuple(row[:columns]))
    if len(row) > columns:
        return _Line(tuple(row[:columns]), "row_too_long")
    return _Line((None,) * columns, "row_too_short") if row else None


def _merge(cells: Sequence[Cell | None], layout: Layout) -> Placed:
    """One cell out of the readings of several physical rows: they agree, or the cell is doubted."""
    present = [cell for cell in cells if cell is not None]
    plain = [cell for cell in present if _states_number(cell)]
    if len({parse_count(cell.text).value for cell in plain}) > 1:
        return Placed(plain[0], "two_readings")
    if plain:
        return Placed(plain[0])
    if present:
        return Placed(present[0])
    return Placed(None, None if layout is Layout.CELLS else "cell_lost")


def _states_number(cell: Cell) -> bool:
    """Whether a cell plainly says something: a number, or more than a look-alike of one."""
    text = clean(cell.text)
    return text not in NOT_STATED and parse_count(cell.text).reason != "look_alike"
