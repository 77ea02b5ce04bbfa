"""A page through which the print of its back shows, mirrored, pale and blurred, to one of its own print alone."""

from __future__ import annotations

from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

_COARSE: Final = 8
_LARGEST_BLOT: Final = 21
"""Coarse pixels: what is darker over a larger field than this is the paper's shade, not ink."""
_INK: Final = 14
"""Steps of 256 below its paper from which a pixel may be ink."""
_FAINT_PRINT: Final = 120
"""How dark a page's own print is at least: on a paler one, what is paler still can't be told from it."""
_PALE: Final = 0.3
"""How dark the back shows at most, against the page's own print."""
_BETWEEN: Final = 0.2
"""Against the page's own print: a gap so wide lies between the two, and hardly a piece of ink in it."""
_STRAY: Final = 0.02
_BLURRED: Final = 0.85
"""How sharp the back shows at most, against the page's own print: paper spreads it, a pencil's stroke it does not."""
_LEAST_PIECES: Final = 40
_LETTER: Final = (3.0, 16.0)
"""Points a letter is high, from and to."""


class _Pieces(NamedTuple):
    """The letter-sized pieces of ink of a page: how dark each is against the darkest print, and how sharp."""

    depth: NDArray[np.float64]
    sharpness: NDArray[np.float64]


def without_show_through(grey: Grey, dpi: float) -> Grey:
    """The page with what shows through made paper; as it is where that is not plainly the back of it.

    Plainly is: many letters far paler than all others, with none between, and blurred.
    """
    half = np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    depth = cv2.subtract(_paper(half), half)
    darkest = int(np.percentile(depth[::2, ::2], 99.7))
    if darkest < _FAINT_PRINT:
        return grey
    share = _share_of_back(_find_pieces(half, np.asarray(depth, np.uint8), darkest, dpi / 144))
    return _whitened(grey, share * darkest, darkest) if share else grey


def _paper(grey: Grey) -> Grey:
    """How pale the paper is under each pixel."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _COARSE), max(1, height // _COARSE)), interpolation=cv2.INTER_AREA)
    around = cv2.medianBlur(np.asarray(cv2.dilate(small, np.ones((3, 3), np.uint8)), np.uint8), _LARGEST_BLOT)
    return np.asarray(cv2.resize(around, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _find_pieces(grey: Grey, depth: Grey, darkest: int, scale: float) -> _Pieces:
    count, marked, stats, _ = cv2.connectedComponentsWithStats((depth > _INK).astype(np.uint8), connectivity=8)
    labels = np.asarray(marked, np.int32)
    across, down = (cv2.Sobel(grey, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    where = np.nonzero(labels)
    darkness, slope = np.zeros(count), np.zeros(count)
    np.maximum.at(darkness, labels[where], depth[where])
    np.maximum.at(slope, labels[where], cv2.magnitude(across, down)[where])
    tall = stats[:count, cv2.CC_STAT_HEIGHT] / scale
    is_letter = (tall >= _LETTER[0]) & (tall <= _LETTER[1])
    is_letter[0] = False
    return _Pieces(darkness[is_letter] / darkest, slope[is_letter] / np.maximum(darkness[is_letter], 1))


def _share_of_back(pieces: _Pieces) -> float:
    """The middle of the gap between what shows through and the page's own print; 0 where nothing shows through."""
    is_pale = pieces.depth <= _PALE
    if is_pale.sum() < _LEAST_PIECES or is_pale.all():
        return 0.0
    share = float(np.percentile(pieces.depth[is_pale], 99))
    between = (pieces.depth > share) & (pieces.depth <= share + _BETWEEN)
    if between.sum() > _STRAY * len(pieces.depth):
        return 0.0
    blurred = float(np.median(pieces.sharpness[is_pale])) <= _BLURRED * float(np.median(pieces.sharpness[~is_pale]))
    return share + _BETWEEN / 2 if blurred else 0.0


def _whitened(grey: Grey, level: float, darkest: int) -> Grey:
    """The page with all that is paler than a level made paper, but for the edges of what is dark."""
    paper = _paper(grey)
    depth = cv2.subtract(paper, grey)
    print_and_edges = cv2.dilate((depth > darkest // 2).astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.where((depth <= level) & (print_and_edges == 0), paper, grey).astype(np.uint8)
