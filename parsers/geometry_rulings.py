"""Ruling lines as they are drawn, to the whole lines of one table each.

Programs draw a border as one line, as a piece per cell, as thin boxes with a square in each corner, or as dots. All
coordinates are points from the top left of the page as it is shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from parsers.errors import TooLarge

_SAME_LINE = 1.2
"""Pieces of one line drawn twice or by neighbouring cells differ by less; a double border by more."""
_GAP = 2.5
"""The widest gap inside a dotted line; two tables side by side are further apart."""
_LEAST_DASHES = 3
_DASHES = ((4.0, 0.12), (8.0, 0.5))
"""The gaps inside dotted and dashed lines, and how much of such a line is drawn at least."""
_SHORTEST = 3.0
"""A corner square that no line joins is shorter than this, the side of a cell is longer."""
_TOUCH = 2.0
_OVERHANG = 8.0
"""Lines ending this far beyond the last wall show that the outer wall was left out."""
_OVERHANGING = 3
_MOST_CROSSINGS = 4_000_000


class Ruling(NamedTuple):
    """A horizontal or vertical line: it runs from `start` to `end`, and stands at `at` on the other axis."""

    start: float
    end: float
    at: float


class Rulings(NamedTuple):
    """The lines of a page, or of one table."""

    horizontal: list[Ruling]
    vertical: list[Ruling]


def split_tables(rulings: Rulings) -> Iterator[Rulings]:
    """Yield the whole lines of each table: lines that touch one another, with outer walls closed."""
    across, down = list(_join(rulings.horizontal)), sorted(_join(rulings.vertical), key=_at)
    if len(across) * len(down) > _MOST_CROSSINGS:
        raise TooLarge("a page that draws more lines than any table has")
    for horizontal, vertical in _touching(across, down):
        if horizontal and vertical:
            yield _close(Rulings(horizontal, vertical))


def _join(pieces: Iterable[Ruling]) -> Iterator[Ruling]:
    """Join pieces on one line. This comes before anything else: a header is often drawn in pieces that don't touch."""
    line: list[Ruling] = []
    for piece in sorted(set(pieces), key=_at):
        if line and piece.at - line[0].at > _SAME_LINE:
            yield from _join_line(line)
            line = []
        line.append(piece)
    yield from _join_line(line)


def _at(line: Ruling) -> float:
    return line[2]


def _join_line(pieces: list[Ruling]) -> Iterator[Ruling]:
    if not pieces:
        return
    at = sum(piece.at for piece in pieces) / len(pieces)
    for start, end in _dashes(merge_intervals(((piece.start, piece.end) for piece in pieces), _GAP)):
        if end - start >= _SHORTEST:
            yield Ruling(start, end, at)


def _dashes(pieces: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The pieces with those joined that are the dots or dashes of one line; a gap may stand at either end too."""
    for gap, share in _DASHES if len(pieces) >= _LEAST_DASHES else ():
        joined: list[tuple[float, float]] = []
        for start, end in merge_intervals(pieces, gap):
            dashes = [piece for piece in pieces if start <= piece[0] and piece[1] <= end]
            drawn = sum(piece[1] - piece[0] for piece in dashes)
            if len(dashes) < _LEAST_DASHES or drawn < share * (end - start):
                joined += dashes
            else:
                widest = max(right[0] - left[1] for left, right in pairwise(dashes))
                joined.append((start - widest, end + widest))
        pieces = joined
    return pieces


def merge_intervals(intervals: Iterable[tuple[float, float]], gap: float = 0.0) -> list[tuple[float, float]]:
    """The intervals sorted, with those that overlap or lie at most `gap` apart made one."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _touching(across: list[Ruling], down: list[Ruling]) -> Iterable[Rulings]:
    """Sets of lines connected by touching; `down` is sorted by its place."""
    parents = list(range(len(across) + len(down)))
    places = [line.at for line in down]
    for index, line in enumerate(across):
        nearby = range(bisect_left(places, line.start - _TOUCH), bisect_right(places, line.end + _TOUCH))
        for other in nearby:
            if down[other].start - _TOUCH <= line.at <= down[other].end + _TOUCH:
                parents[_root(parents, index)] = _root(parents, len(across) + other)
    groups: dict[int, Rulings] = {}
    for index in range(len(parents)):
        group = groups.setdefault(_root(parents, index), Rulings([], []))
        if index < len(across):
            group.horizontal.append(across[index])
        else:
            group.vertical.append(down[index - len(across)])
    return groups.values()


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _close(rulings: Rulings) -> Rulings:
    """The table with the outer walls its lines imply: left and right by design, the lower one at a page's end."""
    vertical = rulings.vertical + _implied(rulings.horizontal, rulings.vertical)
    return Rulings(rulings.horizontal + _implied(vertical, rulings.horizontal), vertical)


def _implied(lines: list[Ruling], walls: list[Ruling]) -> list[Ruling]:
    """Walls where several of `lines` end well outside the outermost of `walls`."""
    lowest, highest = min(line.start for line in lines), max(line.end for line in lines)
    first, last = min(line.at for line in lines), max(line.at for line in lines)
    implied = []
    if (
        min(wall.at for wall in walls) - lowest > _OVERHANG
        and sum(line.start < lowest + 2 * _TOUCH for line in lines) >= _OVERHANGING
    ):
        implied.append(Ruling(first, last, lowest))
    if (
        highest - max(wall.at for wall in walls) > _OVERHANG
        and sum(line.end > highest - 2 * _TOUCH for line in lines) >= _OVERHANGING
    ):
        implied.append(Ruling(first, last, highest))
    return implied
