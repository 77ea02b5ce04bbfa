"""What stands in a cell, as crops for the recogniser: lines of ink, windows of real pixels, and marks told by shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.prepare import Grey
from parsers.reading import Box

_MARGIN = 0.35
"""Points beside a line's ink that its blur darkens."""
_THICKEST = 4.3
_DRAWN = 60
"""The mean of a row of pixels, of 255, from which it belongs to the line along it."""
_SPECK = 0.75
"""Square points of ink; less is dirt."""
_REMNANT = 2.0
_FAR = 9.0
_LEAST_TRACE = 3
_TRACES_APART = 4.0
_LONGEST_SPECK = 1.6
_SHORT = 2.6
"""Points. A line of text is higher or longer than this."""
_BROKEN, _ONE_LINE = 2.5, 13.7
_GLYPH = 0.5
_NEAR = 0.12


class Area(NamedTuple):
    """A rectangle of a sheet in pixels."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def width(self) -> int:
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Window:
    """A crop around a short text: its pixels with dirt painted out, and the boxes of its strokes inside it."""

    pixels: Grey
    glyphs: tuple[Area, ...]
    is_bar: bool = False


def inner_area(lines: Grey, box: Box, scale: float) -> Area:
    """A cell's inside in pixels: from its box in points, less as much as the ink of its lines takes on each side."""
    x0, y0 = max(0, round(box.x0 * scale)), max(0, round(box.y0 * scale))
    x1, y1 = round(box.x1 * scale), round(box.y1 * scale)
    reach, margin = round(_THICKEST * scale), max(1, round(_MARGIN * scale))
    part = lines[y0 : y1 + 1, x0 : x1 + 1]
    across, down = _drawn(part, reach), _drawn(part.T, reach)
    return Area(
        x0 + _last(across[:reach]) + margin,
        y0 + _last(down[:reach]) + margin,
        x1 - _last(across[::-1][:reach]) - margin,
        y1 - _last(down[::-1][:reach]) - margin,
    )


