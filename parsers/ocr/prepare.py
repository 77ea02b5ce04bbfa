"""A page image to an upright, straight, grey sheet without its seal, and the way back to the page as it was."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.pictures import PageImage, Pixels
from parsers.ocr.salt import without_salt
from parsers.ocr.show_through import without_show_through
from parsers.reading import Box

Grey = NDArray[np.uint8]
Matrix = NDArray[np.float64]

_LEAST_DPI, _MOST_DPI = 130.0, 310.0
_RED = 22
"""Red above blue and green by so much is a seal's ink or its edge."""
_SEAL_PIXELS = 60
_BLACK = 170
"""A red pixel darker than this in the red channel has black print under it. At 125 thin lines vanish with the seal."""
_PRINTED = 0.6
"""How dark print is somewhere, between paper and the darkest ink; what a seal's edge leaves is paler all over."""
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
    """A grey page as it is read; `scale` is pixels per point, `back` brings its pixels to the page's points."""

    number: int
    grey: Grey
    scale: float
    back: Matrix

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
        return Sheet(self.number, turned, self.scale, self.back @ np.array(ways[quarters % 4]))

    def stretched(self, across: float, down: float) -> Sheet:
        """The sheet made wider and higher by so much; what a point is lies between the two."""
        grey = cv2.resize(self.grey, None, fx=across, fy=down, interpolation=cv2.INTER_CUBIC)
        back = self.back @ np.diag([1 / across, 1 / down, 1])
        return Sheet(self.number, np.asarray(grey, np.uint8), self.scale * math.sqrt(across * down), back)


def image_to_sheet(image: PageImage) -> Sheet:
    """The grey sheet of a page, at a resolution the rest is made for."""
    dpi = image.dpi
    grey = without_show_through(without_salt(wash(image.pixels), dpi), dpi)
    factor = 2.0 if dpi < _LEAST_DPI else min(1.0, _MOST_DPI / dpi)
    if factor != 1:
        way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
        grey = np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way), np.uint8)
    each = image.points_per_pixel / factor
    return Sheet(image.number, grey, 1 / each, np.array([[each, 0, 0], [0, each, 0]]))


def wash(pixels: Pixels) -> Grey:
    """The red channel, in which red ink is pale, and paper where red ink is left and nothing black under it."""
    red = np.ascontiguousarray(pixels[..., 0])
    others = cv2.max(np.ascontiguousarray(pixels[..., 1]), np.ascontiguousarray(pixels[..., 2]))
    excess = cv2.subtract(red, others)
    coarse = cv2.resize(excess, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    if int((coarse > 2 * _RED).sum()) < _SEAL_PIXELS:
        return np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY), np.uint8)
    reddish = (cv2.GaussianBlur(excess, (5, 5), 0) > _RED).astype(np.uint8)
    inked = np.asarray(cv2.dilate(reddish, np.ones((5, 5), np.uint8)), np.uint8)
    washed = red.copy()
    paper = int(np.percentile(red[::8, ::8], 60))
    washed[(inked > 0) & ((red > _BLACK) | _crumbs(red, inked, paper))] = paper
    return washed


def _crumbs(red: Grey, inked: Grey, paper: int) -> NDArray[np.bool_]:
    """What a seal leaves in the red channel: pieces that lie under it altogether and are nowhere as dark as print."""
    printed = paper - _PRINTED * (paper - int(np.percentile(red[::4, ::4], 0.5)))
    crumbs = np.zeros(red.shape, np.bool_)
    x, y, width, height = cv2.boundingRect(inked)
    part = (slice(max(0, y - 2), y + height + 2), slice(max(0, x - 2), x + width + 2))
    count, labels = cv2.connectedComponents((red[part] <= _BLACK).astype(np.uint8), connectivity=8)
    kept = np.zeros(count, np.bool_)
    kept[labels[(inked[part] == 0) | (red[part] < printed)]] = True
    crumbs[part] = ~kept[labels]
    return crumbs


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
    return Sheet(sheet.number, np.asarray(grey, np.uint8), sheet.scale, back)


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
