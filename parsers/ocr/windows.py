"""A short text as a window of real pixels for the recogniser, with what is dirt painted out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.crops import SHORT, Area, is_mark
from parsers.ocr.faded import has_faded_print
from parsers.ocr.prepare import Grey
from parsers.ocr.touching import part_touching

_GLYPH = 0.5
_NEAR = 0.12
_DEEP = 0.4
"""A sign or a point is so dark at least, against the print it belongs to; what is paler is the paper's grain."""
_OVER = 0.3
_LEAD, _LEAD_FOOT = 0.12, 0.12
"""Of a point before the first digit, against the digits' height: how wide and high it is at least, and how far its
foot is from theirs."""
_BESIDE, _PRINT = 0.6, 0.06
"""Against the digits' height and its square: how far beside them dirt may be a part of them, and how much dark dirt is
print that a scan broke. Specks made up 0.04 at most on pages strewn with them, broken characters 0.11 at least."""
_ACROSS, _CLOSE, _PALE_ARM = 0.3, 0.4, 0.2
"""What of dirt makes a plus of a minus: how far from its middle it stands, against its length, and how far above or
below it, against the digits' height; and how dark it is."""

_GAP, _SLIM = 0.5, 0.3
"""Against the digits' height: what glues to a wall stands further than that from the next digit, and a stroke alone is
no wider."""


@dataclass(frozen=True, slots=True)
class Window:
    """A crop around a short text: its pixels with dirt painted out, and the boxes of its strokes inside it. Below
    them the picture goes on for `below` rows before the frame. It is not `is_whole` where the dirt may be print, or the
    print dirt of a wall."""

    pixels: Grey
    glyphs: tuple[Area, ...]
    is_bar: bool = False
    below: int = 0
    is_whole: bool = True

    def part(self, box: Area) -> Grey:
        """The pixels of one of its boxes: they were framed around all of them."""
        body, (height, width) = _around(list(self.glyphs)), self.pixels.shape
        x, y = box.x0 - body.x0 + (width - body.width) // 2, box.y0 - body.y0 + (height - body.height) // 2
        return self.pixels[max(0, y) : y + box.height, max(0, x) : x + box.width]


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
    if tallest < SHORT * scale:
        is_bar = any(is_mark(int(stats[index, 2]), int(stats[index, 3]), scale) for index in strokes)
        return Window(part, (), is_bar=True) if is_bar else None
    clean = _without_specks(part, labels, stats, strokes, paper, tallest)
    below = part.shape[0] - _around(clean.kept).y1
    walls = [x0 - limit.x0, limit.x1 - x0]
    is_whole = not (
        _loses_print(clean, tallest)
        or _holds_wall(clean.kept[: clean.tall], walls, tallest)
        or has_faded_print(part, clean.kept, _around(clean.kept[: clean.tall]), paper)
    )
    pixels, glyphs = _framed(clean.pixels, clean.kept, paper), part_touching(clean.pixels, clean.kept, paper)
    return Window(pixels, tuple(glyphs), below=below, is_whole=is_whole)


def _is_stroke(stats: NDArray[np.int32], part: Grey, where: NDArray[np.bool_], paper: int, line: Area) -> bool:
    return bool(stats[3] >= _GLYPH * line.height or paper - int(part[where].min()) > 60)


class _Spot(NamedTuple):
    """A piece that was painted over: its box, its pixels, and how dark it was against the print."""

    box: Area
    ink: int
    depth: float


class _Clean(NamedTuple):
    """The boxes of what is print, the first `tall` of them characters; the pixels without the rest; and the rest."""

    kept: list[Area]
    tall: int
    pixels: Grey
    spots: list[_Spot]


