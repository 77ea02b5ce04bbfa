"""Print far paler than the figure it stands beside, as the thin strokes of a plus are in a coarse picture: none of it
is read, so the figure is doubted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.crops import Area
from parsers.ocr.prepare import Grey

_PALEST: Final = 0.2
"""How dark faded print is at least, against that of the figure."""
_INK: Final = 18
"""Steps of 256 that it is darker than the paper, at least."""
_BESIDE: Final = 1.1
"""Against the figure's height: how far from it faded print may be its sign."""
_PRINT: Final = 0.06
"""Against the square of the figure's height: how much of it is no grain."""
_EDGE: Final = 0.12
"""Against the figure's height: how far its own blurred edges reach."""


def has_faded_print(part: Grey, kept: Sequence[Area], body: Area, paper: int) -> bool:
    """Whether beside a figure of a picture, around whose characters is the box `body`, stands ink in one piece that is
    not of what was `kept` as print."""
    inside = part[body.y0 : body.y1, body.x0 : body.x1]
    level = max(_INK, round(_PALEST * (paper - int(inside.min()))))
    pale = part.astype(np.int16) < paper - level
    edge, reach = round(_EDGE * body.height), round(_BESIDE * body.height)
    for box in kept:
        pale[max(0, box.y0 - edge) : box.y1 + edge, max(0, box.x0 - edge) : box.x1 + edge] = False
    left, right = max(0, body.x0 - reach), body.x1 + reach
    return _largest(pale[body.y0 : body.y1, left:right]) >= _PRINT * body.height**2


def _largest(mask: NDArray[np.bool_]) -> int:
    """How many pixels the largest piece of a mask has."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    return int(np.asarray(stats)[1:, cv2.CC_STAT_AREA].max(initial=0))
