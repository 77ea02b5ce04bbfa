"""A point and a comma before three digits are told apart by what stands below the line, or the figure is doubted."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.ocr.crops import Area
from parsers.ocr.recogniser import recognise
from parsers.ocr.votes import Verdict, judge
from parsers.ocr.windows import open_window
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
