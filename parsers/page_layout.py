"""What a page draws to ruling lines, whoever drew it; plain values, in points from the top left of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.geometry import Rulings
from parsers.geometry_rulings import Ruling

THICKEST = 3.0
"""A line is at most so thick; a thicker box is shading."""
STRAIGHT = 0.8
"""A side that leans by less is level or upright."""

Point = tuple[float, float]


def add_outline(rulings: Rulings, points: Sequence[Point], stroked: bool, filled: bool) -> None:
    """File the lines of one outline: the whole as a line where it is a sliver, else its sides where they are drawn."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if max(xs) - min(xs) <= THICKEST or max(ys) - min(ys) <= THICKEST:
        if stroked or filled:
            add_box(rulings, min(xs), min(ys), max(xs), max(ys))
    elif stroked:
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ax - bx) < STRAIGHT or abs(ay - by) < STRAIGHT:
                add_box(rulings, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def add_box(rulings: Rulings, x0: float, y0: float, x1: float, y1: float) -> None:
    """File a thin box as a line. A small square counts both ways: it's a corner, or a dot of a dotted line."""
    width, height = x1 - x0, y1 - y0
    # A page has thousands: `Ruling(...)` takes twice as long as the rest of this.
    if height <= THICKEST and (width >= height or width <= THICKEST):
        rulings.horizontal.append(tuple.__new__(Ruling, (x0, x1, 0.5 * (y0 + y1))))
    if width <= THICKEST and (height >= width or height <= THICKEST):
        rulings.vertical.append(tuple.__new__(Ruling, (y0, y1, 0.5 * (x0 + x1))))
