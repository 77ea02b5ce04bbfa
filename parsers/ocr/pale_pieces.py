"""The pieces of ink of a page with how pale they are: of print, of what shows through, and of watermarks."""

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
_LOWEST: Final = 3.0
"""Points a piece of a letter is high, at least."""
BETWEEN: Final = 0.2
"""Against the page's own print: a gap so wide lies between it and paler ink, and hardly a piece of ink in it."""
_STRAY: Final = 0.02


class Pieces(NamedTuple):
    """Of each piece of ink how dark it is against the darkest print, how sharp, and how many points high and wide."""

    depth: NDArray[np.float64]
    sharpness: NDArray[np.float64]
    height: NDArray[np.float64]
    width: NDArray[np.float64]

    def chosen(self, which: NDArray[np.bool_]) -> Pieces:
        """Some of the pieces."""
        return Pieces(self.depth[which], self.sharpness[which], self.height[which], self.width[which])

    def part_at(self, share: float) -> bool:
        """Whether hardly a piece is between a depth and those of the print above it."""
        between = (self.depth > share) & (self.depth <= share + BETWEEN)
        return bool(between.sum() <= _STRAY * len(self.depth))


def paper_of(grey: Grey) -> Grey:
    """How pale the paper is under each pixel."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _COARSE), max(1, height // _COARSE)), interpolation=cv2.INTER_AREA)
    around = cv2.medianBlur(np.asarray(cv2.dilate(small, np.ones((3, 3), np.uint8)), np.uint8), _LARGEST_BLOT)
    return np.asarray(cv2.resize(around, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def find_pieces(grey: Grey, depth: Grey, darkest: int, scale: float) -> Pieces:
    """The pieces of ink of a grey page of `scale` pixels a point, `depth` its ink and `darkest` that of its print."""
    count, marked, stats, _ = cv2.connectedComponentsWithStats((depth > _INK).astype(np.uint8), connectivity=8)
    labels = np.asarray(marked, np.int32)
    across, down = (cv2.Sobel(grey, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    where = np.nonzero(labels)
    darkness, slope = np.zeros(count), np.zeros(count)
    np.maximum.at(darkness, labels[where], depth[where])
    np.maximum.at(slope, labels[where], cv2.magnitude(across, down)[where])
    tall = np.asarray(stats[:count, cv2.CC_STAT_HEIGHT] / scale, np.float64)
    tall[0] = 0
    wide = np.asarray(stats[:count, cv2.CC_STAT_WIDTH] / scale, np.float64)
    return Pieces(darkness / darkest, slope / np.maximum(darkness, 1), tall, wide).chosen(tall >= _LOWEST)
