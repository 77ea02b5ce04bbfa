"""Does a figure stand as high and as dark as the others of its table? A crumb of a seal, or half a digit, does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from parsers.ocr.shapes import columns
from parsers.ocr.windows import Window

_ENOUGH = 8
"""Figures of a table from which it is known how high and how dark its type is."""
_LOWEST, _HIGHEST = 0.75, 1.35
_PALEST = 0.45
"""Against the median of the table. Over 13,000 digits of worn scans stood between 0.90 and 1.23, none paler than
0.59."""
_HIGHEST_STROKE = 1.6
"""A slash that strikes a cell out is up to 1.4 digits high; the arc of a black seal runs through the whole cell."""


class Stature(NamedTuple):
    """How high a figure's digits stand, in pixels, and how far its darkest pixel is from paper; `table` is where. A
    lone slash has no digits."""

    owner: int
    table: int
    height: int
    depth: float
    is_stroke: bool = False


def measure(text: str, window: Window, owner: int, table: int) -> Stature | None:
    """The stature of a figure, of its first digit where a unit behind it may touch others, or of a slash; None for a
    bar."""
    tall, _ = columns(window.glyphs)
    if not tall:
        return None
    if not text[-1].isdigit():
        tall = tall[:1]
    depth = float(np.percentile(window.pixels, 85)) - float(window.pixels.min())
    return Stature(owner, table, max(box.height for box in tall), depth, text == "/")


def find_misfits(statures: Sequence[Stature]) -> Iterator[int]:
    """Yield the owners of the figures that are no print of their table."""
    by_table: dict[int, list[Stature]] = defaultdict(list)
    for stature in statures:
        by_table[stature.table].append(stature)
    for members in by_table.values():
        digits = [each for each in members if not each.is_stroke]
        if len(digits) < _ENOUGH:
            continue
        height, depth = median(each.height for each in digits), median(each.depth for each in digits)
        for each in members:
            highest = _HIGHEST_STROKE if each.is_stroke else _HIGHEST
            if not _LOWEST * height <= each.height <= highest * height or each.depth < _PALEST * depth:
                yield each.owner
