"""What of a cell's picture is print and what is dirt, before any net sees it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from parsers.ocr.crops import Area, has_traces, text_lines
from parsers.ocr.prepare import wash
from parsers.ocr.windows import open_window

SCALE = 200 / 72
CELL = Area(0, 0, 120, 60)


def ink_of(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    ink = np.zeros((60, 120), np.uint8)
    for x, y, wide, tall in boxes:
        ink[y : y + tall, x : x + wide] = 255
    return ink


@pytest.mark.parametrize(
    ("boxes", "lines", "traces"),
    [
        ([(50, 28, 6, 3)], 1, True),  # the hyphen of nine-point type
        ([(50, 28, 5, 5)], 0, False),  # a round speck
        ([(50, 28, 3, 7)], 0, True),  # a piece of a stroke
        ([(50, 24, 3, 3), (54, 32, 3, 3)], 0, True),  # two pieces of one
        ([(50, 24, 3, 3), (90, 32, 3, 3)], 0, False),  # two specks far apart
        ([(50, 20, 10, 20)], 1, True),
    ],
)
def test_what_is_print_and_what_is_dirt(boxes: list[tuple[int, int, int, int]], lines: int, traces: bool) -> None:
    ink = ink_of(*boxes)
    assert len(text_lines(ink, CELL, SCALE)) == lines
    assert has_traces(ink, CELL, SCALE) is traces


def test_grain_beside_a_digit_is_no_sign_and_a_point_is_one() -> None:
    grey = np.full((60, 120), 245, np.uint8)
    cv2.rectangle(grey, (40, 20), (50, 40), 160, 3)
    line = Area(38, 18, 53, 43)
    for shade, expected in ((215, 1), (165, 2)):
        cell = grey.copy()
        cell[39:42, 54:57] = shade
        window = open_window(cell, line, CELL, SCALE)
        assert window
        assert len(window.glyphs) == expected


def test_a_seal_leaves_no_crumbs_and_the_print_under_it_stays() -> None:
    page = np.full((400, 400, 3), 250, np.uint8)
    cv2.circle(page, (200, 200), 120, (225, 50, 45), 20)
    page[190:215, 318] = (160, 60, 60)
    page[70:330, 100:103] = 20
    washed = wash(page)
    assert washed[180:220, 300:340].min() > 200
    assert (washed[70:330, 101] < 60).all()
