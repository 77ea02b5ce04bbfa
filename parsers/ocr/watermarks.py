"""A watermark on a scanned page: letters larger than print, and all of one pale shade."""

from __future__ import annotations

from typing import Final

import numpy as np

from parsers.ocr.pale_pieces import BETWEEN, Pieces

_PALE: Final = 0.42
"""How dark a watermark is at most, against the page's own print."""
_LARGE: Final = 18.0
"""Points: pieces of a watermark's letters are as high. Print of a report's size may be pale too, and is never taken."""
_LINE: Final = 6.0
"""Points: a rule is thinner, and may be pale."""
_LEAST_LARGE: Final = 2
"""On a page full of rules nearly all of a watermark's letters touch one."""
_ONE_SHADE: Final = 0.08
"""How far the palest and the darkest of them are apart."""


def share_of_watermark(pieces: Pieces) -> float:
    """The middle of the gap between a watermark and the page's own print; 0 where there is none."""
    shades = pieces.depth[(pieces.depth <= _PALE) & (pieces.height >= _LARGE) & (pieces.width >= _LINE)]
    if len(shades) < _LEAST_LARGE:
        return 0.0
    palest, share = (float(each) for each in np.percentile(shades, (3, 97)))
    return share + BETWEEN / 2 if share - palest <= _ONE_SHADE and pieces.part_at(share) else 0.0
