"""What is a line of a scanned table, and what only looks like one."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from parsers.geometry import find_lattices
from parsers.ocr.lines import find_rulings

SCALE = 3.0
"""Pixels of a point."""
TOP, HEIGHT = 40, 20
"""Where the table begins, and how high its rows are."""


def cells(rows: int, strokes: list[tuple[float, float, float]], gaps: list[tuple[float, float, float]]) -> list[int]:
    """How many cells each row of a table of two columns, and of one in the last row, has; `strokes` and `gaps` are
    (x, from, to) in points."""
    ink = np.zeros((900, 900), np.uint8)
    for row in range(rows + 1):
        draw(ink, (50, TOP + row * HEIGHT), (250, TOP + row * HEIGHT))
    for x in (50, 150, 250):
        draw(ink, (x, TOP), (x, TOP + (rows if x != 150 else rows - 1) * HEIGHT))
    for x, start, end in gaps:
        draw(ink, (x, start), (x, end), 0)
    for x, start, end in strokes:
        draw(ink, (x, start), (x, end))
    [lattice] = find_lattices(find_rulings(ink, SCALE).rulings)
    return [sum(span[0] == row for span in lattice.spans) for row in range(rows)]


def draw(ink: np.ndarray, start: tuple[float, float], end: tuple[float, float], value: int = 255) -> None:  # type: ignore[type-arg]
    (left, top), (right, bottom) = ((round(x * SCALE), round(y * SCALE)) for x, y in (start, end))
    if value:
        cv2.line(ink, (left, top), (right, bottom), value, 2)
    else:
        ink[top:bottom, left - 4 : right + 5] = value


@pytest.mark.parametrize("shift", [0.0, 0.7, -1.0])
def test_a_stroke_below_the_end_of_a_wall_does_not_go_on_with_it(shift: float) -> None:
    last = TOP + 3 * HEIGHT
    assert cells(4, [(150 + shift, last + 2, last + 15)], []) == [2, 2, 2, 1]


def test_a_wall_that_is_broken_between_two_lines_is_one_wall() -> None:
    assert cells(4, [], [(150, TOP + HEIGHT + 9, TOP + HEIGHT + 11)]) == [2, 2, 2, 1]


def test_a_wall_that_is_broken_right_below_a_line_is_one_wall() -> None:
    assert cells(4, [], [(150, TOP + HEIGHT + 1, TOP + HEIGHT + 3)]) == [2, 2, 2, 1]


def test_a_wall_of_one_row_is_a_wall() -> None:
    last = TOP + 3 * HEIGHT
    assert cells(4, [(200, last, last + HEIGHT)], []) == [2, 2, 2, 2]
