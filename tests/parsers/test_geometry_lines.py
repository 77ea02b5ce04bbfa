"""Characters to lines: what a program writes one after the other, and what it writes in any other order."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.geometry_text import Glyph, cell_text, glyphs_to_lines
from parsers.reading import Box

TEXTS = ["本年度共受理申请12件", "其中予以公开7件", "结转下年度继续办理0件"]


def glyphs(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    return [Glyph(each, x + size * n, y, x + size * (n + 1), y + size) for n, each in enumerate(text)]


@given(st.floats(0, 2), st.randoms())
def test_lines_are_the_same_in_any_order_and_however_their_heights_vary(jitter: float, random: Random) -> None:
    placed = [each for n, text in enumerate(TEXTS) for each in glyphs(text, 20, 16 * n)]
    shifts = [random.uniform(-jitter, jitter) for _ in placed]
    placed = [each._replace(y0=each.y0 + by, y1=each.y1 + by) for each, by in zip(placed, shifts, strict=True)]
    assert [line.text for line in glyphs_to_lines(placed)] == TEXTS
    random.shuffle(placed)
    assert [line.text for line in glyphs_to_lines(placed)] == TEXTS


def test_a_line_that_is_written_in_two_parts_is_one() -> None:
    left, right, below = glyphs("受理", 20, 0), glyphs("12件", 40, 3), glyphs("办结", 20, 16)
    assert [line.text for line in glyphs_to_lines([*right, *below, *left])] == ["受理12件", "办结"]


@pytest.mark.parametrize("small", [6.0, 7.0])
def test_a_note_stands_in_its_line_though_its_centre_does_not(small: float) -> None:
    noted = [*glyphs("12", 20, 20), *glyphs("1", 40, 20.5, small)]
    assert cell_text([*glyphs("受理", 20, 0), *noted], Box(0, 0, 60, 40)) == "受理\n12¹"


def test_equal_digits_whose_boxes_overlap_a_little_are_two() -> None:
    tight = [Glyph("1", 20 + 4.9 * n, 0, 25 + 4.9 * n, 10) for n in range(3)]
    assert cell_text(tight, Box(0, 0, 60, 20)) == "111"
    assert cell_text([*tight, *(each._replace(x0=each.x0 + 0.5) for each in tight)], Box(0, 0, 60, 20)) == "111"
