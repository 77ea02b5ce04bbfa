"""Signs beside figures of a scan: a minus or a point is never lost silently, and seldom the ground for a doubt."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.ocr.crops import Area
from parsers.ocr.likeness import Specimen, bears_out, cut_specimens, sum_up
from parsers.ocr.pages import read_document
from parsers.ocr.pictures import PageImage
from parsers.ocr.salt import without_salt
from parsers.ocr.shapes import fits
from parsers.ocr.signs import Marks, find_marks
from parsers.ocr.signs import bears_out as has_signs
from parsers.ocr.touching import part_touching
from parsers.ocr.windows import Window
from parsers.reading import Cell
from tests.scan_damage import faint, grain, jpeg, soften
from tests.scans import FONTS, has_fonts

needs_fonts = pytest.mark.skipif(not has_fonts(), reason="no Chinese fonts (fonts-wqy-zenhei, fonts-noto-cjk)")
COLUMNS, ROWS = 8, 14
WORDS = "行政许可处罚强制规范性文件本年新收申请结转上自然人法其他组织"


def draw_table(figures: list[str], font: int, dpi: int, track: float = 0.0, left: float = 10.0) -> np.ndarray:
    """A page with a table, a column of labels and as many figures; `track` sets their characters closer, and they stand
    so many points from the wall at their `left`."""
    scale = 2 * dpi / 72
    page = Image.new("L", (round(595 * scale), round(842 * scale)), 255)
    pen, face = ImageDraw.Draw(page), ImageFont.truetype(FONTS[font][0], round(9 * scale), index=FONTS[font][1])
    lots = random.Random(7)
    for at in range(2):
        pen.text((50 * scale, (30 + 16 * at) * scale), "".join(lots.choices(WORDS, k=40)), 0, face)
    texts = iter(figures)
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = (50 + 60 * column) * scale, (80 + 20 * row) * scale
            pen.rectangle((x, y, x + 60 * scale, y + 20 * scale), outline=0, width=round(0.7 * scale))
            x += left * scale
            for char in next(texts) if column else "".join(lots.choices(WORDS, k=4)):
                pen.text((x, y + 13.5 * scale), char, 0, face, anchor="ls")
                x += face.getlength(char) + track * face.size
    size = (round(595 * dpi / 72), round(842 * dpi / 72))
    return np.asarray(page.resize(size, Image.Resampling.LANCZOS).convert("RGB"))


def read_table(page: np.ndarray, dpi: int) -> list[Cell]:
    pages = read_document([PageImage(1, page, 72 / dpi)])
    (grid,) = (placed.grid for page in pages for placed in page.grids)
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    return [cells[row, column] for row in range(ROWS) for column in range(1, COLUMNS)]


def lots_of(kinds: tuple[str, ...], seed: int) -> list[str]:
    """Figures of some kinds; an # is a digit."""
    lots = random.Random(seed)
    figures = (lots.choice(kinds) for _ in range(ROWS * (COLUMNS - 1)))
    return ["".join(str(lots.randrange(10)) if char == "#" else char for char in kind) for kind in figures]


def silently_wrong(figures: list[str], cells: list[Cell]) -> list[tuple[str, str]]:
    pairs = zip(figures, cells, strict=True)
    return [(figure, cell.text) for figure, cell in pairs if not cell.doubt and cell.text != figure]


@needs_fonts
@pytest.mark.parametrize(
    ("font", "dpi", "track", "doubts"),
    # In the last the hyphens run into the fours, and most readings miss them.
    [(0, 120, -0.04, 3), (1, 96, 0.0, 3), (1, 150, -0.06, 3), (2, 120, -0.04, 10)],
)
def test_a_minus_is_never_lost_and_seldom_doubted(font: int, dpi: int, track: float, doubts: int) -> None:
    figures = lots_of(("-3", "-4", "-1#", "-4##", "-####", "#", "##", "4##", "+##"), font + dpi)
    cells = read_table(jpeg(75)(draw_table(figures, font, dpi, track), dpi, np.random.default_rng(1)), dpi)
    assert not silently_wrong(figures, cells)
    assert sum(bool(cell.doubt) for cell in cells) <= doubts


