"""Which column a figure stands in where no line is drawn: by what stands above and below it, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from parsers.unruled_parts import Part

_STEADY = 2.5
"""Points by which the aligned edges of a column's figures differ at most."""
_SURELY = 0.6
"""A column is nearer than the next one by this factor before a figure is put into it for sure."""
_OVER = 0.5
"""Points by which a figure may reach over the edge of another column's."""


class Interval(NamedTuple):
    """The width that a column's texts take up."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def cluster(parts: Sequence[Part]) -> list[Interval]:
    """The widths of the columns that the figures of many rows show: those one above the other overlap."""
    columns: list[Interval] = []
    for part in sorted(parts, key=lambda part: part.box.x0):
        if columns and part.box.x0 < columns[-1].x1 - _OVER:
            columns[-1] = Interval(columns[-1].x0, max(columns[-1].x1, part.box.x1))
        else:
            columns.append(Interval(part.box.x0, part.box.x1))
    return columns


def match_columns(found: Sequence[Interval], headers: Sequence[Interval]) -> list[int] | None:
    """The header of each column found, in order; None where that can't be told for sure.

    As many as there are headers are those. Fewer are told by their place under the headers, which has to be the same
    for all: figures are centred, or stand at one side of their cells.
    """
    if len(found) == len(headers):
        return list(range(len(headers)))
    if len(found) > len(headers) or not found:
        return None
    nearest = [_nearest(one, headers) for one in found]
    if sorted(set(nearest)) != nearest:
        return None
    pairs = list(zip(found, nearest, strict=True))
    if any(_reaches_over(one, place, headers) for one, place in pairs):
        return None
    surely = all(_is_near(one, headers) or _overlap(one, headers[place]) > _OVER for one, place in pairs)
    return nearest if surely or _is_steady(found, nearest, headers) else None


def _nearest(one: Interval, headers: Sequence[Interval]) -> int:
    """The heading that figures stand under, if only in part: it is their own, as cells don't overlap. Else the one
    nearest to them."""
    under = [index for index, header in enumerate(headers) if _overlap(one, header) > _OVER]
    if len(under) == 1:
        return under[0]
    return min(range(len(headers)), key=lambda each: abs(headers[each].middle - one.middle))


def _reaches_over(one: Interval, place: int, headers: Sequence[Interval]) -> bool:
    """Whether figures stand under a heading that is not their own: cells don't overlap."""
    return any(_overlap(one, header) > 0 for index, header in enumerate(headers) if index != place)


def _is_near(one: Interval, headers: Sequence[Interval]) -> bool:
    off = sorted(abs(header.middle - one.middle) for header in headers)
    return len(off) < 2 or off[0] < _SURELY * off[1]


def _is_steady(found: Sequence[Interval], nearest: Sequence[int], headers: Sequence[Interval]) -> bool:
    """Whether all columns stand off their headers alike, and by less than half a column."""
    if len(found) < 2:
        return False
    pitch = min(right.middle - left.middle for left, right in pairwise(headers))
    middles = [headers[place].middle for place in nearest]
    for edges in ([one.x0 for one in found], [one.middle for one in found], [one.x1 for one in found]):
        off = [edge - middle for edge, middle in zip(edges, middles, strict=True)]
        usual = median(off)
        if abs(usual) < 0.5 * pitch and all(abs(each - usual) <= _STEADY for each in off):
            return True
    return False


def _overlap(one: Interval, other: Interval) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def column_of(part: Part, columns: Sequence[Interval]) -> int | None:
    """The one column that a figure stands in; None for one that touches two, or none."""
    touched = [index for index, column in enumerate(columns) if touches(part, column)]
    return touched[0] if len(touched) == 1 else None


def touches(part: Part, column: Interval) -> bool:
    """Whether a figure stands in a column, if only in part."""
    return min(part.box.x1, column.x1) - max(part.box.x0, column.x0) > _OVER
