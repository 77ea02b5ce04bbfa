"""The red ink of a seal to paper; the print under it stays, and where it is open whether there was any is handed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.pictures import Pixels

Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

_RED = 22
"""Red above blue and green by so much is a seal's ink or its edge."""
_SEAL_PIXELS = 60
_BLACK = 170
"""A red pixel darker than this in the red channel may have black print under it. At 125 thin lines vanish with the
seal."""
_NEUTRAL, _BLACKEST = 8, 0.5
"""Red above blue and green of a pixel beside a seal that is none of its ink, and how dark it is against the page's
print where it is print of its own: the end of a minus that a seal cuts off."""
_AROUND = 8.0
"""Points around a pixel in which the seal's pure ink is looked for."""
_PURE, _PUREST, _LEAST_PURE = 60, 0.85, 4
"""Red above blue and green of pure ink, also against the reddest around; pixels of it that say how dark it is."""
_STROKE, _WAYS = 5, 8
"""Pixels along a stroke of print over which its darkness is averaged, and directions it may run in: grain is as dark
here and there, never so far."""
_BLEED = 1.5
"""Pictures keep colour coarsely, so that black print under a seal takes on so much of its red."""
_RIM = 0.12
"""Against the seal's ink: paler pixels beside a stroke of print are no part of it."""
_LEVEL, _SHORTEST_LEVEL, _PALEST_LEVEL = 1.4, 3, 0.3
"""Points and pixels along which what may be a minus is as dark, on their average and against the page's print: along
the edge of a seal's ring a minus shows no otherwise. Where no sign stands one place in ten before a figure has that."""
_LEAST_FAINT, _LEAST_FAINT_AREA = 3, 0.39
"""Pixels, and square points, from which a faint piece may have been a point or a part of a digit."""


class _Level(NamedTuple):
    """How dark something under a seal is at least: in the red channel, blurred, against the page's print; and in all
    channels against the pure ink around it. The first is raised by the edges of a seal, where its colour is coarser
    than its outline, up to 0.36 in all but one of a thousand; the second knows nothing of print beside the ink."""

    deep: float
    dull: float


_FAINT, _DARK, _PLAIN = _Level(0.3, 0.2), _Level(0.36, 0.25), _Level(0.45, 0.4)
"""What may be print, what is left as it is, and what can be nothing else: of 730 pieces of print under seals 20 were
fainter than the first, of 2,000 crumbs of a seal two were darker than the second, none than the third."""


@dataclass(frozen=True, slots=True)
class Seals:
    """What is known of the seals that a page had: `inked` is where they were, `faint` where it is open whether one hid
    print, and `level` where what was washed away may have been a minus, if a figure stands behind it, or a hyphen in
    the middle of a blank cell."""

    inked: Grey
    faint: Grey
    level: Grey

    def mapped(self, move: Callable[[Grey], cv2.typing.MatLike]) -> Seals:
        """The same of the page as `move` turns or shifts it."""
        return Seals(*(_mask(move(mask)) for mask in (self.inked, self.faint, self.level)))

    def resized(self, shape: tuple[int, ...]) -> Seals:
        """The same at another size; no piece of them is lost."""
        if self.inked.shape == shape:
            return self
        return self.mapped(lambda mask: cv2.resize(mask, (shape[1], shape[0]), interpolation=cv2.INTER_AREA))


def _mask(shades: cv2.typing.MatLike) -> Grey:
    return np.ascontiguousarray((shades > 0) * 255, np.uint8)


class Washed(NamedTuple):
    """A grey page without its seals, and what is known of them if there are any."""

    grey: Grey
    seals: Seals | None


class _Inks(NamedTuple):
    """A part of a page: its red channel, where a seal's ink is, where there is plainly none but black, and how `deep`
    and how `dull` each pixel is."""

    red: Grey
    inked: Mask
    black: Mask
    deep: Floats
    dull: Floats

    def reaches(self, level: _Level) -> Mask:
        return np.asarray((self.red <= _BLACK) & (self.deep >= level.deep) | (self.dull >= level.dull), np.bool_)


