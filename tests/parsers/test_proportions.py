"""Whether a page was squeezed is told by its characters: dashes and strokes, of which a table may be full, say
nothing."""

from __future__ import annotations

import numpy as np
import pytest

from parsers.ocr.prepare import Grey
from parsers.ocr.proportions import NARROWEST, WIDEST, letter_proportions

SCALE = 1.5
SHAPES = {"dash": (12, 2), "stroke": (3, 14)}


def page(characters: tuple[int, int], shape: str, count: int) -> Grey:
    """Sixty characters of a size in pixels among a number of dashes or strokes."""
    ink = np.zeros((1200, 600), np.uint8)
    sizes = [characters] * 60 + [SHAPES[shape]] * count
    for place, (wide, high) in enumerate(sizes):
        y, x = 4 + place // 20 * 30, 4 + place % 20 * 30
        ink[y : y + high, x : x + wide] = 255
    return ink


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [0, 60, 400])
def test_dashes_and_strokes_say_nothing(shape: str, count: int) -> None:
    assert NARROWEST <= letter_proportions(page((14, 15), shape, count), SCALE) <= WIDEST
    assert letter_proportions(page((24, 13), shape, count), SCALE) > WIDEST
    assert letter_proportions(page((10, 20), shape, count), SCALE) < NARROWEST
