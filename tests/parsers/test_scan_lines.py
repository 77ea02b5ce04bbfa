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


def table(ink: np.ndarray, top_line: bool = True) -> None:  # type: ignore[type-arg]
    """A table of three rows of four columns."""
    for row in range(4):
        if row or top_line:
            draw(ink, (50, TOP + row * HEIGHT), (250, TOP + row * HEIGHT))
    for x in range(50, 251, 50):
        draw(ink, (x, TOP), (x, TOP + 3 * HEIGHT))


def rows_and_columns(ink: np.ndarray) -> list[tuple[int, int]]:  # type: ignore[type-arg]
    """How many rows and columns each table has."""
    return [(len(each.ys) - 1, len(each.xs) - 1) for each in find_lattices(find_rulings(ink, SCALE).rulings)]


BESIDE = ((TOP - 14, TOP - 2), (TOP + 3 * HEIGHT + 2, TOP + 3 * HEIGHT + 14))
"""From where to where the strokes of a heading right above the table go, and of a line of text right below it."""


@pytest.mark.parametrize("ends", BESIDE)
def test_strokes_of_a_heading_tight_at_a_table_are_no_walls_of_one_more_row(ends: tuple[float, float]) -> None:
    ink = np.zeros((900, 900), np.uint8)
    table(ink)
    for x in (100, 150.7, 199.3):
        draw(ink, (x, ends[0]), (x, ends[1]))
    assert rows_and_columns(ink) == [(3, 4)]


@pytest.mark.parametrize(("edge", "away"), [(TOP, -1), (TOP + 3 * HEIGHT, 1)])
def test_a_character_that_looks_like_a_cell_on_top_of_a_wall_is_no_cell(edge: float, away: int) -> None:
    ink = np.zeros((900, 900), np.uint8)
    table(ink)
    for x, from_edge in ((92, 2), (100, 0), (110, 2)):
        draw(ink, (x, edge + away * from_edge), (x, edge + away * 15))
    draw(ink, (92, edge + away * 13), (110, edge + away * 13))
    assert rows_and_columns(ink) == [(3, 4)]


@pytest.mark.parametrize("ends", [(TOP - 14, TOP + 1), (TOP + 3 * HEIGHT - 1, TOP + 3 * HEIGHT + 14)])
def test_a_stroke_that_stands_on_a_table_beside_a_wall_does_not_hide_the_wall(ends: tuple[float, float]) -> None:
    ink = np.zeros((900, 900), np.uint8)
    table(ink)
    for x in np.arange(100, 105, 0.3):
        draw(ink, (x, ends[0]), (x, ends[1]))
    assert rows_and_columns(ink) == [(3, 4)]


def test_the_first_row_of_a_table_whose_upper_line_is_gone_is_a_row() -> None:
    ink = np.zeros((900, 900), np.uint8)
    table(ink, top_line=False)
    assert rows_and_columns(ink) == [(3, 4)]


def two_tables(ink: np.ndarray, heading: list[float]) -> None:  # type: ignore[type-arg]
    """Two tables of two rows of four columns, 16 points apart, with strokes from one to the other."""
    apart = TOP + 2 * HEIGHT + 16
    for top in (TOP, apart):
        for row in range(3):
            draw(ink, (50, top + row * HEIGHT), (250, top + row * HEIGHT))
        for x in range(50, 251, 50):
            draw(ink, (x, top), (x, top + 2 * HEIGHT))
    for x in heading:
        draw(ink, (x, apart - 16), (x, apart))


@pytest.mark.parametrize("heading", [[66, 73, 92, 115, 121.3], [66, 100, 121.3, 150, 171]])
def test_a_heading_that_fills_the_paper_between_two_tables_does_not_make_one_of_them(heading: list[float]) -> None:
    ink = np.zeros((900, 900), np.uint8)
    two_tables(ink, heading)
    assert rows_and_columns(ink) == [(2, 4), (2, 4)]


def test_a_row_that_lost_its_outer_walls_is_a_row() -> None:
    ink = np.zeros((900, 900), np.uint8)
    two_tables(ink, [100, 150, 200])
    assert rows_and_columns(ink) == [(5, 4)]