def wash(pixels: Pixels, scale: float) -> Washed:
    """A page at so many pixels a point to the grey page without red ink."""
    red = np.ascontiguousarray(pixels[..., 0])
    others = cv2.max(np.ascontiguousarray(pixels[..., 1]), np.ascontiguousarray(pixels[..., 2]))
    excess = np.asarray(cv2.subtract(red, others), np.uint8)
    grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY), np.uint8)
    coarse = cv2.resize(excess, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    if int((coarse > 2 * _RED).sum()) < _SEAL_PIXELS:
        return Washed(grey, None)
    reddish = (cv2.GaussianBlur(excess, (5, 5), 0) > _RED).astype(np.uint8)
    inked = np.asarray(cv2.dilate(reddish, np.ones((5, 5), np.uint8)), np.uint8)
    paper, darkest = int(np.percentile(red[::8, ::8], 60)), int(np.percentile(red[::4, ::4], 0.5))
    depth = max(1, paper - darkest)
    x, y, width, height = cv2.boundingRect(inked)
    part = (slice(max(0, y - 2), y + height + 2), slice(max(0, x - 2), x + width + 2))
    dull = _dullness(red[part], grey[part], excess[part], scale) * np.float32(paper / depth)
    dark = np.asarray((paper - red[part].astype(np.float32)) / depth, np.float32)
    deep = cv2.GaussianBlur(dark, (0, 0), 1.0)
    black = (red[part] <= paper - _BLACKEST * depth) & (excess[part] <= _NEUTRAL)
    inks = _Inks(red[part], inked[part] > 0, np.asarray(black, np.bool_), np.asarray(deep, np.float32), dull)
    washed, seals = red.copy(), Seals(*(np.zeros_like(red) for _ in range(3)))
    kept = _print(inks)
    rim = _near(kept, 1) & (dull > 0)
    washed[part][inks.inked & ~(kept | rim)] = paper
    seals.inked[part][inks.inked] = 255
    seals.faint[part][_faint(inks, kept, scale)] = 255
    seals.level[part][inks.inked & ~_near(kept, 2) & _is_level(dark, scale)] = 255
    return Washed(washed, seals)


def _is_level(dark: Floats, scale: float) -> Mask:
    """Where a short level stroke has its middle."""
    along = max(_SHORTEST_LEVEL, round(_LEVEL * scale))
    return np.asarray(cv2.blur(dark, (along, 1)) >= _PALEST_LEVEL, np.bool_)


def _print(inks: _Inks) -> Mask:
    """What is dark beside a seal, or dark enough under it, and what hangs together with that close by: a seal's edge
    that runs into print goes no further."""
    dark = inks.red <= _BLACK
    begun = dark & (~inks.inked | inks.black) | inks.reaches(_DARK)
    return dark & _near(begun, 2) | inks.inked & (inks.dull >= _DARK.dull)


def _faint(inks: _Inks, kept: Mask, scale: float) -> Mask:
    """What may be print and was washed away, or was left and may be none."""
    erased = inks.inked & inks.reaches(_FAINT) & ~_near(kept, 2)
    dark = inks.red <= _BLACK
    plain = _near(dark & ~inks.inked | inks.reaches(_PLAIN), 2) & dark
    count, labels = cv2.connectedComponents(kept.astype(np.uint8), connectivity=8)
    is_plain = np.zeros(count, np.bool_)
    is_plain[labels[plain]] = True
    faint = erased | kept & inks.inked & ~is_plain[labels]
    count, labels = cv2.connectedComponents(_near(faint, 1).astype(np.uint8), connectivity=8)
    sizes = np.bincount(labels[faint], minlength=count)
    return np.asarray(faint & (sizes >= max(_LEAST_FAINT, _LEAST_FAINT_AREA * scale**2))[labels], np.bool_)


def _near(where: Mask, reach: int) -> Mask:
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(where.astype(np.uint8), kernel) > 0, np.bool_)


def _dullness(red: Grey, grey: Grey, excess: Grey, scale: float) -> Floats:
    """How much darker than the pure ink around it a pixel is, on the average of the stroke it lies in."""
    side = int(_AROUND * scale) | 1
    redness = np.asarray(cv2.GaussianBlur(excess.astype(np.float32), (0, 0), 0.7), np.float32)
    reddest = cv2.dilate(redness, np.ones((side, side), np.uint8))
    pure = ((redness >= _PUREST * reddest) & (redness > _PURE)).astype(np.float32)
    dull = np.minimum(_darker(grey, pure, side), _BLEED * _darker(red, pure, side))
    means = [cv2.filter2D(dull, -1, _along(turn * np.pi / _WAYS)) for turn in range(_WAYS)]
    return np.where(dull >= _RIM, np.max(means, axis=0), 0).astype(np.float32)


def _along(angle: float) -> Floats:
    """The mean over the pixels of a stroke at an angle."""
    reach = _STROKE // 2
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    steps = np.arange(-reach, reach + 1)[:, None, None]
    away = np.maximum(np.abs(rows - steps * np.sin(angle)), np.abs(columns - steps * np.cos(angle)))
    kernel = np.asarray(np.clip(1 - away, 0, None).sum(axis=0), np.float32)
    return np.asarray(kernel / kernel.sum(), np.float32)


def _darker(channel: Grey, pure: Floats, side: int) -> Floats:
    """By what share a channel is darker than where the ink around is pure; 0 where there is none."""
    found = cv2.boxFilter(pure, -1, (side, side), normalize=False)
    total = cv2.boxFilter(pure * channel, -1, (side, side), normalize=False)
    usual = np.maximum(total, 1) / np.maximum(found, 1)
    return np.where(found >= _LEAST_PURE, 1 - channel / usual, 0).astype(np.float32)