def _drawn(part: Grey, reach: int) -> NDArray[np.bool_]:
    """Which columns of pixels a line runs along, in any third of their length: lines are never quite straight."""
    ends = min(reach, part.shape[0] // 4)
    between = part[ends : part.shape[0] - ends]
    if not between.size:
        return np.zeros(part.shape[1], np.bool_)
    thirds = np.array_split(between, min(3, between.shape[0]))
    return np.asarray(np.max([third.mean(axis=0) for third in thirds], axis=0) > _DRAWN, np.bool_)


def _last(drawn: NDArray[np.bool_]) -> int:
    """How far from the edge the line still has ink."""
    found = np.nonzero(drawn)[0]
    return int(found[-1]) + 1 if len(found) else 0


def text_lines(ink: Grey, area: Area, scale: float) -> list[Area]:
    """The lines of text inside an area, from top to bottom; specks are none."""
    boxes = _pieces(ink, area, scale, _SPECK * scale * scale)
    lines = []
    for top, bottom in _bands(boxes, max(0, area.height), scale):
        inside = _without_strays(boxes[(boxes[:, 1] < bottom) & (boxes[:, 1] + boxes[:, 3] > top)], scale)
        if max(inside[:, 3].max(), inside[:, 2].max()) < _SHORT * scale:
            continue
        left, right = int(inside[:, 0].min()), int((inside[:, 0] + inside[:, 2]).max())
        lines.append(Area(area.x0 + left, area.y0 + top, area.x0 + right, area.y0 + bottom))
    return lines


def has_traces(ink: Grey, area: Area, scale: float) -> bool:
    """Whether an area without any line of text still holds more than a lone speck: a mark that the scan broke up."""
    boxes = _pieces(ink, area, scale, _LEAST_TRACE)
    if not len(boxes):
        return False
    middles = boxes[:, :2] + boxes[:, 2:4] / 2
    apart = np.abs(middles[:, None] - middles[None]).max(axis=2)
    pairs = int((apart <= _TRACES_APART * scale).sum()) - len(boxes)
    return pairs > 0 or bool(boxes[:, 2:4].max() >= _LONGEST_SPECK * scale)


def _pieces(ink: Grey, area: Area, scale: float, least: float) -> NDArray[np.int32]:
    """The connected pieces of ink in an area, as x, y, width, height, pixels."""
    if area.width < 4 or area.height < 4:
        return np.zeros((0, 5), np.int32)
    part = np.ascontiguousarray(ink[area.y0 : area.y1, area.x0 : area.x1])
    count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    boxes = np.asarray(stats[1:count][stats[1:count, 4] >= least], np.int32)
    return boxes[~_left_of_lines(boxes, area, scale)]


def _without_strays(boxes: NDArray[np.int32], scale: float) -> NDArray[np.int32]:
    """The pieces of a line without the specks that stand far from any print."""
    boxes = boxes[np.argsort(boxes[:, 0])]
    breaks = np.nonzero(boxes[1:, 0] - np.maximum.accumulate(boxes[:, 0] + boxes[:, 2])[:-1] > _FAR * scale)[0] + 1
    groups = np.split(boxes, breaks)
    printed = [group for group in groups if max(group[:, 2].max(), group[:, 3].max()) >= _SHORT * scale]
    return np.concatenate(printed) if printed else boxes


def _left_of_lines(boxes: NDArray[np.int32], area: Area, scale: float) -> NDArray[np.bool_]:
    """Which pieces are what the removal of a ruling line left along the area's edges."""
    x, y, wide, tall = (boxes[:, column] for column in range(4))
    level = ((y <= 1) | (y + tall >= area.height - 1)) & (tall <= _REMNANT * scale) & (wide >= 3 * tall)
    upright = ((x <= 1) | (x + wide >= area.width - 1)) & (wide <= _REMNANT * scale) & (tall >= 0.7 * area.height)
    return np.asarray(level | upright, np.bool_)


def _bands(boxes: NDArray[np.int32], height: int, scale: float) -> Iterator[tuple[int, int]]:
    """Yield the rows of pixels that hold ink, what belongs to one line of Chinese made one."""
    filled = np.zeros(height + 2, np.int8)
    for _, y, _, tall, _ in boxes:
        filled[y + 1 : y + tall + 1] = 1
    edges = np.diff(filled)
    band: tuple[int, int] | None = None
    for top, bottom in zip(np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0], strict=True):
        if band and bottom - band[0] < _ONE_LINE * scale and top - band[1] < _BROKEN * scale:
            band = (band[0], int(bottom))
            continue
        if band:
            yield band
        band = (int(top), int(bottom))
    if band:
        yield band


def crop_line(grey: Grey, line: Area, across: float = 0.3, down: float = 0.22) -> Grey:
    """A line with a margin around it, in shares of its height."""
    x, y = round(line.height * across) + 1, round(line.height * down) + 1
    return grey[max(0, line.y0 - y) : line.y1 + y, max(0, line.x0 - x) : line.x1 + x]


