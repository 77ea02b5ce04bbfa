"""Characters whose ink touches: where one ends and the next begins, so that a sign has a box of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

import cv2
import numpy as np

from parsers.ocr.crops import Area
from parsers.ocr.prepare import Grey

_ONE, _HIGHER = 0.8, 1.12
"""A piece of ink is looked into where it is wider than this against its height, as two characters are, and no higher
than this against the digits, as Chinese characters are."""
_TALL, _NARROWEST, _WIDEST = 0.7, 0.33, 0.75
"""Of a part: as high as a digit; no half of a broken one; and a single one, against the height."""
_WHOLE = 0.8
"""A digit is as high, against the highest; a plus sign is lower."""
_DARK, _PALE = 0.5, 0.3
"""How dark ink is at least, between paper and the darkest of its piece; a minus can be paler than the digit it runs
into."""
_TRACE, _HALF, _STUB = 0.15, 0.5, 0.22
"""What shows that a bar is the arm of a 4: how dark its slant is, over how much of the bar, and how short the bar is
where the slant is close above it."""
_GRAIN, _SLIVER = 0.05, 0.1
_HIGHEST, _LOWEST, _THICKEST, _SHORTEST = 0.3, 0.75, 0.24, 0.17
"""Of a bar glued to a digit, against the digit's height: where it may stand from the top, how thick it is at most and
how long at least. The corner of a 4 is thin for less than its tenth part."""
_LEVEL = 0.06
_FOOT, _DEEP = 0.66, 0.88
"""How far down a point begins, and how far it reaches, as the arm of a 4 does not."""


def part_touching(pixels: Grey, boxes: Sequence[Area], paper: int) -> list[Area]:
    """The boxes of strokes, those cut in two that the ink's darker half tells apart. All of them together stand where
    they stood."""
    tallest = max(box.height for box in boxes)
    usual = median_low(box.height for box in boxes if box.height >= _TALL * tallest)
    parted: list[Area] = []
    for box in boxes:
        may_be_two = _TALL * tallest <= box.height <= _HIGHER * usual and box.width > _ONE * box.height
        is_stacked = any(box.x0 < other.x1 - 1 and other.x0 < box.x1 - 1 for other in boxes if other != box)
        parted += _parts(_inked(pixels, box, paper), box) if may_be_two and not is_stacked else [box]
    first = min((box for box in parted if box.height >= _WHOLE * tallest), key=lambda box: box.x0)
    bars = (_bar_before(_inked(pixels, first, paper, share), first) for share in (_DARK, _PALE))
    bar = next(filter(None, bars), None)
    is_bar = bar and not _is_arm(pixels[first.y0 : bar.y0, bar.x0 : bar.x1], pixels, first, paper)
    sign = bar if is_bar else _point_before(_inked(pixels, first, paper), first)
    if sign is None:
        return parted
    return [sign, *(box._replace(x0=sign.x1) if box == first else box for box in parted)]


def _is_arm(above: Grey, pixels: Grey, box: Area, paper: int) -> bool:
    """Whether a bar is the arm of a 4, whose thin slant a coarse scan leaves so pale that it is hardly ink."""
    darkest = int(pixels[box.y0 : box.y1, box.x0 : box.x1].min())
    height, width = above.shape
    edge = round(_LEVEL * box.height) + (width > _STUB * box.height)
    slant = cv2.blur(above, (3, 3))[: height - edge, width // 4 : width - max(1, width // 4)]
    return bool(slant.size and (slant.min(axis=0) < paper - _TRACE * (paper - darkest)).mean() >= _HALF)


def _inked(pixels: Grey, box: Area, paper: int, share: float = _DARK) -> Grey:
    part = pixels[box.y0 : box.y1, box.x0 : box.x1]
    return np.asarray(part < paper - share * (paper - int(part.min())), np.uint8)


def _parts(inked: Grey, box: Area) -> list[Area]:
    """A box cut between the groups of ink that stand side by side in it; as it was where one is no character."""
    groups = _groups(inked, box.height)
    if len(groups) < 2 or not all(_is_character(group, box.height) for group in groups):
        return [box]
    edges = [0, *((one.x1 + two.x0) // 2 for one, two in pairwise(groups)), box.width]
    return [_placed(group, box, *ends) for group, ends in zip(groups, pairwise(edges), strict=True)]


def _groups(inked: Grey, height: int) -> list[Area]:
    """The pieces of ink from left to right, those of one character as one, and digits that can't be told apart too."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    groups: list[Area] = []
    for x, y, wide, high, ink in sorted(stats[1:count].tolist()):
        piece = Area(x, y, x + wide, y + high)
        is_crumb = ink < max(2.0, (_GRAIN * height) ** 2) or wide < _SLIVER * height or y >= _LOWEST * height
        if is_crumb and high < _TALL * height:
            continue
        if groups and (x < groups[-1].x1 - 1 or all(_is_level(each, height) for each in (groups[-1], piece))):
            groups[-1] = _joined(groups[-1], piece)
        else:
            groups.append(piece)
    tall = [group for group in groups if group.height >= _TALL * height]
    if len(tall) < 2 or all(group.width <= _WIDEST * height for group in tall):
        return groups
    whole = _joined(tall[0], tall[-1])
    return sorted([whole, *(group for group in groups if group.x1 <= whole.x0 or group.x0 >= whole.x1)])


