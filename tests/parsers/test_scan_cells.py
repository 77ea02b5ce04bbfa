"""What of a cell's picture is print and what is dirt, before any net sees it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from parsers.ocr import votes
from parsers.ocr.crops import Area, text_lines
from parsers.ocr.marks import Page, has_speck, has_traces, measure_bar
from parsers.ocr.pieces import Piece, ReadPiece
from parsers.ocr.recogniser import Recognised
from parsers.ocr.seals import Seals, wash
from parsers.ocr.shapes import fits, lone_stroke, proves_seven
from parsers.ocr.stature import Stature, find_misfits
from parsers.ocr.under_seals import may_hide_print
from parsers.ocr.votes import Verdict, _by_shape
from parsers.ocr.windows import Window, open_window

SCALE = 200 / 72
CELL = Area(0, 0, 120, 60)


def ink_of(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    ink = np.zeros((60, 120), np.uint8)
    for x, y, wide, tall in boxes:
        ink[y : y + tall, x : x + wide] = 255
    return ink


def page_of(ink: np.ndarray) -> Page:
    return Page(255 - ink, ink, SCALE, 255)


@pytest.mark.parametrize(
    ("boxes", "lines", "traces"),
    [
        ([(50, 28, 6, 3)], 1, True),  # the hyphen of nine-point type
        ([(50, 28, 5, 5)], 0, False),  # a round speck
        ([(50, 28, 5, 4)], 0, True),  # one that lies as a hyphen does, in the middle
        ([(50, 12, 5, 4)], 0, False),
        ([(51, 12, 3, 3), (49, 15, 7, 3)], 0, True),  # a speck on a hyphen
        ([(50, 28, 3, 7)], 0, True),  # a piece of a stroke
        ([(50, 24, 3, 3), (54, 32, 3, 3)], 0, True),  # two pieces of one
        ([(50, 24, 3, 3), (90, 32, 3, 3)], 0, False),  # two specks far apart
        ([(50, 20, 10, 20)], 1, True),
    ],
)
def test_what_is_print_and_what_is_dirt(boxes: list[tuple[int, int, int, int]], lines: int, traces: bool) -> None:
    ink = ink_of(*boxes)
    assert len(text_lines(ink, CELL, SCALE)) == lines
    assert has_traces(page_of(ink), CELL) is traces


def test_grain_beside_a_digit_is_no_sign_and_a_point_is_one() -> None:
    grey = np.full((60, 120), 245, np.uint8)
    cv2.rectangle(grey, (40, 20), (50, 40), 160, 3)
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.2), np.uint8)
    line = Area(38, 18, 53, 43)
    for shade, expected in ((215, 1), (165, 2)):
        cell = grey.copy()
        cell[38:41, 57:60] = shade
        window = open_window(cell, line, CELL, SCALE)
        assert window
        assert len(window.glyphs) == expected


RINGS = ((59, 20, 64, 25), (70, 34, 75, 39))
"""What a scan leaves of a percent sign."""
ARMS = ((29, 22, 30, 25), (29, 35, 30, 38))
"""And of the upright stroke of a plus."""


@pytest.mark.parametrize(
    ("rings", "bar", "arms", "expected"),
    [
        (RINGS, False, (), False),
        (RINGS[:1], False, (), False),
        (((61, 26, 61, 26), (66, 36, 66, 36)), False, (), True),  # two specks
        ((), True, ARMS, False),
        ((), True, ARMS[:1], False),
        ((), True, (), True),
        ((), True, ((18, 22, 19, 25),), True),  # a speck far from the middle of the minus
    ],
)
def test_dirt_that_may_be_print_is_not_painted_over_in_silence(
    rings: tuple[tuple[int, int, int, int], ...], bar: bool, arms: tuple[tuple[int, int, int, int], ...], expected: bool
) -> None:
    grey = np.full((60, 120), 245, np.uint8)
    cv2.rectangle(grey, (42, 20), (52, 40), 30, 2)
    if bar:
        cv2.rectangle(grey, (23, 29), (36, 31), 40, -1)
    for x0, y0, x1, y1 in rings:
        cv2.rectangle(grey, (x0, y0), (x1, y1), 40, 2)
    for x0, y0, x1, y1 in arms:
        cv2.rectangle(grey, (x0, y0), (x1, y1), 110, -1)
    window = open_window(grey, Area(22, 19, 80, 42), CELL, SCALE)
    assert window
    assert window.is_whole is expected
    figure = "-8" if bar else "8"
    plain = Recognised(figure, 0.99, figure, 0.99)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(votes, "recognise", lambda crops: [plain for _ in crops])
        assert bool(votes.judge([window], [plain])[0].doubt) is not expected


@pytest.mark.parametrize(
    ("shade", "expected"),
    [(190, False), (234, True)],  # of a print of 30 on paper of 245: a faded plus, and a stain
)
def test_a_figure_beside_faded_print_is_doubted(shade: int, expected: bool) -> None:
    grey = np.full((60, 120), 245, np.uint8)
    cv2.rectangle(grey, (42, 20), (52, 40), 30, 3)
    cv2.rectangle(grey, (22, 29), (36, 31), shade, -1)
    cv2.rectangle(grey, (28, 23), (30, 37), shade, -1)
    window = open_window(grey, Area(22, 19, 80, 42), CELL, SCALE)
    assert window
    assert window.is_whole is expected


@pytest.mark.parametrize(
    ("width", "figure", "expected"),
    [(7, "-8", False), (5, "-8", True), (7, "-0", True)],  # the digit is 23 pixels high
)
def test_a_speck_before_a_digit_is_no_minus(width: int, figure: str, expected: bool) -> None:
    grey = np.full((60, 120), 245, np.uint8)
    cv2.rectangle(grey, (42, 20), (52, 40), 30, 2)
    cv2.rectangle(grey, (36 - width, 29), (35, 31), 40, -1)
    window = open_window(grey, Area(28, 19, 54, 42), CELL, SCALE)
    assert window
    plain = Recognised(figure, 0.99, figure, 0.99)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(votes, "recognise", lambda crops: [plain for _ in crops])
        assert bool(votes.judge([window], [plain])[0].doubt) is expected


@pytest.mark.parametrize(("top", "figure", "expected"), [(51, "/", False), (45, "1", True)])
def test_a_slash_that_touches_a_wall_is_one_and_an_upright_stroke_is_doubted(
    top: int, figure: str, expected: bool
) -> None:
    grey = np.full((60, 120), 245, np.uint8)
    cv2.line(grey, (top, 16), (44, 42), 40, 1)
    window = open_window(grey, Area(43, 14, 55, 45), CELL._replace(x0=44), SCALE)
    assert window
    assert not window.is_whole
    read = Recognised(figure, 0.99, figure, 0.99)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(votes, "recognise", lambda crops: [read for _ in crops])
        assert bool(votes.judge([window], [read])[0].doubt) is expected


def test_a_seal_leaves_no_crumbs_and_the_print_under_it_stays() -> None:
    page = np.full((400, 400, 3), 250, np.uint8)
    cv2.circle(page, (200, 200), 120, (225, 50, 45), 20)
    page[190:215, 318] = (160, 60, 60)
    page[70:330, 100:103] = 20
    washed = wash(page, SCALE).grey
    assert washed[180:220, 300:340].min() > 200
    assert (washed[70:330, 101] < 60).all()


def drawn(*strokes: tuple[int, int, int, int], speck: tuple[int, int] | None = None) -> Window:
    """A window around strokes, each from a point to a point, as a scanner blurs them."""
    grey = np.full((60, 120), 245, np.uint8)
    for x0, y0, x1, y1 in strokes:
        cv2.line(grey, (x0, y0), (x1, y1), 40, 2)
    if speck:
        cv2.circle(grey, speck, 1, 60, -1)
    window = open_window(np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.8), np.uint8), Area(35, 18, 65, 45), CELL, SCALE)
    assert window
    return window


SLASH = (52, 20, 44, 42)
ONE = ((48, 20, 48, 42), (48, 20, 44, 23), (43, 42, 53, 42))
SEVEN = ((42, 20, 54, 20), (54, 20, 47, 42))


@pytest.mark.parametrize("speck", [None, (58, 24), (50, 36), (62, 40)])
def test_a_stroke_that_leans_is_no_one_whatever_the_net_takes_it_for(speck: tuple[int, int] | None) -> None:
    said = Recognised("1", 0.99, "1", 0.99)
    assert _by_shape(drawn(SLASH, speck=speck), said, said) == Verdict("/")
    assert _by_shape(drawn(*ONE, speck=speck), said, said) is None


def test_a_seven_is_no_stroke_and_shows_its_beam() -> None:
    seven = Recognised("7", 0.9, "7", 0.9)
    one = Recognised("1", 0.6, "1", 0.6)
    window = drawn(*SEVEN)
    assert _by_shape(window, one, seven) is None
    assert proves_seven(window.part(window.glyphs[0]))
    for strokes in (ONE, (SLASH,)):
        other = drawn(*strokes)
        assert not proves_seven(other.part(other.glyphs[0]))
        stroke = lone_stroke(other)
        assert stroke
        assert stroke.straight > 0.8


def test_a_seven_that_fell_in_two_is_no_stroke() -> None:
    """A seal's edge ran between its beam and its foot."""
    seven, window = Recognised("7", 0.99, "7", 0.99), drawn((43, 18, 54, 18), (52, 24, 42, 44))
    assert _by_shape(window, seven, seven) == Verdict("7", "scan_unsure", ("/", "1"))


