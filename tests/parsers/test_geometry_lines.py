"""Characters to lines: what a program writes one after the other, and what it writes in any other order."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.geometry import Ruling, Rulings, find_grids
from parsers.geometry_glyphs import NONE, Glyph, Glyphs, columns_of
from parsers.geometry_text import cell_text, glyphs_to_lines
from parsers.reading import Box
from parsers.values import parse_count

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
    assert cell_text(columns_of([*glyphs("受理", 20, 0), *noted]), Box(0, 0, 60, 40)) == "受理\n12¹"


def test_equal_digits_whose_boxes_overlap_a_little_are_two() -> None:
    box = Box(0, 0, 60, 20)
    tight = [Glyph("1", 20 + 4.9 * n, 0, 25 + 4.9 * n, 10) for n in range(3)]
    assert cell_text(columns_of(tight), box) == "111"
    again = [each._replace(x0=each.x0 + 0.5) for each in tight]
    assert cell_text(columns_of([*tight, *again]), box) == "111"


@pytest.mark.parametrize("shift", [0.0, 1.5, 3.0])
def test_a_figure_printed_over_another_is_no_longer_figure(shift: float) -> None:
    """As where an old figure was covered with a white box, and the new one typed on it."""
    old = [Glyph("1", 20, 0, 25, 10), Glyph("2", 25, 0, 30, 10)]
    new = [Glyph("3", 20 + shift, 0, 25 + shift, 10), Glyph("5", 25 + shift, 0, 30 + shift, 10)]
    text = cell_text(columns_of([*old, *new]), Box(0, 0, 60, 20))
    assert parse_count(text).reason == "several_numbers"


def test_figures_set_narrow_are_one() -> None:
    narrow = [Glyph(text, 20 + 4 * at, 0, 25 + 4 * at, 10) for at, text in enumerate("1234")]
    assert cell_text(columns_of(narrow), Box(0, 0, 60, 20)) == "1234"


def test_characters_are_the_same_part_by_part_and_one_by_one() -> None:
    placed = glyphs("受理12件", 20, 0)
    kept = Glyphs(columns_of(placed))
    assert (list(kept), kept[1], kept[1:3], len(kept)) == (placed, placed[1], placed[1:3], 5)
    assert columns_of(kept) == columns_of(placed)
    assert (list(NONE), columns_of([])) == ([], NONE.columns)


def test_cells_get_their_characters_in_whatever_order_they_are_written() -> None:
    left, right, below = glyphs("受理", 10, 5), glyphs("办结", 110, 5), glyphs("说明", 10, 60)
    mixed = [each for pair in zip(left, right, below, strict=True) for each in pair]
    across, down = [Ruling(0, 200, y) for y in (0, 20)], [Ruling(0, 20, x) for x in (0, 100, 200)]
    (placed,), rest = find_grids(Glyphs(columns_of(mixed)), Rulings(across, down), 1)
    assert [cell.text for cell in placed.grid.cells] == ["受理", "办结"]
    assert [line.text for line in glyphs_to_lines(rest)] == ["说明"]
