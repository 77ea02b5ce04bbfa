"""Is the lone sign before three digits a point or a comma? The number is another one with the other, and a net tells
them badly where the comma's tail is pale or runs into the cell's floor."""

from __future__ import annotations

import re
from math import nan
from statistics import median

from parsers.ocr.shapes import columns
from parsers.ocr.windows import Window

_EITHER = re.compile(r"[+-]?\d{1,3}[.,]\d{3}\D*")
_LOW, _ROOM = 0.5, 0.12
"""Against the digits' height: how far down a sign begins at least, and how much of the picture below the digits has to
be seen for no tail to be there."""
_LEVEL, _DEEP = 0.07, 0.09
"""How far below the foot of the digits a point reaches at most, and a comma at least: of 5,000 of each in thirteen
typefaces, at 96 dpi too, one point in a hundred reached lower than 0.06, one comma in a hundred less than 0.10."""
_SWAPPED = str.maketrans(".,", ",.")


def other_number(figure: str, window: Window) -> str | None:
    """What a figure may say as well, as its sign is not plainly the one that was read; None where it is."""
    if not _EITHER.fullmatch(figure):
        return None
    depth, seen = _depth(window)
    is_plain = depth >= _DEEP if "," in figure else depth <= _LEVEL and seen >= _ROOM
    return None if is_plain else figure.translate(_SWAPPED)


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
