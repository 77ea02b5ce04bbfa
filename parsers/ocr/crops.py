"""Where the ink of a cell stands: its inside, and its lines of text."""

from __future__ import annotations

from collections.abc import Iterator
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
SHORT = 2.6
"""Points. A line of text is higher or longer than this, or it is a bar."""
_SHORTEST_BAR, _FLAT = 1.9, 1.5
"""Points a bar is wide at least, and against its height: the hyphen of small type."""
_BROKEN, _ONE_LINE = 2.5, 13.7


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
    boxes, _ = pieces_of(ink, area)
    boxes = boxes[(boxes[:, 4] >= _SPECK * scale * scale) & ~left_of_lines(boxes, area, scale)]
    lines = []
    for top, bottom in _bands(boxes, max(0, area.height), scale):
        inside = _without_strays(boxes[(boxes[:, 1] < bottom) & (boxes[:, 1] + boxes[:, 3] > top)], scale)
        if not any(is_mark(wide, tall, scale) for wide, tall in inside[:, 2:4].tolist()):
            continue
        left, right = int(inside[:, 0].min()), int((inside[:, 0] + inside[:, 2]).max())
        lines.append(Area(area.x0 + left, area.y0 + top, area.x0 + right, area.y0 + bottom))
    return lines


def is_mark(wide: int, tall: int, scale: float) -> bool:
    """Whether a piece of ink is large enough for print: as high or long as a letter, or a short bar."""
    is_bar = wide >= _SHORTEST_BAR * scale and wide >= _FLAT * tall
    return max(wide, tall) >= SHORT * scale or is_bar


class Pieces(NamedTuple):
    """The connected pieces of ink in an area: x, y, width, height and pixels of each, and which one a pixel belongs to,
    from 1 on."""

    boxes: NDArray[np.int32]
    labels: NDArray[np.int32]


def pieces_of(ink: Grey, area: Area) -> Pieces:
    """All pieces of ink in an area."""
    part = np.ascontiguousarray(ink[area.y0 : max(area.y0, area.y1), area.x0 : max(area.x0, area.x1)])
    if not part.size:
        return Pieces(np.zeros((0, 5), np.int32), np.zeros((0, 0), np.int32))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    return Pieces(np.asarray(stats[1:count], np.int32), np.asarray(labels, np.int32))


def _without_strays(boxes: NDArray[np.int32], scale: float) -> NDArray[np.int32]:
    """The pieces of a line without the specks that stand far from any print."""
    boxes = boxes[np.argsort(boxes[:, 0])]
    breaks = np.nonzero(boxes[1:, 0] - np.maximum.accumulate(boxes[:, 0] + boxes[:, 2])[:-1] > _FAR * scale)[0] + 1
    groups = np.split(boxes, breaks)
    printed = [group for group in groups if max(group[:, 2].max(), group[:, 3].max()) >= SHORT * scale]
    return np.concatenate(printed) if printed else boxes


def left_of_lines(boxes: NDArray[np.int32], area: Area, scale: float) -> NDArray[np.bool_]:
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
