"""Which way up a page lies: by how its letters stand beside one another, then by what two nets make of its lines.
Before that, a page that was squeezed in one direction gets its proportions back."""

from __future__ import annotations

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.crops import Area
from parsers.ocr.lines import without_long_runs
from parsers.ocr.models import DIRECTION, run
from parsers.ocr.pictures import WORKING_PIXELS
from parsers.ocr.prepare import Grey, Sheet, binarise
from parsers.ocr.proportions import LARGEST_EITHER_WAY, NARROWEST, WIDEST, letter_proportions
from parsers.ocr.recogniser import recognise

_LETTER = (5.0, 22.0)
"""Points a letter is wide or high."""
_LETTERS = 700
_ENOUGH = 12
_SAMPLES = 8
_CLEAR = 0.75
_BATCH = (48, 192)
_COARSE_DPI = 110.0
"""Enough to tell where letters stand, and a quarter of the work."""
_FAINTEST = 10
"""Steps of grey by which ink is darker than its paper here: fewer than for reading, as the grain of a page that is made
smaller is gone, and faint letters must not fall to pieces."""


class Turn(NamedTuple):
    """By how many quarters, against the clock, a page was turned, and whether its picture was wider than high."""

    quarters: int
    is_wide: bool


def turn_upright(sheet: Sheet, before: Turn | None = None) -> tuple[Sheet, Turn]:
    """The sheet as it is to be read, also one that was squeezed into a page of other proportions. One of hardly any
    print lies as the page `before` it did."""
    height, width = sheet.grey.shape
    is_wide = width > height
    coarse = _coarse(sheet)
    proportions = letter_proportions(coarse.ink, coarse.scale)
    if not 1 / LARGEST_EITHER_WAY <= proportions <= LARGEST_EITHER_WAY:
        sheet, coarse = _unsqueezed(sheet, proportions)
    runs_down = _runs_down(coarse.ink, coarse.scale)
    if runs_down is None and before and before.quarters and before.is_wide == is_wide:
        return sheet.turned(before.quarters), before
    if runs_down:
        sheet = sheet.turned(1)
        coarse = coarse._replace(ink=np.ascontiguousarray(np.rot90(coarse.ink)))
    proportions = letter_proportions(coarse.ink, coarse.scale)
    if not NARROWEST <= proportions <= WIDEST:
        sheet, coarse = _unsqueezed(sheet, proportions)
    quarters = (1 if runs_down else 0) + (2 if _is_upside_down(sample_lines(sheet.grey, coarse)) else 0)
    return sheet.turned(2) if quarters > 1 else sheet, Turn(quarters, is_wide)


def _is_upside_down(lines: list[Grey]) -> bool:
    if not lines:
        return False
    upside_down = float(np.mean([answer > 0.5 for answer in _directions(lines)]))
    return upside_down >= 1 - _CLEAR and _reads_better_turned(lines)


class _Coarse(NamedTuple):
    """The ink of a sheet without anything long and straight, smaller than the sheet by `factor`."""

    ink: Grey
    scale: float
    factor: float


def _coarse(sheet: Sheet) -> _Coarse:
    factor = min(1.0, _COARSE_DPI / 72 / sheet.scale)
    grey = cv2.resize(sheet.grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    scale = sheet.scale * factor
    return _Coarse(without_long_runs(binarise(np.asarray(grey, np.uint8), scale, _FAINTEST), scale), scale, factor)


def _unsqueezed(sheet: Sheet, proportions: float) -> tuple[Sheet, _Coarse]:
    """The sheet in the proportions of type; nothing of its finer direction is given up, unless it would grow too
    large."""
    room = min(1.0, math.sqrt(WORKING_PIXELS / (sheet.grey.size * max(proportions, 1 / proportions))))
    sheet = sheet.stretched(room * max(1.0, 1 / proportions), room * max(1.0, proportions))
    return sheet, _coarse(sheet)


def _runs_down(ink: Grey, scale: float) -> bool | None:
    """Whether letters have their nearest neighbours above and below rather than beside them: a page on its side. None
    where there are too few to tell."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    low, high = _LETTER[0] * scale, _LETTER[1] * scale
    sizes = np.maximum(stats[1:count, 2], stats[1:count, 3])
    letters = stats[1:count][(sizes >= low) & (sizes <= high)]
    if len(letters) < _ENOUGH:
        return None
    # Neighbours have to stay neighbours, so a page of many letters is cut and not thinned out.
    letters = letters[np.argsort(letters[:, 1] // int(150 * scale), kind="stable")][:_LETTERS]
    x, y, wide, tall = (np.asarray(letters[:, column], np.float32) for column in range(4))
    beside, below = _nearest(x, wide, y, tall), _nearest(y, tall, x, wide)
    near = np.minimum(beside, below) < high
    return bool((below[near] < beside[near]).mean() > 0.5) if near.sum() >= _ENOUGH else None


def _nearest(
    start: NDArray[np.float32], size: NDArray[np.float32], across: NDArray[np.float32], height: NDArray[np.float32]
) -> NDArray[np.float32]:
    """For each box the distance to the next one along an axis, among those level with it."""
    gap = start[None, :] - (start + size)[:, None]
    top = np.maximum(across[None, :], across[:, None])
    bottom = np.minimum((across + height)[None, :], (across + height)[:, None])
    level = bottom - top > 0.5 * np.minimum(height[None, :], height[:, None])
    distances = np.where(level & (gap >= 0), gap, np.float32(1e6))
    return np.asarray(distances.min(axis=1), np.float32)


def sample_lines(grey: Grey, coarse: _Coarse) -> list[Grey]:
    """Crops of a few pieces of text of the shape of a line, the longest ones that are no longer than a label."""
    scale = coarse.scale / coarse.factor
    smeared = cv2.morphologyEx(coarse.ink, cv2.MORPH_CLOSE, np.ones((1, int(6 * coarse.scale)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(smeared, connectivity=8)
    boxes = [
        Area(*(round(value / coarse.factor) for value in (x, y, x + width, y + height)))
        for x, y, width, height, _ in stats[1:count].tolist()
    ]
    low, high = _LETTER[0] * 1.2 * scale, _LETTER[1] * scale
    shaped = [box for box in boxes if low <= box.height <= high and 3.5 <= box.width / box.height <= 16]
    best = sorted(shaped, key=lambda box: -box.width)[:_SAMPLES]
    margin = int(2 * scale)
    return [
        grey[max(0, box.y0 - margin) : box.y1 + margin, max(0, box.x0 - margin) : box.x0 + 10 * box.height]
        for box in best
    ]


def _directions(lines: list[Grey]) -> list[float]:
    """For each line the probability that it stands on its head."""
    high, wide = _BATCH
    batch = np.zeros((len(lines), 3, high, wide), np.float32)
    for index, line in enumerate(lines):
        width = min(wide, max(8, round(line.shape[1] * high / line.shape[0])))
        scaled = cv2.resize(np.ascontiguousarray(line), (width, high), interpolation=cv2.INTER_LINEAR)
        batch[index, :, :, :width] = scaled.astype(np.float32) / 127.5 - 1
    return [float(answer[1]) for answer in run(DIRECTION, batch)]


def _reads_better_turned(lines: list[Grey]) -> bool:
    chosen = lines[: _SAMPLES // 2]
    read = recognise([*chosen, *(np.ascontiguousarray(line[::-1, ::-1]) for line in chosen)])
    as_is, turned = read[: len(chosen)], read[len(chosen) :]
    return sum(each.free_sure for each in turned) > sum(each.free_sure for each in as_is)
