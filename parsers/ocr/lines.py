"""Ink of a straight sheet to its ruling lines, and the ink that is left without them."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.geometry_rulings import Ruling, Rulings
from parsers.ocr.jutting import cut_jutting
from parsers.ocr.prepare import Grey

_SHORTEST_FLOOR, _SHORTEST_WALL = 15.0, 10.5
"""Points. Strokes of letters are shorter, and the lowest rows are higher."""
_THICKEST, _THICK = 4.3, 2.4
"""How much of the paper a line takes at most, wavering, and how much where it is drawn fat but straight."""
_GAP = 3.6
_SAME = 1.6
_REACH = 3.0
_FREE_FLOOR, _FREE_WALL = 150.0, 45.0
"""A line this long is a line wherever it ends; a shorter one ends at others, or it is the stroke of a letter."""


class Ruled(NamedTuple):
    """The lines in points, and in pixels their ink and the ink that is left."""

    rulings: Rulings
    lines: Grey
    rest: Grey


def find_rulings(ink: Grey, scale: float) -> Ruled:
    """The ruling lines of a sheet."""
    across = _long_runs(ink, int(_SHORTEST_FLOOR * scale), flat=True)
    down = _long_runs(ink, int(_SHORTEST_WALL * scale), flat=False)
    floors = _merge(_pieces(across, scale, flat=True), [])
    apart = _apart_at(down, floors, scale)
    walls = _merge([*_pieces(down, scale, flat=False), *_pieces(apart, scale, flat=False)], floors)
    for _ in range(2):
        walls = _anchored(walls, floors, _FREE_WALL)
        floors = _anchored(floors, walls, _FREE_FLOOR)
    rulings = cut_jutting(Rulings(floors, walls))
    drawn = _draw(*rulings, scale, ink.shape)
    lines = cv2.bitwise_and(cv2.bitwise_or(across, down), drawn)
    rest = cv2.bitwise_and(ink, cv2.bitwise_not(cv2.dilate(lines, np.ones((3, 3), np.uint8))))
    return Ruled(rulings, np.asarray(lines, np.uint8), np.asarray(rest, np.uint8))


def without_long_runs(ink: Grey, scale: float) -> Grey:
    """The ink without anything long and straight: what is left of a page that may still lie on its side, tilted."""
    length = int(_SHORTEST_FLOOR * scale)
    runs = cv2.bitwise_or(_long_runs(ink, length, flat=True), _long_runs(ink, length, flat=False))
    rest = cv2.bitwise_and(ink, cv2.bitwise_not(cv2.dilate(runs, np.ones((3, 3), np.uint8))))
    return np.asarray(rest, np.uint8)


def _long_runs(ink: Grey, length: int, flat: bool) -> Grey:
    gap, run = ((1, 3), (1, length)) if flat else ((3, 1), (length, 1))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(run, np.uint8)), np.uint8)


def _pieces(runs: Grey, scale: float, flat: bool) -> list[Ruling]:
    """The pieces of lines in points; anything thick is a picture or a bar."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found = []
    for x, y, width, height, _area in (stats[1:count] / scale).tolist():
        if (height if flat else width) <= _THICKEST:
            found.append(Ruling(x, x + width, y + height / 2) if flat else Ruling(y, y + height, x + width / 2))
    return found


def _apart_at(runs: Grey, floors: list[Ruling], scale: float) -> Grey:
    """What is too thick for a wall, taken apart at the floors: a wall that the stroke of a heading stands on is one."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    thick = stats[:count, cv2.CC_STAT_WIDTH] > _THICKEST * scale
    thick[0] = False
    if not thick.any():
        return np.zeros_like(runs)
    apart = np.where(thick[labels], np.uint8(255), np.uint8(0))
    apart[_draw(floors, [], scale, runs.shape, _THICK) > 0] = 0
    return apart


def _merge(pieces: list[Ruling], across: list[Ruling]) -> list[Ruling]:
    """Pieces of one line that the seal, the scanner or a fold broke, made one again. Where one of the lines `across`
    runs through the gap, the line ends at it, and what stands below is a line of its own or the stroke of a letter."""
    merged: list[Ruling] = []
    grid = np.array(across, dtype=np.float64).reshape(-1, 3)
    ats, ends = np.zeros(len(pieces)), np.zeros(len(pieces))
    for piece in sorted(pieces, key=lambda each: each.start):
        known = len(merged)
        near = np.nonzero((np.abs(ats[:known] - piece.at) <= _SAME) & (piece.start <= ends[:known] + _GAP))[0]
        place = int(near[0]) if len(near) else known
        if place == known or _ends_between(merged[place], piece, grid):
            place = known
            merged.append(piece)
        else:
            merged[place] = _joined(merged[place], piece)
        ats[place], ends[place] = merged[place].at, merged[place].end
    return merged


def _ends_between(line: Ruling, piece: Ruling, grid: NDArray[np.float64]) -> bool:
    """Whether a line across runs where one piece ends and the next has not begun."""
    gap = (line.end - _REACH <= grid[:, 2]) & (grid[:, 2] < piece.start)
    return bool(piece.start > line.end and (gap & (grid[:, 0] <= line.at) & (line.at <= grid[:, 1])).any())


def _joined(line: Ruling, piece: Ruling) -> Ruling:
    weights = (line.end - line.start, piece.end - piece.start)
    at = (line.at * weights[0] + piece.at * weights[1]) / sum(weights)
    return Ruling(line.start, max(line.end, piece.end), at)


def _anchored(lines: list[Ruling], others: list[Ruling], free: float) -> list[Ruling]:
    """The lines that are long, or that end at one of `others` on both sides."""
    grid = np.array(others, dtype=np.float64).reshape(-1, 3)
    return [
        line
        for line in lines
        if line.end - line.start >= free or (_meets(line.start, line.at, grid) and _meets(line.end, line.at, grid))
    ]


def _meets(end: float, at: float, grid: NDArray[np.float64]) -> bool:
    near = np.abs(grid[:, 2] - end) <= _REACH
    return bool((near & (grid[:, 0] - _REACH <= at) & (at <= grid[:, 1] + _REACH)).any())


def _draw(
    floors: list[Ruling], walls: list[Ruling], scale: float, shape: tuple[int, ...], thick: float = _THICKEST
) -> Grey:
    """A picture of where lines are known to run, as wide as they may waver."""
    canvas = np.zeros(shape[:2], np.uint8)
    width = max(3, round(thick * scale))
    for line in floors:
        row = round(line.at * scale)
        cv2.line(canvas, (round(line.start * scale), row), (round(line.end * scale), row), 255, width)
    for line in walls:
        column = round(line.at * scale)
        cv2.line(canvas, (column, round(line.start * scale)), (column, round(line.end * scale)), 255, width)
    return canvas