@needs_fonts
@pytest.mark.parametrize(("font", "dpi"), [(0, 96), (0, 150), (1, 120), (2, 200)])
def test_a_point_before_a_figure_is_never_lost(font: int, dpi: int) -> None:
    figures = lots_of((".#", ".##", "0.#", "#.##", "#"), font + dpi)
    page = soften(0.6)(draw_table(figures, font, dpi), dpi, np.random.default_rng(1))
    cells = read_table(grain(4)(page, dpi, np.random.default_rng(1)), dpi)
    assert not silently_wrong(figures, cells)
    assert sum(bool(cell.doubt) and figure[0] != "." for figure, cell in zip(figures, cells, strict=True)) <= 3


@needs_fonts
def test_a_number_with_its_unit_is_no_doubt() -> None:
    figures = lots_of(("##件", "###万元", "##次", "#.##万元", "###"), 5)
    page = soften(0.6)(draw_table(figures, 1, 150), 150, np.random.default_rng(1))
    cells = read_table(grain(4)(page, 150, np.random.default_rng(1)), 150)
    assert not silently_wrong(figures, cells)
    assert sum(bool(cell.doubt) for cell in cells) <= 2


@needs_fonts
@pytest.mark.parametrize(("font", "dpi"), [(0, 150), (1, 200), (2, 150)])
def test_dirt_that_is_glued_to_a_wall_is_no_digit(font: int, dpi: int) -> None:
    figures = lots_of(("0", "", "#", "##", "0"), 11 + font)
    page, lots, scale = draw_table(figures, font, dpi).copy(), random.Random(font), dpi / 72
    for row in range(ROWS):
        for wall in range(1, COLUMNS + 1):
            x, y = round((50 + 60 * wall) * scale), round((80 + 20 * row + lots.uniform(4, 9)) * scale)
            high, wide = round(lots.uniform(3, 8) * scale), round(lots.uniform(1.0, 2.2) * scale)
            left = lots.choice((x, x - wide))
            page[y : y + high, left : left + wide] = lots.randint(20, 90)
    page = soften(0.6)(page, dpi, np.random.default_rng(1))
    cells = read_table(grain(4)(page, dpi, np.random.default_rng(1)), dpi)
    assert not silently_wrong(figures, cells)


@needs_fonts
def test_digits_that_nearly_touch_a_wall_are_no_doubt() -> None:
    figures = lots_of(("0", "1", "##", "1##", "####"), 3)
    page = draw_table(figures, 1, 200, left=1.2)
    cells = read_table(grain(4)(page, 200, np.random.default_rng(1)), 200)
    assert not silently_wrong(figures, cells)
    assert sum(bool(cell.doubt) for cell in cells) <= 2


@needs_fonts
def test_faint_print_is_not_taken_for_dots_strewn_over_a_page() -> None:
    page = draw_table(lots_of(("-##", "##", "—"), 3), 1, 96)
    page = soften(1.0)(faint(page, 96, np.random.default_rng(1)), 96, np.random.default_rng(1))
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)
    assert np.array_equal(without_salt(grey, 96), grey)


def ink(*strokes: tuple[int, int, int, int]) -> np.ndarray:
    grey = np.full((60, 120), 245, np.uint8)
    for x0, y0, x1, y1 in strokes:
        cv2.line(grey, (x0, y0), (x1, y1), 40, 2)
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.8), np.uint8)


FOUR = ((66, 18, 56, 33), (56, 33, 70, 33), (66, 18, 66, 40))
ZERO = ((58, 18, 66, 18), (66, 18, 66, 40), (66, 40, 58, 40), (58, 40, 58, 18))


@pytest.mark.parametrize(
    ("strokes", "boxes", "expected"),
    [
        (((44, 30, 56, 30), *ZERO), [Area(42, 16, 69, 43)], 2),  # a minus and a nought
        (((44, 30, 54, 30), *FOUR), [Area(42, 16, 73, 43)], 2),
        (FOUR, [Area(53, 16, 73, 43)], 1),  # a four alone has an arm
        (ZERO, [Area(55, 16, 69, 43)], 1),
        (((50, 40, 53, 40), *ZERO), [Area(47, 16, 69, 43)], 2),  # a point at its foot
    ],
)
def test_a_sign_is_cut_off_the_digit_it_touches(
    strokes: tuple[tuple[int, int, int, int], ...], boxes: list[Area], expected: int
) -> None:
    parts = part_touching(ink(*strokes), boxes, 245)
    assert len(parts) == expected
    assert min(part.x0 for part in parts) == boxes[0].x0
    assert max(part.x1 for part in parts) == boxes[0].x1


