"""A point and a comma before three digits are told apart by what stands below the line, or the figure is doubted."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.ocr.crops import Area
from parsers.ocr.recogniser import recognise
from parsers.ocr.separators import other_number
from parsers.ocr.votes import Verdict, judge
from parsers.ocr.windows import Window, open_window
from tests.scans import FONTS, has_fonts

SCALE, FOOT = 2.67, 40
needs_fonts = pytest.mark.skipif(not has_fonts(), reason="no Chinese fonts (fonts-wqy-zenhei, fonts-noto-cjk)")


def verdict_on(text: str, font: int, seen: int) -> Verdict:
    """What is read of a figure of nine points of whose cell so many rows below the line are seen."""
    picture = Image.new("L", (150, 80), 250)
    face = ImageFont.truetype(FONTS[font][0], round(9 * SCALE), index=FONTS[font][1])
    ImageDraw.Draw(picture).text((20, FOOT), text, 20, face, anchor="ls")
    grey = np.asarray(cv2.GaussianBlur(np.asarray(picture), (0, 0), 1.0), np.uint8)
    right = 20 + round(face.getlength(text))
    window = open_window(grey, Area(20, FOOT - 18, right, FOOT), Area(0, 0, 150, FOOT + seen), SCALE)
    assert window
    return judge([window], recognise([window.pixels]))[0]


@needs_fonts
@pytest.mark.parametrize("text", ["829,030", "829.030", "7,157", "7.157"])
@pytest.mark.parametrize("font", range(len(FONTS)))
def test_a_point_and_a_comma_are_told_apart_where_they_are_seen(text: str, font: int) -> None:
    assert verdict_on(text, font, 12) == Verdict(text)


@needs_fonts
@pytest.mark.parametrize("text", ["829,030", "829.030", "684,057", "7.157"])
@pytest.mark.parametrize("font", range(len(FONTS)))
def test_a_sign_whose_tail_the_floor_may_hide_makes_a_doubt(text: str, font: int) -> None:
    assert verdict_on(text, font, 2).doubt


@needs_fonts
def test_a_point_that_can_be_no_comma_needs_no_room() -> None:
    assert verdict_on("829.03", 1, 2) == Verdict("829.03")


@needs_fonts
@pytest.mark.parametrize(("text", "expected"), [("57477", True), ("5747.7", False), ("11.1", False)])
def test_a_speck_at_the_foot_of_two_digits_is_no_point(text: str, expected: bool) -> None:
    picture = Image.new("L", (150, 80), 250)
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype(FONTS[0][0], round(9 * SCALE), index=FONTS[0][1])
    pen.text((20, FOOT), text, 20, face, anchor="ls")
    if "." not in text:
        middle = 20 + round(face.getlength(text[:4]))
        pen.ellipse((middle - 2, FOOT - 3, middle, FOOT - 1), fill=20)
        text = f"{text[:4]}.{text[4:]}"
    grey = np.asarray(cv2.GaussianBlur(np.asarray(picture), (0, 0), 0.7), np.uint8)
    right = 20 + round(face.getlength(text))
    window = open_window(grey, Area(20, FOOT - 18, right, FOOT), Area(0, 0, 150, FOOT + 12), SCALE)
    assert window
    assert (other_number(text, window) is not None) is expected


def test_digits_that_touch_are_not_counted_by_the_unit_behind_them() -> None:
    pair, three, four, point = Area(10, 10, 32, 30), Area(34, 10, 44, 30), Area(46, 10, 56, 30), Area(58, 27, 61, 30)
    five, unit = Area(64, 10, 74, 30), Area(76, 8, 98, 32)
    window = Window(np.full((60, 120), 245, np.uint8), (pair, three, four, five, unit, point))
    assert other_number("1234.5万", window) is None
