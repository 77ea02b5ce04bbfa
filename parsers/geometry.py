"""Characters and ruling lines of a page to its grids, on plain values: a PDF, an OFD file and a scan all end here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from parsers.geometry_glyphs import Columns, Glyph, Glyphs, chosen, columns_of
from parsers.geometry_lattice import Lattice, build_lattice
from parsers.geometry_rulings import Ruling, Rulings, split_tables
from parsers.geometry_text import cell_text
from parsers.reading import Box, Cell, Grid

_SEVERAL = re.compile(r"(?<!\S)[\d./—-]+(?: +[\d./—-]+)(?!\S)")
_UNDIVIDED = 3
"""Columns that a table has at most whose figures stand several in a cell, or none at all."""


class PlacedGrid(NamedTuple):
    """A grid and the height on the page at which it begins."""

    grid: Grid
    top: float


def find_lattices(rulings: Rulings) -> list[Lattice]:
    """The ruled tables of a page, from top to bottom."""
    lattices = (build_lattice(table) for table in split_tables(rulings))
    return sorted((lattice for lattice in lattices if lattice), key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def find_grids(glyphs: Sequence[Glyph], rulings: Rulings, page: int) -> tuple[list[PlacedGrid], Sequence[Glyph]]:
    """A page's grids with their texts, from top to bottom, and the characters that stand in none of them.

    A character belongs to the cell around its centre. A ruled area without any character is a drawing, not a table; one
    whose cells hold several figures each is a table that is ruled between its rows only.
    """
    columns = columns_of(glyphs)
    rest: Sequence[int] = range(len(glyphs))
    grids: list[PlacedGrid] = []
    # A table inside the cell of another takes its characters first.
    for lattice in sorted(find_lattices(rulings), key=_area):
        inside, outside = _divide(rest, columns, lattice)
        if len(outside) == len(rest):
            continue
        grid = _grid(lattice, inside, columns, page)
        if not _is_undivided(lattice, grid):
            grids.append(PlacedGrid(grid, lattice.ys[0]))
            rest = outside
    if grids:
        glyphs = Glyphs(chosen(columns, rest))
    return sorted(grids, key=lambda placed: placed.top), glyphs


def _divide(numbers: Sequence[int], columns: Columns, lattice: Lattice) -> tuple[list[list[int]], list[int]]:
    """The characters in each cell, and those in none, by their numbers."""
    inside: list[list[int]] = [[] for _ in lattice.spans]
    outside: list[int] = []
    across, down, owners, boxes = lattice.xs, lattice.ys, lattice.owners, lattice.boxes
    first, last, high, low = across[0], across[-1], down[0], down[-1]
    _, lefts, _, rights, _, ys, _ = columns
    left = top = right = bottom = 0.0
    cell: list[int] = []
    for number in numbers:
        y = ys[number]
        if not high <= y < low:
            outside.append(number)
            continue
        x = 0.5 * (lefts[number] + rights[number])
        # Most characters stand in the cell of the one before them.
        if left <= x < right and top <= y < bottom:
            cell.append(number)
        elif first <= x < last:
            index = owners[bisect_right(down, y) - 1][bisect_right(across, x) - 1]
            (left, top, right, bottom), cell = boxes[index], inside[index]
            cell.append(number)
        else:
            outside.append(number)
    return inside, outside


def _is_undivided(lattice: Lattice, grid: Grid) -> bool:
    columns = len(lattice.xs) - 1
    return columns == 1 or (columns <= _UNDIVIDED and any(_SEVERAL.search(cell.text) for cell in grid.cells))


def _area(lattice: Lattice) -> float:
    return (lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0])


def _grid(lattice: Lattice, inside: Sequence[Sequence[int]], columns: Columns, page: int) -> Grid:
    # A document has hundreds: `Cell(...)` takes half as long again.
    cells = [
        tuple.__new__(Cell, (_text(columns, numbers, box), row, column, rowspan, colspan, box, "", ()))
        for numbers, (row, column, rowspan, colspan), box in zip(inside, lattice.spans, lattice.boxes, strict=True)
    ]
    return Grid(tuple(cells), page=page)


def _text(columns: Columns, numbers: Sequence[int], box: Box) -> str:
    """The text of some characters, by their numbers; most cells hold one, or none."""
    if len(numbers) > 1:
        return cell_text(chosen(columns, numbers), box)
    return str(columns[0][numbers[0]]).strip() if numbers else ""


__all__ = ["Glyph", "PlacedGrid", "Ruling", "Rulings", "find_grids", "find_lattices"]
