"""Whether a page was squeezed in one direction: Chinese characters are as wide as high."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.ocr.prepare import Grey

_LETTER = (4.0, 25.0)
"""Points the larger side of a letter measures, squeezed or not."""
_ENOUGH = 40
_LARGE = 0.75
"""Pieces of ink of this share of the larger ones are characters, the rest are strokes of them, digits and dots."""
_LONGEST = 3.0
"""How often the longer side of a character holds the shorter one; a dash and a stroke are longer, and a table may hold
hardly anything else."""
LARGEST_EITHER_WAY = 1.65
"""How much wider than high, or higher than wide, letters are at most on a page that may lie on its side."""
NARROWEST, WIDEST = 0.6, 1.25
"""The same for letters that stand upright: 0.75 to 1.0 in all typefaces of the bench, faint letters on a page full of
noughts among them; a page that is squeezed to half its width has 0.54, to half its height 1.8."""


def letter_proportions(ink: Grey, scale: float) -> float:
    """How wide letters are against their height, as most of them are; 1 on a page with too few to tell."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high = (stats[1:count, column].astype(np.float64) for column in (2, 3))
    sizes = np.maximum(wide, high)
    is_letter = (sizes >= _LETTER[0] * scale) & (sizes <= _LETTER[1] * scale)
    letters = is_letter & (sizes <= _LONGEST * np.minimum(wide, high))
    if letters.sum() < _ENOUGH:
        return 1.0
    large = letters & (sizes >= _LARGE * np.percentile(sizes[letters], 80))
    return float(np.exp(np.median(np.log(wide[large] / high[large]))))
