"""The lines of one table to its lattice: rows, columns, and the cells that the drawn lines leave."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from parsers.errors import TooLarge
from parsers.geometry_rulings import Ruling, Rulings, merge_intervals
from parsers.reading import Box

_SAME_PLACE = 4.0
"""No column or row is narrower; lines closer than this are the two lines of a double border."""
_DRAWN = 0.6
"""The share of a cell's side that has to be drawn. Cells of merged ranges leave stubs, tilted scans leave gaps."""
_MOST_SLOTS = 100_000
_NOBODY = -1


class Span(NamedTuple):
    """A cell's place in a lattice."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True)
class Lattice:
    """A ruled table: `xs` and `ys` are the places of its lines, from left to right and from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]
    owners: list[list[int]] = field(repr=False)
    """The index in `spans` of the cell at each column of each row."""

    def box(self, span: Span) -> Box:
        """The rectangle of a cell."""
        row, column, rowspan, colspan = span
        return Box(self.xs[column], self.ys[row], self.xs[column + colspan], self.ys[row + rowspan])

    @cached_property
    def boxes(self) -> list[Box]:
        """The rectangle of each cell, in the order of `spans`."""
        xs, ys = self.xs, self.ys
        # A document has hundreds: `self.box(span)` takes three times as long.
        return [
            tuple.__new__(Box, (xs[column], ys[row], xs[column + colspan], ys[row + rowspan]))
            for row, column, rowspan, colspan in self.spans
        ]


def build_lattice(rulings: Rulings) -> Lattice | None:
    """The lattice of one table's lines; None for fewer than two cells, which is a frame and no table."""
    xs, ys = _places(rulings.vertical), _places(rulings.horizontal)
    if len(xs) * len(ys) > _MOST_SLOTS:
        raise TooLarge(f"a table of more than {_MOST_SLOTS:,} cells on one page")
    floors = _drawn(rulings.horizontal, ys, xs)
    walls = _drawn(rulings.vertical, xs, ys)
    spans, owners = _cells(floors, walls)
    return Lattice(xs, ys, tuple(spans), owners) if len(spans) > 1 else None


def _places(lines: list[Ruling]) -> tuple[float, ...]:
    """Where the lines stand, lines at one place counted once."""
    groups: list[list[float]] = []
    for at in sorted(line.at for line in lines):
        if groups and at - groups[-1][-1] <= _SAME_PLACE:
            groups[-1].append(at)
        else:
            groups.append([at])
    return tuple(sum(group) / len(group) for group in groups)


def _drawn(lines: list[Ruling], places: tuple[float, ...], stops: tuple[float, ...]) -> list[list[bool]]:
    """For each place, whether a line is drawn there between each stop and the next."""
    pieces: list[list[tuple[float, float]]] = [[] for _ in places]
    for start, end, at in lines:
        pieces[_nearest(places, at)].append((start, end))
    widths = [high - low for low, high in pairwise(stops)]
    return [_covered(merge_intervals(each) if len(each) > 1 else each, stops, widths) for each in pieces]


def _nearest(places: tuple[float, ...], at: float) -> int:
    right = bisect_left(places, at)
    if right == 0 or (right < len(places) and places[right] - at < at - places[right - 1]):
        return right
    return right - 1


def _covered(pieces: list[tuple[float, float]], stops: tuple[float, ...], widths: list[float]) -> list[bool]:
    """Whether pieces cover enough of the width between each stop and the next."""
    drawn = [False] * len(widths)
    in_part: dict[int, float] = {}
    for start, end in pieces:
        first, last = bisect_left(stops, start), bisect_right(stops, end) - 1
        if first <= last:
            drawn[first:last] = [True] * (last - first)
            parts = [(first - 1, stops[first] - start), (last, end - stops[last])]
        else:
            parts = [(last, end - start)]
        for slot, part in parts:
            if 0 <= slot < len(widths):
                in_part[slot] = in_part.get(slot, 0.0) + part
    for slot, part in in_part.items():
        drawn[slot] = drawn[slot] or part >= _DRAWN * widths[slot]
    return drawn


def _cells(floors: list[list[bool]], walls: list[list[bool]]) -> tuple[list[Span], list[list[int]]]:
    """The cells in reading order, and the number of each at every place it takes; `floors[r]` lies above row r,
    `walls[c]` left of column c.

    Every cell is a rectangle: a missing bit of line merges two cells, it never makes a crooked one over others.
    """
    rows, columns = len(floors) - 1, len(walls) - 1
    owners = [[_NOBODY] * columns for _ in range(rows)]
    spans: list[Span] = []
    for row, (owned, sides) in enumerate(zip(owners, zip(*walls, strict=True), strict=True)):
        column = 0
        while column < columns:
            if owned[column] != _NOBODY:
                column += 1
                continue
            end, below = column + 1, row + 1
            while end < columns and not sides[end] and owned[end] == _NOBODY:
                end += 1
            place = [len(spans)] * (end - column)
            owned[column:end] = place
            while below < rows and not floors[below][column] and _goes_on(floors, walls, owners, below, column, end):
                owners[below][column:end] = place
                below += 1
            # A document has hundreds: `Span(...)` takes twice as long.
            spans.append(tuple.__new__(Span, (row, column, below - row, end - column)))
            column = end
    return spans, owners


def _goes_on(
    floors: list[list[bool]], walls: list[list[bool]], owners: list[list[int]], row: int, column: int, end: int
) -> bool:
    """Whether the cell above spans this row too: no line above it, none within it."""
    return not (
        any(floors[row][column:end])
        or any(walls[inner][row] for inner in range(column + 1, end))
        or max(owners[row][column:end]) != _NOBODY
    )