def test_what_is_lower_or_paler_than_its_table_is_a_misfit() -> None:
    table = [Stature(owner, 1, 22 + owner % 3, 180.0) for owner in range(12)]
    odd = [Stature(20, 1, 14, 180.0), Stature(21, 1, 23, 60.0), Stature(22, 2, 14, 180.0)]
    assert list(find_misfits([*table, *odd])) == [20, 21]


def test_the_arc_of_a_black_seal_is_no_slash() -> None:
    table = [Stature(owner, 1, 22 + owner % 3, 180.0) for owner in range(12)]
    slashes = [Stature(20, 1, 32, 180.0, is_stroke=True), Stature(21, 1, 40, 180.0, is_stroke=True)]
    assert list(find_misfits([*table, *slashes])) == [21]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([(40, 28, 22, 3)], True),
        ([(40, 28, 22, 3), (46, 38, 4, 4)], True),  # a speck below
        ([(50, 28, 5, 4)], False),
        ([(40, 28, 10, 3), (53, 28, 9, 3)], True),  # two of them in a row
        ([(40, 28, 22, 3), (116, 28, 4, 4)], True),  # a speck at a wall beside it
        ([(40, 24, 10, 3), (40, 33, 10, 3)], False),
    ],
)
def test_a_bar_is_a_dash_whatever_speck_lies_beside_it(pieces: list[tuple[int, int, int, int]], expected: bool) -> None:
    assert measure_bar(page_of(ink_of(*pieces)), CELL, Area(0, -20, 120, 80)).is_bar is expected


