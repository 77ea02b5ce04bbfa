"""Do the small marks beside the digits bear a reading out? A minus or a point that no reading gives is no dirt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from parsers.ocr.crops import Area

_HIGHEST, _LOWEST, _THICKEST, _SHORTEST = 0.3, 0.85, 0.36, 0.17
"""Of a minus sign, against the digits' height: where its middle may be from the top, how thick it is at most and how
long at least."""
_FAR, _DASH, _OFF = 0.45, 0.25, 0.16
"""How far from a number a point or a short bar is no part of it; how long a bar is one wherever it stands; and how far
from the foot of the digits that of a point before them may be."""
_PLAIN = 0.24
"""How long a minus is that is no speck: of 5,000 hyphens in thirteen typefaces one in a hundred was shorter than 0.27,
but for one typeface at 96 dpi."""
_BROKEN = 0.12
"""The gap between two pieces of one that a scan broke."""
_POINT, _LARGE = 0.6, 0.12
"""How far down a point or a comma begins, and how wide or high it is where it is more than grain."""
_DEEP, _WIDE = 1.08, 0.58
"""A digit that reaches lower or is wider than that may have a comma or a point in it."""


class Marks(NamedTuple):
    """What small pieces of ink can be: the bars before the first character, and of each point how many characters stand
    left of it; those in `points` are too large for grain, the others are in `specks`. As many more may be `hidden` in
    characters they touch, which are wider or reach lower then. `strays` stand before the first where no sign does."""

    bars: tuple[Area, ...]
    points: tuple[int, ...]
    specks: tuple[int, ...] = ()
    hidden: int = 0
    strays: int = 0


def find_marks(tall: Sequence[Area], alone: Sequence[Area]) -> Marks:
    """The marks among the small pieces that stand beside full-size characters, from left to right."""
    top = median(box.y0 for box in tall)
    height = median(box.y1 for box in tall) - top
    bars: list[Area] = []
    strays = 0
    points: dict[bool, list[int]] = {True: [], False: []}
    for box in sorted(alone):
        middle = ((box.y0 + box.y1) / 2 - top) / height
        is_before = box.x0 + box.x1 < 2 * tall[0].x0
        gap = (tall[0].x0 - box.x1) / height
        if is_before and _is_bar(box, middle, height) and (gap <= _FAR or box.width >= _DASH * height):
            if bars and box.x0 - bars[-1].x1 <= _BROKEN * height:
                box = _joined(bars.pop(), box)
            bars.append(box)
        elif is_before and (gap > _FAR or not _stands_at_foot(box, top, height)):
            strays += 1
        elif _POINT * height <= box.y0 - top <= height:
            is_large = max(box.width, box.height) >= _LARGE * height
            points[is_large].append(sum(other.x0 + other.x1 < box.x0 + box.x1 for other in tall))
    hidden = sum(box.y1 > top + _DEEP * height or box.width > _WIDE * height for box in tall)
    return Marks(tuple(bars), tuple(points[True]), tuple(points[False]), hidden, strays)


def _joined(one: Area, two: Area) -> Area:
    return Area(min(one.x0, two.x0), min(one.y0, two.y0), max(one.x1, two.x1), max(one.y1, two.y1))


def _stands_at_foot(box: Area, top: float, height: float) -> bool:
    """Whether a dot stands where a point before a number stands."""
    return box.y0 - top >= _POINT * height and abs(box.y1 - top - height) <= _OFF * height


def _is_bar(box: Area, middle: float, height: float) -> bool:
    is_flat = box.height <= _THICKEST * height and box.height <= 1.25 * box.width
    return is_flat and _HIGHEST < middle < _LOWEST and box.width >= _SHORTEST * height


def is_plain_minus(figure: str, bars: Sequence[Area], digit: Area) -> bool:
    """Whether the minus before a digit can be no speck: it is long enough, or runs into the digit and is seen in part;
    and no body prints a minus before nought."""
    is_nought = not figure.strip("-0.,")
    return not is_nought and all(bar.width >= _PLAIN * digit.height or bar.x1 >= digit.x0 for bar in bars)


def bears_out(figure: str, marks: Marks, columns: int) -> bool:
    """Whether a number has the signs that are there. A point behind it changes nothing, whether read or not."""
    if figure[0] != "+" and len(marks.bars) != int(figure[0] == "-"):
        return False
    digits, wanted = 0, []
    for char in figure:
        if char in ".,":
            wanted.append(digits)
        digits += char.isdigit() or char in "/\\%"
    found = [place for place in marks.points if place < columns]
    at_most = [*found, *marks.specks]
    is_bare = figure[-1].isdigit()
    if columns == digits and is_bare and not marks.hidden:
        return Counter(found) <= Counter(wanted) <= Counter(at_most)
    least = len(found) if is_bare else 0
    return 0 not in found and least <= len(wanted) <= len(at_most) + marks.hidden
