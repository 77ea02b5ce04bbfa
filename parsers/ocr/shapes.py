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
_ROUNDEST = 1.6
_WIDER_THAN_DIGITS = 0.8
_CHINESE_UNITS = "万元次件个项无"


class Stroke(NamedTuple):
    """How a lone stroke stands: columns it goes to the right for each row down, and how far from straight it is."""

    lean: float
    spread: float


def lone_stroke(pixels: Grey) -> Stroke | None:
    """The stroke in a crop, by the moments of its ink; None where there is next to nothing."""
    paper = int(np.percentile(pixels, 85))
    threshold, _ = cv2.threshold(pixels, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    ys, xs = np.nonzero(pixels < min(threshold, paper - 30))
    if len(ys) < 8 or ys.max() - ys.min() < 6:
        return None
    weights = paper - pixels[ys, xs].astype(float)
    y, x = ys - np.average(ys, weights=weights), xs - np.average(xs, weights=weights)
    lean = float(np.average(x * y, weights=weights) / np.average(y * y, weights=weights))
    rest = np.average((x - lean * y) ** 2, weights=weights)
    return Stroke(lean, float(rest / max(1e-6, np.average(x * x, weights=weights))))


def is_dash(window: Window) -> bool:
    """Whether the only ink is a bar, and not a dot."""
    dark = window.pixels < (int(window.pixels.min()) + int(np.percentile(window.pixels, 80))) / 2
    ys, xs = np.nonzero(dark)
    return bool(len(xs)) and bool(np.ptp(xs) + 1 >= _ROUNDEST * (np.ptp(ys) + 1))


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
        return len(tall) - 2 * units - plus <= full <= most + 1
    return len(tall) - plus <= full <= most and signs <= small + (1 if "," in figure else 0) <= signs + plus + 1