@pytest.mark.parametrize(
    ("left", "top", "expected"),
    [(40, 28, True), (40, 1, False), (40, 56, False), (1, 28, False), (97, 28, False), (4, 28, True)],
)
def test_a_bar_at_a_wall_is_no_dash(left: int, top: int, expected: bool) -> None:
    page = page_of(ink_of((left, top, 22, 3)))
    assert measure_bar(page, Area(left, top, left + 22, top + 3), CELL).is_bar is expected


@pytest.mark.parametrize(
    ("speck", "seal", "expected"),
    [
        ((50, 28, 4, 4), (40, 20, 30, 30), True),  # what is left of a hyphen
        ((50, 28, 4, 4), (52, 20, 30, 30), False),  # a crumb at the edge of the ink
        ((1, 28, 4, 4), (0, 20, 30, 30), False),  # one at a wall
        ((50, 28, 4, 4), (80, 20, 30, 30), False),  # dirt of the paper
        ((50, 28, 1, 1), (40, 20, 30, 30), False),
    ],
)
def test_a_speck_amid_what_was_a_seals_ink_is_print(
    speck: tuple[int, int, int, int], seal: tuple[int, int, int, int], expected: bool
) -> None:
    assert has_speck(page_of(ink_of(speck)), CELL, ink_of(seal)) is expected


