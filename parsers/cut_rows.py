"""Rows that a page's end cut in two: half of the label on one page, the figures or the other half on the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from parsers.cut_figures import join_figures
from parsers.labels import exact_label
from parsers.reading import Cell, Layout
from parsers.source_grid import SourceGrid
from parsers.values import is_value

_CellRow = tuple[Cell, ...]


class _Half(NamedTuple):
    """A row at a page's end: its label, and its figures, blank ones included."""

    row: _CellRow
    label: str
    values: _CellRow
    spare: _CellRow
    """Cells between the two that hold no label: blank, unless the row has more figures than the other half."""

    @property
    def is_whole(self) -> bool:
        return not any(cell.text.strip() for cell in self.spare)

    @property
    def states(self) -> bool:
        return any(cell.text.strip() for cell in self.values)


def join_cut_rows(sources: Sequence[SourceGrid]) -> list[SourceGrid]:
    """The grids, each row that is cut in two now whole in the one that holds its figures, else in the first."""
    joined = list(sources)
    for index in range(1, len(joined)):
        first, second = joined[index - 1], joined[index]
        if _goes_on(first, second) and (kind := next((kind for kind in second.kinds if kind in first.kinds), None)):
            joined[index - 1], joined[index] = _join(kind, first, second)
    return joined


def _goes_on(first: SourceGrid, second: SourceGrid) -> bool:
    """Whether one grid may go on in the other: the next page, and every cell to be seen."""
    pages = first.grid.page, second.grid.page
    if pages[0] is None or pages[1] is None or pages[1] - pages[0] != 1:
        return False
    return first.grid.layout is Layout.CELLS is second.grid.layout


def _join(kind: str, first: SourceGrid, second: SourceGrid) -> tuple[SourceGrid, SourceGrid]:
    rows = list(first.grid.rows())
    known = {_texts(row) for row in rows}
    below = next((row for row in second.grid.rows() if not (_texts(row) in known and _is_heading(row))), None)
    if not rows or below is None:
        return first, second
    upper, lower = _halves(rows[-1], below)
    if upper.is_whole and lower.is_whole and _is_rest(kind, upper, lower):
        return _join_figures(first, second, upper, lower)
    label = _whole_label(kind, upper, lower) if upper.is_whole and lower.is_whole else None
    if label is None:
        return first, second
    if lower.states:
        return _without(first, upper.row), _with_label(second, lower, label)
    return _with_label(first, upper, label), _without(second, lower.row)


def _is_rest(kind: str, upper: _Half, lower: _Half) -> bool:
    """Whether the lower half may hold nothing but the ends of figures of a row whose label stands above."""
    return upper.states and lower.states and not lower.label.strip() and exact_label(kind, upper.label) is not None


def _join_figures(first: SourceGrid, second: SourceGrid, upper: _Half, lower: _Half) -> tuple[SourceGrid, SourceGrid]:
    figures = join_figures(upper.values, lower.values)
    if figures is None:
        return first, second
    label = upper.row[: len(upper.row) - len(figures)]
    kept = _without(first, upper.row).grid.cells
    is_doubted = any(cell.doubt == "figure_cut" for cell in figures)
    return _with_cells(first, (*kept, *label, *figures)), second if is_doubted else _without(second, lower.row)


def _texts(row: _CellRow) -> tuple[str, ...]:
    return tuple("".join(cell.text.split()) for cell in row)


def _is_heading(row: _CellRow) -> bool:
    return not any(is_value(cell.text) for cell in row)


def _halves(upper: _CellRow, lower: _CellRow) -> tuple[_Half, _Half]:
    """Both rows with as many figures as the one has that shows its label."""
    counts = [_count_values(row) for row in (upper, lower)]
    width = min(counts)
    return _half(upper, width), _half(lower, width)


def _count_values(row: _CellRow) -> int:
    count = 0
    for cell in reversed(row):
        if not is_value(cell.text):
            break
        count += 1
    return count


def _half(row: _CellRow, width: int) -> _Half:
    start = len(row) - width
    return _Half(row, row[start - 1].text if start else "", row[start:], row[len(row) - _count_values(row) : start])


def _whole_label(kind: str, upper: _Half, lower: _Half) -> str | None:
    """The label the two halves make together; None where they are rows of their own."""
    if not upper.values or (upper.states and lower.states):
        return None
    label = upper.label + lower.label
    if not exact_label(kind, label):
        return None
    if upper.label.strip() and lower.label.strip():
        return None if exact_label(kind, lower.label) else label
    # One half is all blank: a row of its own would have a label, and so this is the rest of the other.
    return label if upper.states or lower.states else None


def _without(source: SourceGrid, row: _CellRow) -> SourceGrid:
    return _with_cells(source, tuple(cell for cell in source.grid.cells if not any(cell is each for each in row)))


def _with_label(source: SourceGrid, half: _Half, label: str) -> SourceGrid:
    place = len(half.row) - len(half.values) - 1
    if place < 0:
        first = half.row[0]
        named = (Cell(label, first.row, first.column - 1), *half.row)
    else:
        named = (*half.row[:place], half.row[place]._replace(text=label), *half.row[place + 1 :])
    kept = _without(source, half.row).grid.cells
    return _with_cells(source, (*kept, *named))


def _with_cells(source: SourceGrid, cells: tuple[Cell, ...]) -> SourceGrid:
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return replace(source, grid=replace(source.grid, cells=ordered))
