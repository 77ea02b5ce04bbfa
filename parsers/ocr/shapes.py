"""What the strokes of a crop say without any net: which way a lone one leans, and how many characters there can be."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from parsers.ocr.crops import Area
from parsers.ocr.prepare import Grey
from parsers.ocr.signs import Marks, bears_out, find_marks, is_plain_minus
from parsers.ocr.windows import Window

_TALL = 0.5
_WIDEST_DIGIT = 0.42
"""A column of ink holds one more character for each time its width is this share of the height, above the first."""
_USUAL_DIGIT = 0.85
"""A digit is no wider than that: a column that would have to hold a wider one holds something that was not read."""
_WIDER_THAN_DIGITS = 0.8
_PALE, _LEAST_ROWS, _OFF = 0.25, 8, 0.06
"""Of a stroke: the share of its darkness, and of its usual row, that is ink; rows; how far off its line a row may be,
against its height."""
_LEAST_HEIGHT, _LEAST_SHARE = 10, 0.4
_BEAM, _WHOLE = 0.17, 0.8
_FOOT, _NARROW = 0.25, 0.45
"""Of a 7: the beam's share of the height and the share of the width it spans, the same of its foot."""
_WIDEST_SPECK, _FLAT = 0.5, 1.5
"""Of a loose beam: its width against that of the stroke under it, and against its own height, at least."""
_CHINESE_UNITS = "万元次件个项无"
_SPLIT_UNITS = "次件项"
"""Those that always may fall into two columns of ink."""
_SQUARE, _BESIDE = 1.37, 0.3
"""How wide a Chinese character is set against the height of a digit; and what is no room for one digit more. Where a
unit has no more than its own room, any column more is a part of it, and elsewhere a digit that was not read."""
_ONE_DIGIT = 0.76
_LOWEST_DIGIT = 0.76
"""Against the highest digit of a number without points: what is lower was read as a digit and is a sign, or lost a
part."""
_PLUS = 0.85
"""A plus sign is lower than this against the digit behind it."""


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
    if min(part.shape) < 2:
        return False
    paper, darkest = float(np.percentile(part, 85)), float(part.min())
    inked = part < (paper + darkest) / 2
    rows, filled = np.nonzero(inked.any(axis=1))[0], np.nonzero(inked.any(axis=0))[0]
    inked = inked[rows[0] : rows[-1] + 1, filled[0] : filled[-1] + 1]
    height, width = inked.shape
    if height < _LEAST_HEIGHT or width < _LEAST_SHARE * height:
        return False
    beam = inked[: round(height * _BEAM)].any(axis=0)
    foot = np.nonzero(inked[round(height * (1 - _FOOT)) :].any(axis=0))[0]
    return bool(beam.mean() >= _WHOLE and len(foot) and np.ptp(foot) + 1 <= _NARROW * width)


def has_loose_beam(glyphs: Sequence[Area]) -> bool:
    """Whether over the only full-size piece lies a flat one: a 7 that fell in two, of which the longer is a slash."""
    tall, _ = columns(glyphs)
    if len(tall) != 1:
        return False
    foot, width = (tall[0].y0 + tall[0].y1) / 2, _WIDEST_SPECK * tall[0].width
    return any(box.y1 <= foot and box.width >= max(width, _FLAT * box.height) for box in glyphs)


def columns(glyphs: Sequence[Area]) -> tuple[list[Area], list[Area]]:
    """The full-size pieces joined where they stand above one another, and the small pieces that stand alone."""
    if not glyphs:
        return [], []
    tallest = max(box.height for box in glyphs)
    tall: list[Area] = []
    for box in sorted((box for box in glyphs if box.height >= _TALL * tallest), key=lambda box: box.x0):
        if tall and box.x0 < tall[-1].x1 - 1:
            last = tall[-1]
            tall[-1] = Area(last.x0, min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            tall.append(box)
    small = [box for box in glyphs if box.height < _TALL * tallest]
    return tall, [box for box in small if not any(_covers(other, box) for other in tall)]


def _covers(tall: Area, small: Area) -> bool:
    """Whether a small piece stands over or under a full-size one for the most part."""
    return min(tall.x1, small.x1) - max(tall.x0, small.x0) > small.width / 2


def has_wide_strokes(glyphs: Sequence[Area]) -> bool:
    """Whether any piece is about as wide as high, as of Chinese characters most are, and digits only where they
    touch."""
    tall, _ = columns(glyphs)
    return any(box.width > _WIDER_THAN_DIGITS * box.height for box in tall)


def marks_beside(glyphs: Sequence[Area]) -> Marks:
    """What the small pieces beside the columns can be."""
    tall, alone = columns(glyphs)
    return find_marks(tall, alone) if tall else Marks((), ())


def has_speck_for_minus(figure: str, glyphs: Sequence[Area]) -> bool:
    """Whether the minus before the digits of a number may be a speck."""
    tall, alone = columns(glyphs)
    is_signed = figure[:1] == "-" and any(char.isdigit() for char in figure) and bool(tall)
    return is_signed and not is_plain_minus(figure, find_marks(tall, alone).bars, tall[0])


def digit_columns(figure: str, glyphs: Sequence[Area]) -> list[Area]:
    """The columns, as above, of a number without the plus before it."""
    tall, _ = columns(glyphs)
    has_plus = figure[:1] == "+" and len(tall) > 1 and tall[0].height < _PLUS * tall[1].height
    return tall[1:] if has_plus else tall


def fits(figure: str, glyphs: Sequence[Area]) -> bool:
    """Whether the strokes can be those of this text: as many full-size ones, as many points and signs."""
    tall, alone = columns(glyphs)
    if not figure or not tall or not bears_out(figure, _without_arm(figure, tall, find_marks(tall, alone)), len(tall)):
        return False
    height = median(box.height for box in tall)
    if figure.isdigit() and min(box.height for box in tall) < _LOWEST_DIGIT * max(box.height for box in tall):
        return False
    most = sum(max(1, int(box.width / (_WIDEST_DIGIT * height))) for box in tall)
    least = sum(int(box.width / (_USUAL_DIGIT * height) + _USUAL_DIGIT / 2) for box in tall)
    plus, points, wide = (sum(char in some for char in figure) for some in ("+", ".,", "%"))
    full = sum(char.isdigit() or char in "/\\%" for char in figure)
    units = [char for char in figure if char in _CHINESE_UNITS]
    if units:
        return len(tall) - plus - _split(units, tall[full:], height) <= full + len(units) <= most + 1
    return max(least - points, len(tall)) - plus - wide <= full <= most


def _without_arm(figure: str, tall: Sequence[Area], marks: Marks) -> Marks:
    """The marks without a bar that was cut off a 4: a minus before it would make the two wider than one digit is."""
    is_arm = figure[0] == "4" and marks.bars and tall[0].x1 - marks.bars[0].x0 <= _ONE_DIGIT * tall[0].height
    return marks._replace(bars=()) if is_arm else marks


def _split(units: Sequence[str], behind: Sequence[Area], height: float) -> int:
    """How many columns more than characters there may be in the columns behind a number."""
    room = (len(units) * _SQUARE + _BESIDE) * height
    if behind and behind[-1].x1 - behind[0].x0 <= room:
        return len(units)
    return sum(char in _SPLIT_UNITS for char in units)
