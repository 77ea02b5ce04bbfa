"""What the strokes of a crop say without any net: which way a lone one leans, and how many characters there can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from parsers.ocr.crops import Area
from parsers.ocr.prepare import Grey
from parsers.ocr.windows import Window

_TALL = 0.5
_WIDEST_DIGIT = 0.42
"""A column of ink holds one more character for each time its width is this share of the height, above the first."""
_ROUNDEST, _DIRT = 1.6, 0.5
_WIDER_THAN_DIGITS = 0.8
_PALE, _LEAST_ROWS, _OFF = 0.25, 8, 0.06
"""Of a stroke: the share of its darkness, and of its usual row, that is ink; rows; how far off its line a row may be,
against its height."""
_LEAST_HEIGHT, _LEAST_SHARE = 10, 0.45
_BEAM, _WHOLE = 0.2, 0.8
_FOOT, _NARROW = 0.25, 0.45
"""Of a 7: the beam's share of the height and the share of the width it spans, the same of its foot."""
_CHINESE_UNITS = "万元次件个项无"
_SPLIT_UNITS = "次件项"
"""Those that fall into two columns of ink; any column more is a digit that was not read."""


class Stroke(NamedTuple):
    """How a lone stroke stands: columns it goes to the right for each row down, and the share of its rows whose ink
    lies on one straight line."""

    lean: float
    straight: float


def lone_stroke(window: Window) -> Stroke | None:
    """The line through the only full-size character of a window, by the middle of its ink in each row, so that a speck
    on it weighs little; None where there are several, or next to nothing."""
    tall, _ = columns(window.glyphs)
    part = window.part(tall[0]) if len(tall) == 1 else None
    if part is None or min(part.shape) < 2:
        return None
    paper, darkest = float(np.percentile(window.pixels, 85)), float(part.min())
    ink = np.clip(paper - part.astype(np.float64) - _PALE * (paper - darkest), 0, None)
    weights = ink.sum(axis=1)
    inked = weights[weights > 0]
    rows = np.nonzero(weights > _PALE * np.median(inked))[0] if len(inked) else inked
    if len(rows) < _LEAST_ROWS:
        return None
    middles = (ink[rows] @ np.arange(part.shape[1])) / weights[rows]
    half = len(rows) // 2
    lean = float(np.median((middles[-half:] - middles[:half]) / (rows[-half:] - rows[:half])))
    offsets = middles - lean * rows
    near = np.abs(offsets - np.median(offsets)) <= _OFF * part.shape[0]
    return Stroke(lean, float(near.mean()))


def proves_seven(part: Grey) -> bool:
    """Whether the crop of one character, cut close, can be a 7 and no 1: a beam over its whole width, and a foot that
    is a stroke."""
    height, width = part.shape
    if height < _LEAST_HEIGHT or width < _LEAST_SHARE * height:
        return False
    paper, darkest = float(np.percentile(part, 85)), float(part.min())
    inked = part < (paper + darkest) / 2
    beam = inked[: round(height * _BEAM)].any(axis=0)
    foot = np.nonzero(inked[round(height * (1 - _FOOT)) :].any(axis=0))[0]
    return bool(beam.mean() >= _WHOLE and len(foot) and np.ptp(foot) + 1 <= _NARROW * width)


def is_dash(window: Window) -> bool:
    """Whether the ink is a bar, and not a dot; what is far smaller than the bar is dirt beside it."""
    dark = window.pixels < (int(window.pixels.min()) + int(np.percentile(window.pixels, 80))) / 2
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    pieces = stats[1:count][stats[1:count, 4] > _DIRT * stats[1:count, 4].max(initial=0)]
    if not len(pieces):
        return False
    wide, tall = (int((pieces[:, at] + pieces[:, at + 2]).max() - pieces[:, at].min()) for at in (0, 1))
    return wide >= _ROUNDEST * tall


def columns(glyphs: Sequence[Area]) -> tuple[list[Area], int]:
    """The full-size pieces joined where they stand above one another, and how many small pieces stand alone."""
    if not glyphs:
        return [], 0
    tallest = max(box.height for box in glyphs)
    tall: list[Area] = []
    for box in sorted((box for box in glyphs if box.height >= _TALL * tallest), key=lambda box: box.x0):
        if tall and box.x0 < tall[-1].x1 - 1:
            last = tall[-1]
            tall[-1] = Area(last.x0, min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            tall.append(box)
    small = [box for box in glyphs if box.height < _TALL * tallest]
    alone = sum(not any(box.x0 < other.x1 - 1 and other.x0 < box.x1 - 1 for other in tall) for box in small)
    return tall, alone


def has_wide_strokes(glyphs: Sequence[Area]) -> bool:
    """Whether any piece is about as wide as high, as of Chinese characters most are, and digits only where they
    touch."""
    tall, _ = columns(glyphs)
    return any(box.width > _WIDER_THAN_DIGITS * box.height for box in tall)


def fits(figure: str, glyphs: Sequence[Area]) -> bool:
    """Whether the strokes can be those of this text: as many full-size ones, as many points and signs."""
    tall, small = columns(glyphs)
    if not tall:
        return False
    height = max(box.height for box in tall)
    most = sum(max(1, int(box.width / (_WIDEST_DIGIT * height))) for box in tall)
    units = sum(char in _CHINESE_UNITS for char in figure)
    plus = figure.count("+")
    full = sum(char.isdigit() or char in "/\\%" for char in figure) + units
    signs = sum(char in "-.," for char in figure)
    if units:
        split = sum(char in _SPLIT_UNITS for char in figure)
        return len(tall) - split - plus <= full <= most + 1
    return len(tall) - plus <= full <= most and signs <= small + (1 if "," in figure else 0) <= signs + plus + 1