def _without_specks(
    part: Grey, labels: NDArray[np.int32], stats: NDArray[np.int32], strokes: list[int], paper: int, tallest: int
) -> _Clean:
    """What is print, with everything else painted over."""
    tall = [index for index in strokes if stats[index, 3] >= _GLYPH * tallest]
    kept = [_area(stats[index]) for index in tall]
    body = _around(kept)
    clean, spots = part.copy(), []
    depth = paper - int(part[np.isin(labels, tall)].min())
    for index in range(1, len(stats)):
        if index in tall:
            continue
        box = _area(stats[index])
        is_part = _is_near(box, kept[: len(tall)], tallest) or _is_over(box, kept[: len(tall)], body, tallest)
        if is_part or _is_sign(box, int(stats[index, 4]), body, tallest):
            if int(part[labels == index].min()) <= paper - _DEEP * depth:
                kept.append(box)
            continue
        darkest = paper - int(part[labels == index].min())
        spots.append(_Spot(box, int(stats[index, 4]), darkest / max(1, depth)))
        spot = cv2.dilate((labels == index).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        clean[spot & ~np.isin(labels, tall)] = paper
    return _Clean(kept, len(tall), clean, spots)


def _loses_print(clean: _Clean, tallest: int) -> bool:
    """Whether what was painted over may be print: there is too much of it beside the characters, or it makes a plus of
    a minus."""
    body, bars = _around(clean.kept[: clean.tall]), [box for box in clean.kept[clean.tall :] if box.width > box.height]
    level = [spot for spot in clean.spots if body.y0 <= (spot.box.y0 + spot.box.y1) / 2 <= body.y1]
    near = (spot for spot in level if max(body.x0 - spot.box.x1, spot.box.x0 - body.x1) <= _BESIDE * tallest)
    ink = sum(spot.ink for spot in near if spot.depth >= _DEEP)
    return ink >= _PRINT * tallest**2 or any(_crosses(level, bar, tallest) for bar in bars if bar.x1 <= body.x0 + 1)


def _holds_wall(tall: Sequence[Area], walls: Sequence[int], tallest: int) -> bool:
    """Whether the first or the last character may be dirt that is glued to a wall of the cell: it reaches up to it and
    stands apart from the rest, or is a stroke alone."""
    boxes = sorted(tall)
    for outer, rest, touches in (
        (boxes[0], boxes[1:], boxes[0].x0 + walls[0] <= 0),
        (boxes[-1], boxes[:-1], boxes[-1].x1 >= walls[1]),
    ):
        gap = min((max(box.x0 - outer.x1, outer.x0 - box.x1) for box in rest), default=None)
        if touches and (outer.width <= _SLIM * tallest if gap is None else gap > _GAP * tallest):
            return True
    return False


def _crosses(spots: Iterable[_Spot], bar: Area, tallest: int) -> bool:
    """Whether pale dirt stands above or below the middle of a minus, as the upright stroke of a plus does."""
    return any(
        spot.depth >= _PALE_ARM
        and abs(spot.box.x0 + spot.box.x1 - bar.x0 - bar.x1) <= 2 * _ACROSS * bar.width
        and max(bar.y0 - spot.box.y1, spot.box.y0 - bar.y1) <= _CLOSE * tallest
        for spot in spots
    )


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


def _is_over(box: Area, glyphs: list[Area], body: Area, tallest: int) -> bool:
    """Whether a piece is the upper stroke of a character, as of 元."""
    is_flat = box.width >= _OVER * tallest and box.width >= 2 * box.height and box.y0 >= body.y0 - _OVER * tallest
    under = [other for other in glyphs if other.y0 >= box.y1 - 1]
    return is_flat and bool(under) and _around(under).x0 <= box.x0 and box.x1 <= _around(under).x1


def _is_sign(box: Area, ink: int, body: Area, tallest: int) -> bool:
    """Whether a small piece stands where a minus sign, a decimal point or a comma stands."""
    middle = (box.y0 + box.y1) / 2
    bar = box.width >= 0.14 * tallest and box.height <= 0.35 * tallest
    level = body.y0 + 0.2 * tallest < middle < body.y1 - 0.15 * tallest
    before = body.x0 - 0.9 * tallest < (box.x0 + box.x1) / 2 < body.x1
    low = middle > body.y0 + 0.6 * tallest and body.x0 < (box.x0 + box.x1) / 2 < body.x1
    return (bar and level and before) or (low and ink >= max(3, (0.07 * tallest) ** 2)) or _leads(box, body, tallest)


def _leads(box: Area, body: Area, tallest: int) -> bool:
    """Whether a small piece stands where a point before the first digit stands."""
    foot = abs(box.y1 - body.y1) <= _LEAD_FOOT * tallest and box.y0 >= body.y0 + 0.6 * tallest
    return foot and min(box.width, box.height) >= _LEAD * tallest and 0 < body.x0 - box.x0 < 0.6 * tallest


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