def _joined(one: Area, two: Area) -> Area:
    return Area(min(one.x0, two.x0), min(one.y0, two.y0), max(one.x1, two.x1), max(one.y1, two.y1))


def _is_character(group: Area, height: int) -> bool:
    if group.height >= _TALL * height:
        return group.width >= _NARROWEST * height
    return _is_level(group, height)


def _is_level(group: Area, height: int) -> bool:
    """Whether a piece lies where a minus sign lies."""
    middle = (group.y0 + group.y1) / 2
    return _HIGHEST * height <= middle <= _LOWEST * height and group.height <= _THICKEST * height + 2


def _placed(group: Area, box: Area, left: int, right: int) -> Area:
    """A part at its place: a digit has the height of the whole, whose pale ink lies outside of its darker half."""
    if group.height >= _TALL * box.height:
        return Area(box.x0 + left, box.y0, box.x0 + right, box.y1)
    return Area(box.x0 + left, box.y0 + group.y0, box.x0 + right, box.y0 + group.y1)


def _bar_before(inked: Grey, box: Area) -> Area | None:
    """The minus sign that runs into a digit: thin and level ink at middle height, left of everything else."""
    height = inked.shape[0]
    shortest = round(_SHORTEST * height)
    filled = np.nonzero(inked.any(axis=0))[0]
    if len(filled) < shortest:
        return None
    tops, bottoms = inked.argmax(axis=0), height - inked[::-1].argmax(axis=0)
    top, bottom = (float(np.median(edge[filled[:shortest]])) for edge in (tops, bottoms))
    if top < _HIGHEST * height or bottom > _LOWEST * height or bottom - top > _THICKEST * height:
        return None
    near = max(1.0, _LEVEL * height)
    level = (np.abs(tops - top) <= near) & (np.abs(bottoms - bottom) <= near) | ~inked.any(axis=0)
    end = int(np.argmin(level))
    length = int((filled < end).sum())
    if length < _SHORTEST * height or inked.shape[1] - end < _NARROWEST * height:
        return None
    return Area(box.x0, box.y0 + int(top), box.x0 + end, box.y0 + round(bottom))


def _point_before(inked: Grey, box: Area) -> Area | None:
    """The point that runs into the foot of a digit: ink that has nothing above it, further to the left than any foot
    goes."""
    height, width = inked.shape
    foot = round(_FOOT * height)
    filled, upper = np.nonzero(inked.any(axis=0))[0], np.nonzero(inked[:foot].any(axis=0))[0]
    if not len(filled) or not len(upper):
        return None
    end = int(upper[0])
    is_long = end - int(filled[0]) >= _SHORTEST * height and width - end >= _NARROWEST * height
    if not is_long or not inked[round(_DEEP * height) :, :end].any():
        return None
    return Area(box.x0, box.y0 + foot, box.x0 + end, box.y1)
