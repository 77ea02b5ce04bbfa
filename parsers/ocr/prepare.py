"""A page image to an upright, straight, grey sheet without its seal, and the way back to the page as it was."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.pale_print import without_pale_print
from parsers.ocr.pictures import PageImage
from parsers.ocr.salt import without_salt
from parsers.ocr.seals import Seals, wash
from parsers.reading import Box

Grey = NDArray[np.uint8]
Matrix = NDArray[np.float64]

_LEAST_DPI, _MOST_DPI = 130.0, 310.0
_WIDEST_TILT = 5.0
_FRAGMENT = 18
_ENOUGH = 400
_MOST_POINTS = 60_000
_STRIP = 240
"""Pixels of a strip in which lines of text are held level by themselves: a short line on the left and one on the right
stand in one row at some angle, and that says nothing."""
_ABOVE = 200
"""Pixels by which a tilt moves a row at most."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grey page as it is read; `scale` is pixels per point, `back` brings its pixels to the page's points, `seals` is
    what is known of those it had."""

    number: int
    grey: Grey
    scale: float
    back: Matrix
    seals: Seals | None = None

    def page_box(self, box: Box) -> Box:
        """A rectangle of the sheet, in its points, to the rectangle around it on the page as it was."""
        corners = np.array([[x, y, 1 / self.scale] for x in (box.x0, box.x1) for y in (box.y0, box.y1)]) * self.scale
        x, y = self.back @ corners.T
        return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))

    def turned(self, quarters: int) -> Sheet:
        """The sheet turned by quarters of a circle against the clock."""
        height, width = self.grey.shape
        ways: dict[int, list[list[float]]] = {
            1: [[0, -1, width - 1], [1, 0, 0], [0, 0, 1]],
            2: [[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]],
            3: [[0, 1, 0], [-1, 0, height - 1], [0, 0, 1]],
        }
        if quarters % 4 == 0:
            return self
        turned = np.ascontiguousarray(np.rot90(self.grey, quarters % 4))
        seals = self.seals and self.seals.mapped(lambda mask: np.rot90(mask, quarters % 4))
        return replace(self, grey=turned, back=self.back @ np.array(ways[quarters % 4]), seals=seals)

    def stretched(self, across: float, down: float) -> Sheet:
        """The sheet made wider and higher by so much; what a point is lies between the two."""
        grey = cv2.resize(self.grey, None, fx=across, fy=down, interpolation=cv2.INTER_CUBIC)
        back = self.back @ np.diag([1 / across, 1 / down, 1])
        seals = self.seals and self.seals.resized(grey.shape)
        return Sheet(self.number, np.asarray(grey, np.uint8), self.scale * math.sqrt(across * down), back, seals)


def image_to_sheet(image: PageImage) -> Sheet:
    """The grey sheet of a page, at a resolution the rest is made for."""
    dpi = image.dpi
    washed, seals = wash(image.pixels, dpi / 72)
    grey = without_pale_print(without_salt(washed, dpi), dpi)
    factor = 2.0 if dpi < _LEAST_DPI else min(1.0, _MOST_DPI / dpi)
    if factor != 1:
        way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
        grey = np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way), np.uint8)
    each = image.points_per_pixel / factor
    back = np.array([[each, 0, 0], [0, each, 0]])
    return Sheet(image.number, grey, 1 / each, back, seals and seals.resized(grey.shape))


def binarise(grey: Grey, scale: float, faintest: int = 18) -> Grey:
    """Ink as 255, paper as 0, against the brightness around: a grey background drops out. Ink is darker than it by
    `faintest` steps of 256."""
    block = int(9 * scale) | 1
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, faintest)
    return np.asarray(ink, np.uint8)


def straighten(sheet: Sheet) -> Sheet:
    """The sheet with its lines level."""
    tilt = _tilt(sheet)
    if abs(tilt) < 0.01:
        return sheet
    height, width = sheet.grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1)
    paper = int(np.percentile(sheet.grey[::8, ::8], 60))
    grey = cv2.warpAffine(sheet.grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)
    back = sheet.back @ np.linalg.inv(np.vstack([turn, [0, 0, 1]]))
    seals = sheet.seals and sheet.seals.mapped(lambda mask: cv2.warpAffine(mask, turn, (width, height)))
    return Sheet(sheet.number, np.asarray(grey, np.uint8), sheet.scale, back, seals)


def _tilt(sheet: Sheet) -> float:
    """The angle, to 0.02°, at which the horizontal lines (or, without any, the lines of text) are sharpest.

    A short opening finds pieces of the lines however the page is turned. The Hough transform errs by 0.1°, and that
    splits walls.
    """
    factor = min(1.0, 110 / 72 / sheet.scale)
    small = cv2.resize(sheet.grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 15, 10)
    ys, xs = np.nonzero(_line_pieces(np.asarray(ink, np.uint8)))
    drawn = len(ys) >= _ENOUGH
    if not drawn:
        ys, xs = np.nonzero(ink)
    if len(ys) < _ENOUGH:
        return 0.0
    step = len(ys) // _MOST_POINTS + 1
    ys, xs = ys[::step], xs[::step] - small.shape[1] / 2
    angles = np.arange(-_WIDEST_TILT, _WIDEST_TILT + 0.01, 0.1)
    if not drawn:
        strips = (xs // _STRIP - xs.min() // _STRIP) * (small.shape[0] + 2 * _ABOVE)
        coarse = max(angles, key=lambda angle: _sharpness(ys + strips, xs, angle, 1))
        return float(max(np.arange(coarse - 0.6, coarse + 0.61, 0.1), key=lambda angle: _sharpness(ys, xs, angle, 1)))
    coarse = max(angles, key=lambda angle: _sharpness(ys, xs, angle, 1))
    return float(max(np.arange(coarse - 0.12, coarse + 0.121, 0.02), key=lambda angle: _sharpness(ys, xs, angle, 2)))


def _line_pieces(ink: Grey) -> NDArray[np.bool_]:
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _FRAGMENT), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    chosen = np.zeros(count, bool)
    chosen[1:] = (stats[1:, 2] >= 30) & (stats[1:, 3] <= 6 + stats[1:, 2] * 0.08)
    return np.asarray(chosen[labels], np.bool_)


def _sharpness(ys: NDArray[np.int64], xs: NDArray[np.float64], angle: float, bins: int) -> float:
    rows = (ys - xs * math.tan(math.radians(angle)) + _ABOVE) * bins
    counts = np.bincount(np.maximum(rows, 0).astype(np.int64)).astype(np.float64)
    return float((counts**2).sum())
