"""Ruling lines as they are drawn, to the whole lines of one table each.

Programs draw a border as one line, as a piece per cell, as thin boxes with a square in each corner, or as dots. All
coordinates are points from the top left of the page as it is shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from parsers.errors import TooLarge

_SAME_LINE = 1.2
"""Pieces of one line drawn twice or by neighbouring cells differ by less; a double border by more."""
_GAP = 2.5
"""The widest gap inside a dotted line; two tables side by side are further apart."""
_DOT_GAP, _WIDEST_GAP = 4.0, 8.0
_LEAST_DASHES, _DASH, _LEAST_DRAWN = 3, 12.0, 0.5
_LEAST_DOTS, _DOT = 5, 2.5
"""The gaps of dotted and dashed lines; how many dashes a line has unless they are short, and how much of it they make
up; how many dots, and their size."""
_LONGEST_END = 5.0
_SHORTEST = 3.0
"""A corner square that no line joins is shorter than this, the side of a cell is longer."""
_TOUCH = 2.0
_OVERHANG = 8.0
"""Lines ending this far beyond the last wall show that the outer wall was left out."""
_OVERHANGING = 3
_MOST_CROSSINGS = 4_000_000
_at = itemgetter(2)
"""Where a line stands; a page has thousands of pieces."""


_Interval = tuple[float, float]


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
    for piece in sorted(pieces, key=_at):
        if line and piece[2] - line[0][2] > _SAME_LINE:
            yield from _join_line(line)
            line = []
        line.append(piece)
    yield from _join_line(line)


def _join_line(pieces: list[Ruling]) -> Iterator[Ruling]:
    if len(pieces) < 2:
        yield from (piece for piece in pieces if piece[1] - piece[0] >= _SHORTEST)
        return
    at = sum([piece[2] for piece in pieces]) / len(pieces)
    merged = merge_intervals([piece[:2] for piece in pieces], _GAP)
    for start, end in merged if len(merged) == 1 else _dashes(merged):
        if end - start >= _SHORTEST:
            yield Ruling(start, end, at)


def _dashes(pieces: list[_Interval]) -> Iterator[_Interval]:
    """Yield the pieces with those joined that are the dots or dashes of one line; a gap may stand at its ends too."""
    for run in _runs(pieces, _WIDEST_GAP):
        for closer in [run] if _is_dashed(run, _LEAST_DRAWN) else _runs(run, _DOT_GAP):
            if _is_dashed(closer, 0.0):
                end = min(_LONGEST_END, max(right[0] - left[1] for left, right in pairwise(closer)))
                yield closer[0][0] - end, closer[-1][1] + end
            else:
                yield from closer


def _runs(pieces: list[_Interval], gap: float) -> Iterator[list[_Interval]]:
    """Yield sorted pieces by those that follow one another with no wider gap between."""
    run: list[_Interval] = []
    for piece in pieces:
        if run and piece[0] - run[-1][1] > gap:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _is_dashed(pieces: list[_Interval], share: float) -> bool:
    """Whether pieces are dots; or dashes, many or short (the side of a low cell has two), of which `share` is drawn."""
    if len(pieces) < 2:
        return False
    lengths = [end - start for start, end in pieces]
    if len(pieces) >= _LEAST_DOTS and median(lengths) <= _DOT:
        return True
    many = len(pieces) >= _LEAST_DASHES or max(lengths) <= _DASH
    return many and sum(lengths) >= share * (pieces[-1][1] - pieces[0][0])


def merge_intervals(intervals: Iterable[tuple[float, float]], gap: float = 0.0) -> list[tuple[float, float]]:
    """The intervals sorted, with those that overlap or lie at most `gap` apart made one."""
    ordered = sorted(intervals)
    if not ordered:
        return []
    merged: list[tuple[float, float]] = []
    low, high = ordered[0]
    for start, end in ordered:
        if start > high + gap:
            merged.append((low, high))
            low, high = start, end
        elif end > high:
            high = end
    merged.append((low, high))
    return merged


def _touching(across: list[Ruling], down: list[Ruling]) -> Iterable[Rulings]:
    """Sets of lines connected by touching; `down` is sorted by its place."""
    parents = list(range(len(across) + len(down)))
    places = list(map(_at, down))
    for index, (start, end, at) in enumerate(across):
        root = index
        for other in range(bisect_left(places, start - _TOUCH), bisect_right(places, end + _TOUCH)):
            # Most lines cross again what the line above them crossed.
            if parents[len(across) + other] == root:
                continue
            top, bottom, _ = down[other]
            if top - _TOUCH <= at <= bottom + _TOUCH:
                found = _root(parents, len(across) + other)
                if root == index:
                    root = parents[index] = found
                else:
                    parents[found] = root
    roots = [_root(parents, index) for index in range(len(parents))]
    groups = {root: Rulings([], []) for root in roots}
    for root, line in zip(roots, across, strict=False):
        groups[root].horizontal.append(line)
    for root, line in zip(roots[len(across) :], down, strict=True):
        groups[root].vertical.append(line)
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
    """Walls where `lines` end well outside the outermost of `walls`: several of them, or both lines of a single row."""
    enough = min(_OVERHANGING, max(len(lines), 2))
    lowest, highest = min(line.start for line in lines), max(line.end for line in lines)
    first, last = min(line.at for line in lines), max(line.at for line in lines)
    implied = []
    if (
        min(wall.at for wall in walls) - lowest > _OVERHANG
        and sum(line.start < lowest + 2 * _TOUCH for line in lines) >= enough
    ):
        implied.append(Ruling(first, last, lowest))
    if (
        highest - max(wall.at for wall in walls) > _OVERHANG
        and sum(line.end > highest - 2 * _TOUCH for line in lines) >= enough
    ):
        implied.append(Ruling(first, last, highest))
    return implied