BAR = (Area(0, 10, 8, 13),)


@pytest.mark.parametrize(
    ("figure", "marks", "columns", "expected"),
    [
        ("-43", Marks(BAR, ()), 2, True),
        ("43", Marks(BAR, ()), 2, False),
        ("-43", Marks((), ()), 2, False),
        ("4.3", Marks((), (1,)), 2, True),
        ("43", Marks((), (1,)), 2, False),
        ("43", Marks((), (0,)), 2, False),
        ("43", Marks((), (2,)), 2, True),  # a point behind a number changes nothing
        ("43", Marks((), (), specks=(1,)), 2, True),
        ("4.3", Marks((), (), specks=(1,)), 2, True),
        ("4.3", Marks((), (), hidden=1), 2, True),
        ("43", Marks((), (0,), hidden=1), 1, False),
    ],
)
def test_a_reading_has_the_signs_that_are_there(figure: str, marks: Marks, columns: int, expected: bool) -> None:
    assert has_signs(figure, marks, columns) is expected


@pytest.mark.parametrize(
    ("speck", "bars", "points", "strays"),
    [
        (Area(2, 12, 8, 15), 1, (), 0),
        (Area(4, 17, 7, 20), 0, (0,), 0),
        (Area(4, 4, 7, 7), 0, (), 1),  # over where a sign stands
        (Area(-16, 17, -13, 20), 0, (), 1),  # far from the number
        (Area(-16, 10, -13, 13), 0, (), 1),
        (Area(-16, 12, -8, 14), 1, (), 0),  # far as well, and as long as a minus
        (Area(25, 17, 28, 20), 0, (1,), 0),
    ],
)
def test_what_a_small_piece_beside_digits_can_be(speck: Area, bars: int, points: tuple[int, ...], strays: int) -> None:
    marks = find_marks([Area(10, 0, 23, 20), Area(30, 0, 43, 20)], [speck])
    assert (len(marks.bars), marks.points, marks.strays) == (bars, points, strays)


def test_a_column_too_wide_for_its_digit_holds_something_that_was_not_read() -> None:
    assert fits("4", (Area(0, 0, 14, 20),))
    assert not fits("4", (Area(0, 0, 27, 20),))


def test_the_arm_of_a_four_is_no_minus_and_a_minus_before_it_is() -> None:
    arm, stem = Area(0, 10, 5, 13), Area(5, 0, 14, 20)
    assert fits("4", (arm, stem))
    assert not fits("1", (arm, stem))
    assert not fits("4", (Area(0, 10, 8, 13), Area(8, 0, 22, 20)))


def window_of(*strokes: tuple[int, int, int, int]) -> Window:
    grey = ink(*strokes)
    dark = cv2.boundingRect((grey < 200).astype(np.uint8))
    box = Area(dark[0], dark[1], dark[0] + dark[2], dark[1] + dark[3])
    framed = np.ascontiguousarray(grey[box.y0 - 8 : box.y1 + 8, box.x0 - 8 : box.x1 + 8])
    return Window(framed, (box,))


UPRIGHT = ((60, 18, 60, 40),)


@pytest.mark.parametrize(
    ("text", "strokes", "others", "expected"),
    [
        ("4", FOUR, ("0",), True),
        ("0", FOUR, ("4",), False),
        ("4", FOUR, ("-4",), False),  # a sign that only a reading sees
        ("4", FOUR, ("4.",), False),
        ("无", FOUR, (), False),  # what has no digit looks like none
        ("1", UPRIGHT, ("4",), False),  # what a seal's edge leaves looks no otherwise
    ],
)
def test_a_disputed_figure_is_plain_where_it_looks_like_its_likes(
    text: str, strokes: tuple[tuple[int, int, int, int], ...], others: tuple[str, ...], expected: bool
) -> None:
    specimens: list[Specimen] = []
    for char, drawn in (("4", FOUR), ("0", ZERO), ("1", UPRIGHT)):
        for owner in range(6):
            moved = tuple((x0 + owner, y0, x1 + owner, y1) for x0, y0, x1, y1 in drawn)
            specimens += cut_specimens(char, window_of(*moved), owner)
    assert bears_out(text, window_of(*strokes), others, sum_up(specimens)) is expected
