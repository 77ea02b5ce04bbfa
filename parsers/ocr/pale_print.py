"""Print that is not the page's own made paper: that of its back, which shows through mirrored, pale and blurred, and
watermarks."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from parsers.ocr.pale_pieces import BETWEEN, Grey, Pieces, find_pieces, paper_of
from parsers.ocr.watermarks import share_of_watermark

_FAINT_PRINT: Final = 120
"""How dark a page's own print is at least: on a paler one, what is paler still can't be told from it."""
_FEW: Final = 1.7
"""How much darker the darkest pixels are than most of the dark ones, on a page of hardly any print."""
_PALE: Final = 0.3
"""How dark the back shows at most, against the page's own print."""
_BLURRED: Final = 0.85
"""How sharp the back shows at most, against the page's own print: paper spreads it, a pencil's stroke it does not."""
_LEAST_PIECES: Final = 40
_HIGHEST: Final = 16.0
"""Points a letter is high, at most."""


def without_pale_print(grey: Grey, dpi: float) -> Grey:
    """The page with what shows through and with watermarks made paper; as it is where that is not plainly one of them.

    Plainly is: many letters far paler than all others, with none between, and blurred; or large and all of one shade.
    """
    half = np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    depth = cv2.subtract(paper_of(half), half)
    darkest = _darkest(np.asarray(depth, np.uint8))
    if darkest < _FAINT_PRINT:
        return grey
    pieces = find_pieces(half, np.asarray(depth, np.uint8), darkest, dpi / 144)
    share = _share_of_back(pieces.chosen(pieces.height <= _HIGHEST)) or share_of_watermark(pieces)
    return _whitened(grey, share * darkest, darkest) if share else grey


def _darkest(depth: Grey) -> int:
    """How dark a page's own print is, also where it is a line or two below a watermark."""
    much, little = (int(each) for each in np.percentile(depth[::2, ::2], (99.7, 99.95)))
    return little if little >= _FEW * much else much


def _share_of_back(letters: Pieces) -> float:
    """The middle of the gap between what shows through and the page's own print; 0 where nothing shows through."""
    is_pale = letters.depth <= _PALE
    if is_pale.sum() < _LEAST_PIECES or is_pale.all():
        return 0.0
    share = float(np.percentile(letters.depth[is_pale], 99))
    if not letters.part_at(share):
        return 0.0
    blurred = float(np.median(letters.sharpness[is_pale])) <= _BLURRED * float(np.median(letters.sharpness[~is_pale]))
    return share + BETWEEN / 2 if blurred else 0.0


def _whitened(grey: Grey, level: float, darkest: int) -> Grey:
    """The page with all that is paler than a level made paper, but for the edges of what is dark."""
    paper = paper_of(grey)
    depth = cv2.subtract(paper, grey)
    print_and_edges = cv2.dilate((depth > darkest // 2).astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.where((depth <= level) & (print_and_edges == 0), paper, grey).astype(np.uint8)
