"""A page strewn with single dark and pale dots, as worn glass and cheap sensors make them, to one without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

_APART: Final = 40
"""Steps of 256 by which a dot differs from what is around it."""
_LARGEST_DOT: Final = 0.45
"""Points a dot is wide, or two pixels side by side: a decimal point of the smallest type is larger."""
_STREWN: Final = 3e-4
"""Dots a pixel. On other pages nothing is touched: there the few dots that are may be print."""
_AROUND: Final = 5
_RING: Final = np.pad(np.zeros((3, 3), np.uint8), 2, constant_values=1)
"""What is looked at around a pixel for other ink."""
_RINGING: Final = 48
"""Steps below paper of the waves that a JPEG leaves around each dot; print that stands beside dots is far darker."""
_PRINT: Final = 2
_FAINT_PRINT: Final = 150
"""How dark the darkest hundredths of a page are at least: thin strokes of paler print are dots and waves themselves."""


def without_salt(grey: Grey, dpi: float) -> Grey:
    """The page with its dots painted over, or as it is where there are few, or where they can't be told from print."""
    if _paper(grey) + _RINGING - int(np.percentile(grey[::4, ::4], _PRINT)) < _FAINT_PRINT:
        return grey
    largest = max(2, int((_LARGEST_DOT * dpi / 72) ** 2))
    third = grey.shape[0] // 3
    if _count(grey[third : 2 * third], largest) < _STREWN * third * grey.shape[1]:
        return grey
    around = np.asarray(cv2.medianBlur(grey, _AROUND), np.uint8)
    clean = grey.copy()
    for dots in _dots(grey, around, largest):
        clean[dots] = around[dots]
    return _without_ringing(clean)


def _without_ringing(grey: Grey) -> Grey:
    """The page with what is hardly darker than its paper made paper."""
    paper = cv2.medianBlur(grey, _AROUND)
    is_wave = (cv2.subtract(paper, grey) < _RINGING) & (cv2.subtract(grey, paper) < _RINGING) & (paper > _paper(grey))
    return np.where(is_wave, paper, grey).astype(np.uint8)


def _paper(grey: Grey) -> int:
    """How pale the page is where it is paper, at least."""
    return int(np.percentile(grey[::8, ::8], 60)) - _RINGING


def _count(grey: Grey, largest: int) -> int:
    """How many dark dots a part of a page has that stand alone on paper: no grain of print."""
    paper = cv2.medianBlur(grey, _AROUND)
    away = (cv2.subtract(paper, grey) > _APART).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(away, connectivity=8)
    is_dot = stats[:count, cv2.CC_STAT_AREA] <= largest
    is_dot[0] = False
    beside_ink = cv2.subtract(paper, cv2.erode(grey, _RING)) > _APART
    is_dot[np.unique(np.asarray(labels)[beside_ink])] = False
    return int(is_dot.sum())


def _dots(grey: Grey, around: Grey, largest: int) -> Iterator[NDArray[np.bool_]]:
    """Yield the pixels of the dark dots, then those of the pale ones."""
    for away in (cv2.subtract(around, grey), cv2.subtract(grey, around)):
        count, labels, stats, _ = cv2.connectedComponentsWithStats((away > _APART).astype(np.uint8), connectivity=8)
        is_dot = stats[:count, cv2.CC_STAT_AREA] <= largest
        is_dot[0] = False
        yield np.asarray(is_dot[labels], np.bool_)
