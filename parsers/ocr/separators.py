"""Is the sign between two digits one, and the one that was read? A speck at the foot of the digits is none, and before
three digits a comma makes another number than a point, which a net tells badly where the tail is pale or runs into the
cell's floor."""

from __future__ import annotations

import re
from itertools import pairwise
from math import nan
from statistics import median

from parsers.ocr.shapes import columns, digit_columns
from parsers.ocr.windows import Window

_EITHER = re.compile(r"[+-]?\d{1,3}[.,]\d{3}\D*")
_LOW, _ROOM = 0.5, 0.12
"""Against the digits' height: how far down a sign begins at least, and how much of the picture below the digits has to
be seen for no tail to be there."""
_LEVEL, _DEEP = 0.04, 0.09
"""How far below the foot of the digits a point reaches at most, and a comma at least: of 5,000 of each in thirteen
typefaces one point in a hundred reached lower than 0.06, one comma in a hundred less than 0.10, but those of a thin
typeface at 96 dpi less than 0.04."""
_APART = 1.2
"""How much further apart two digits stand that have a sign between them: 1.5 times in thirteen typefaces."""
_SWAPPED = str.maketrans(".,", ",.")


def other_number(figure: str, window: Window) -> str | None:
    """What a figure may say as well, as its sign is not plainly there or not plainly the one that was read; None where
    it is."""
    if not _stand_apart(figure, window):
        return re.sub("[.,]", "", figure)
    if not _EITHER.fullmatch(figure):
        return None
    depth, seen = _depth(window)
    is_plain = depth >= _DEEP if "," in figure else depth <= _LEVEL and seen >= _ROOM
    return None if is_plain else figure.translate(_SWAPPED)


def _stand_apart(figure: str, window: Window) -> bool:
    """Whether the digits beside a sign leave it room, as far as can be told from how the others stand."""
    digits = [place for place, char in enumerate(figure) if char.isdigit()]
    tall = digit_columns(figure, window.glyphs)
    # The columns of a unit can't be told from those of digits where some of either touch.
    if len(tall) != len(digits) or not figure[-1].isdigit():
        return True
    steps = [(two.x0 + two.x1 - one.x0 - one.x1) / 2 for one, two in pairwise(tall)]
    is_parted = [two - one > 1 for one, two in pairwise(digits)]
    usual = [step for step, parted in zip(steps, is_parted, strict=True) if not parted]
    parted = [step for step, parted in zip(steps, is_parted, strict=True) if parted]
    return not usual or all(step >= _APART * median(usual) for step in parted)


def _depth(window: Window) -> tuple[float, float]:
    """How far below the digits their only sign reaches, and the picture; neither is known where there are others."""
    tall, alone = columns(window.glyphs)
    top, foot = median(box.y0 for box in tall), median(box.y1 for box in tall)
    height = foot - top
    low = [box for box in alone if box.y0 >= top + _LOW * height and tall[0].x1 <= box.x0 and box.x1 <= tall[-1].x0 + 1]
    if len(low) != 1:
        return nan, nan
    seen = max(box.y1 for box in window.glyphs) + window.below - foot
    return (low[0].y1 - foot) / height, seen / height