def open_window(grey: Grey, line: Area, limit: Area, scale: float) -> Window | None:
    """A window of real pixels around a short text; None where there is only dirt.

    Never cut to the box of the ink: light strokes of 4, 7 and - lie outside it. Only isolated specks are painted out.
    """
    wide, high = int(line.height * 0.9) + 2, int(line.height * 0.4) + 2
    x0, y0 = max(limit.x0, line.x0 - wide), max(limit.y0, line.y0 - high)
    part = grey[y0 : min(limit.y1, line.y1 + high), x0 : min(limit.x1, line.x1 + wide)]
    if min(part.shape) < 4:
        return None
    paper = int(np.percentile(part, 80))
    threshold, _ = cv2.threshold(np.ascontiguousarray(part), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    dark = (part < min(threshold + 25, paper - 18)).astype(np.uint8)
    count, marked, table, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    labels, stats = np.asarray(marked, np.int32), np.asarray(table, np.int32)
    strokes = [index for index in range(1, count) if _is_stroke(stats[index], part, labels == index, paper, line)]
    if not strokes:
        return None
    tallest = max(int(stats[index, 3]) for index in strokes)
    if tallest < _SHORT * scale:
        longest = max(int(stats[index, 2]) for index in strokes)
        return Window(part, (), is_bar=True) if longest >= _SHORT * scale else None
    kept, clean = _without_specks(part, labels, stats, strokes, paper, tallest)
    return Window(_framed(clean, kept, paper), tuple(kept))


def _is_stroke(stats: NDArray[np.int32], part: Grey, where: NDArray[np.bool_], paper: int, line: Area) -> bool:
    return bool(stats[3] >= _GLYPH * line.height or paper - int(part[where].min()) > 60)


def _without_specks(
    part: Grey, labels: NDArray[np.int32], stats: NDArray[np.int32], strokes: list[int], paper: int, tallest: int
) -> tuple[list[Area], Grey]:
    """The boxes of what is print, and the pixels with everything else painted over."""
    tall = [index for index in strokes if stats[index, 3] >= _GLYPH * tallest]
    kept = [_area(stats[index]) for index in tall]
    body = _around(kept)
    clean = part.copy()
    for index in range(1, len(stats)):
        if index in tall:
            continue
        box = _area(stats[index])
        if _is_near(box, kept[: len(tall)], tallest) or _is_sign(box, int(stats[index, 4]), body, tallest):
            kept.append(box)
            continue
        spot = cv2.dilate((labels == index).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        clean[spot & ~np.isin(labels, tall)] = paper
    return kept, clean


def _area(stats: NDArray[np.int32]) -> Area:
    x, y, width, height = (int(each) for each in stats[:4])
    return Area(x, y, x + width, y + height)


def _around(boxes: list[Area]) -> Area:
    return Area(min(box.x0 for box in boxes), min(box.y0 for box in boxes),
                max(box.x1 for box in boxes), max(box.y1 for box in boxes))  # fmt: skip


def _is_near(box: Area, glyphs: list[Area], tallest: int) -> bool:
    return any(
        max(other.x0 - box.x1, box.x0 - other.x1, 0) + max(other.y0 - box.y1, box.y0 - other.y1, 0) <= _NEAR * tallest
        for other in glyphs
    )


def _is_sign(box: Area, ink: int, body: Area, tallest: int) -> bool:
    """Whether a small piece stands where a minus sign, a decimal point or a comma stands."""
    middle = (box.y0 + box.y1) / 2
    bar = box.width >= 0.14 * tallest and box.height <= 0.35 * tallest
    level = body.y0 + 0.2 * tallest < middle < body.y1 - 0.15 * tallest
    before = body.x0 - 0.9 * tallest < (box.x0 + box.x1) / 2 < body.x1
    low = middle > body.y0 + 0.6 * tallest and body.x0 < (box.x0 + box.x1) / 2 < body.x1
    return (bar and level and before) or (low and ink >= max(3, (0.07 * tallest) ** 2))


def _framed(pixels: Grey, kept: list[Area], paper: int) -> Grey:
    """The pixels around what is print, with paper where the cell's lines would come in."""
    body = _around(kept)
    y, x = round(body.height * 0.35) + 2, round(body.height * 0.5) + 2
    framed = np.full((body.height + 2 * y, body.width + 2 * x), paper, np.uint8)
    top, left = body.y0 - y, body.x0 - x
    rows = slice(max(0, top), min(pixels.shape[0], body.y1 + y))
    columns = slice(max(0, left), min(pixels.shape[1], body.x1 + x))
    framed[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left] = pixels[rows, columns]
    return framed
