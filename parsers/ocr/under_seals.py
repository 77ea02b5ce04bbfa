"""Figures beside a seal's ink or under it: what went with it when it was washed away may have been print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from parsers.ocr.crops import Area
from parsers.ocr.likeness import cut_specimens
from parsers.ocr.pieces import ReadPiece
from parsers.ocr.prepare import Grey
from parsers.ocr.seals import Seals
from parsers.ocr.shapes import columns

_NUMBER = frozenset("0123456789.,+-")
_SEVERAL = 2
_BESIDE = 7.0
"""Points from what is left of a figure at which the rest of it may stand: half a stroke says little of its height."""
_LONGEST_MISREAD = 2
"""Characters that a figure of which a seal hid a part is taken for at most."""
_BEFORE, _HIGHEST, _LOWEST = 0.9, 0.3, 0.85
"""Against a figure's height: how far before it a minus begins, and between what heights it lies, from above."""
_ASIDE, _MIDDLE = 0.25, 0.15
"""Of a blank cell's width and height: how far from its sides, and from half its height, a hyphen is looked for."""
_APART = 1.0
"""Against their height: how far apart digits stand that have a point between them, from middle to middle. Without one
it is 0.74 to 0.87 in usual typefaces, with one 1.1 or more."""


def may_hide_print(
    seals: Seals, area: Area, pieces: Sequence[ReadPiece], scale: float, has_dashes: bool = False
) -> bool:
    """Whether a seal may have hidden a mark in a blank cell, or a digit, a sign or a point of a figure, or strokes that
    tell its digits apart. Only a page that `has_dashes` in other cells is thought to hide a hyphen: whoever strikes a
    cell out strikes them all out."""
    if has_dashes and not pieces and _may_lose_hyphen(seals.level, area):
        return True
    lines = [read.piece.line for read in pieces] or [area]
    beside = max(round(_BESIDE * scale), *(line.height for line in lines))
    is_wording = any(not read.window and len(read.verdict.text) > _LONGEST_MISREAD for read in pieces)
    is_faint = not is_wording and _any(seals.faint, lines, beside, area)
    return is_faint or any(
        _runs_together(seals.inked, read) or _has_gap(seals.inked, read) or _may_lose_minus(seals.level, read)
        for read in pieces
    )


def _any(mask: Grey, lines: Iterable[Area], beside: int, limit: Area | None = None) -> bool:
    """Whether anything of a mask lies on lines or so close to them, inside a limit."""
    boxes = list(lines)
    x0, y0 = min(box.x0 for box in boxes) - beside, min(box.y0 for box in boxes) - beside
    x1, y1 = max(box.x1 for box in boxes) + beside, max(box.y1 for box in boxes) + beside
    if limit:
        x0, y0, x1, y1 = max(x0, limit.x0), max(y0, limit.y0), min(x1, limit.x1), min(y1, limit.y1)
    return bool(mask[max(0, y0) : y1, max(0, x0) : x1].any())


def _runs_together(inked: Grey, read: ReadPiece) -> bool:
    """Whether a number of several digits lies under a seal in part, and its digits can't be told apart: then none of
    them can be held against the others of the document, as all figures are."""
    text, line = read.verdict.text, read.piece.line
    if not read.window or not _NUMBER.issuperset(text) or sum(map(str.isdigit, text)) < _SEVERAL:
        return False
    return _any(inked, [line], 0) and not cut_specimens(text, read.window, 0)


def _has_gap(inked: Grey, read: ReadPiece) -> bool:
    """Whether a seal's ink lies between two digits where there is room for a point, and none was read."""
    window, line = read.window, read.piece.line
    tall, _ = columns(window.glyphs) if window else ([], [])
    if len(tall) != len(read.verdict.text) or not read.verdict.text.isdigit():
        return False
    x, y = line.x0 - tall[0].x0, line.y0 - min(box.y0 for box in tall)
    for left, right in pairwise(tall):
        height = max(left.height, right.height)
        foot = Area(left.x1 + x, left.y1 + y - height // 2, right.x0 + x, left.y1 + y)
        if (right.x0 + right.x1 - left.x0 - left.x1) / 2 >= _APART * height and _any(inked, [foot], 1):
            return True
    return False


def _may_lose_minus(level: Grey, read: ReadPiece) -> bool:
    """Whether what was washed away before a figure that has no sign may have been its minus."""
    line, height = read.piece.line, read.piece.line.height
    sign = Area(
        line.x0 - round(_BEFORE * height),
        line.y0 + round(_HIGHEST * height),
        line.x0,
        line.y0 + round(_LOWEST * height) + 1,
    )
    return read.window is not None and read.verdict.text[:1].isdigit() and _any(level, [sign], 0)


def _may_lose_hyphen(level: Grey, area: Area) -> bool:
    """Whether what was washed away in the middle of a blank cell may have been a hyphen."""
    side, middle, reach = round(_ASIDE * area.width), (area.y0 + area.y1) // 2, round(_MIDDLE * area.height)
    return _any(level, [Area(area.x0 + side, middle - reach, area.x1 - side, middle + reach + 1)], 0)