@pytest.mark.parametrize(
    ("x", "y", "has_dashes", "expected"),
    [
        (60, 28, True, True),
        (60, 28, False, False),  # whoever strikes no cell out strikes none out under a seal
        (60, 45, True, False),  # not in the middle
        (12, 28, True, False),
    ],
)
def test_a_level_stroke_in_the_middle_of_a_blank_cell_may_be_a_hyphen(
    x: int, y: int, has_dashes: bool, expected: bool
) -> None:
    none, level = np.zeros((60, 120), np.uint8), ink_of((x, y, 1, 1))
    seals = Seals(inked=none, faint=none, level=level)
    assert may_hide_print(seals, CELL, [], SCALE, has_dashes) is expected


@pytest.mark.parametrize(
    ("heights", "expected"),
    [((16, 11), False), ((11, 16), False), ((16, 15), True)],  # a plus under a seal, read as 4; digits
)
def test_digits_of_a_number_are_equally_high(heights: tuple[int, int], expected: bool) -> None:
    glyphs = tuple(Area(12 * at, 16 - height, 12 * at + 8, 16) for at, height in enumerate(heights))
    assert fits("48", glyphs) is expected


@pytest.mark.parametrize(("gap", "is_inked", "expected"), [(0, True, True), (0, False, False), (6, True, False)])
def test_digits_under_a_seal_that_can_not_be_told_apart_are_doubted(gap: int, is_inked: bool, expected: bool) -> None:
    grey = np.full((60, 120), 245, np.uint8)
    cv2.rectangle(grey, (30, 20), (41, 44), 30, 3)
    cv2.line(grey, (44 + gap, 20), (44 + gap, 44), 30, 3)
    line = Area(29, 19, 47 + gap, 46)
    window = open_window(grey, line, CELL, SCALE)
    inked = np.zeros_like(grey)
    inked[:, 40:50] = 255 if is_inked else 0
    piece = ReadPiece(Piece(0, 0, line, CELL.width, grey, window), Verdict("01"), window)
    assert may_hide_print(Seals(inked, np.zeros_like(grey), np.zeros_like(grey)), CELL, [piece], SCALE) is expected


@pytest.mark.parametrize(
    ("figure", "widths", "expected"),
    [
        ("12万元", (8, 8, 24, 24), True),
        ("1万元", (8, 8, 24, 24), False),  # a digit was left out
        ("12件", (8, 8, 6, 14), True),  # 件 in its two halves
        ("123", (8, 8), False),
    ],
)
def test_as_many_characters_as_strokes(figure: str, widths: tuple[int, ...], expected: bool) -> None:
    lefts = [sum(widths[:at]) + 3 * at for at in range(len(widths))]
    glyphs = tuple(Area(left, 0, left + width, 20) for left, width in zip(lefts, widths, strict=True))
    assert fits(figure, glyphs) is expected


@pytest.mark.parametrize(
    ("wide", "text", "doubt"),
    [
        (("120097.5万元", "120097.5万元"), "120097.5万元", ""),
        (("120097.5万元", "12009.5万元"), "120097.5万元", "scan_disputed"),
    ],
)
def test_a_long_amount_needs_two_readings_at_its_full_width(
    monkeypatch: pytest.MonkeyPatch, wide: tuple[str, str], text: str, doubt: str
) -> None:
    said = [Recognised(each, 0.99, each, 0.99) for each in wide]
    monkeypatch.setattr(votes, "recognise", lambda crops: said if crops else [])
    narrow = Recognised("12009.5万元", 0.99, "12009.5万元", 0.99)
    (verdict,) = votes.read_labels([np.full((30, 300), 245, np.uint8)], [narrow])
    assert (verdict.text, verdict.doubt) == (text, doubt)
