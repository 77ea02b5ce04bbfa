"""Figures that a seal's ink runs through: with it goes a thin stroke of a digit, and what is left may be another."""

from __future__ import annotations

from parsers.ocr.crops import Area
from parsers.ocr.likeness import cut_specimens
from parsers.ocr.prepare import Grey
from parsers.ocr.windows import Window

_NUMBER = frozenset("0123456789.,+-")
_SEVERAL = 2


def runs_together(inked: Grey | None, line: Area, text: str, window: Window | None) -> bool:
    """Whether a number of several digits lies under a seal in part, and its digits can't be told apart: then none of
    them can be held against the others of the document, as all figures are."""
    if inked is None or window is None or not _NUMBER.issuperset(text) or sum(map(str.isdigit, text)) < _SEVERAL:
        return False
    return bool(inked[line.y0 : line.y1, line.x0 : line.x1].any()) and not cut_specimens(text, window, 0)
