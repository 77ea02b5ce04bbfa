"""What little ink a cell holds: a bar, a speck of dirt, or what may be left of a mark. The way its darkness spreads
tells them apart, where the edges of its pixels would not: grain stretches those, and a blur rounds them."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.ocr.crops import Area, left_of_lines, pieces_of
from parsers.ocr.prepare import Grey

_HALO = 0.2
"""Of a spot's own darkness: paler pixels around it are grain."""
_PALEST_TRACE = 0.2
"""Against the page's print. What a scan leaves of a mark is darker; the rim of a washed seal and grain are paler."""
_PALEST_BAR, _LEAST_BAR = 0.4, 0.5
"""Against the page's print, and in square points of full print: 500 hyphens and dashes of worn scans have 0.5 and 0.64
at least."""
_LONG_BAR = 0.18
"""Square points, see `Spot.long`. The shortest hyphens have 0.20, one speck in a hundred has more."""
_LONG_TRACE = 0.1
"""Nineteen specks of twenty have 0.07 at most."""
_LONG_HYPHEN, _MIDDLE = 0.06, 0.15
"""The same of what lies level where a hyphen does, and how far that is from the middle of its cell at most, against the
cell's height. At 96 dpi the shortest hyphens have 0.09; of specks one in thirty lies so."""
_MOST_SPECK, _SHORTEST_HYPHEN = 0.95, 2.0
"""Square points of full print, and points. The specks that strew a scan have 0.87 at most at 150 dpi, half of that at
200; a hyphen with one of them on it has more, and is as round, but longer than those with as much."""
_LEVEL = 0.8
_LEAST_TRACE, _LEAST_TRACE_AREA = 3, 0.39
"""Pixels, and square points: at a high resolution the crumbs that a washed seal leaves have more pixels."""
_TRACES_APART = 4.0
_AT_WALL = 1.0
"""Points: a dash stands half a line of print away from a wall above or below it, and a margin from one beside it."""
_DIRT = 0.5
"""Pieces of less ink, against the largest one of a bar, are dirt beside it."""
_LONGEST_DIRT = 0.75
"""Square points, as of a bar three points long. What is pale and longer may be a dash."""


class Spot(NamedTuple):
    """Some ink: its darkest pixel against the page's print; all of it, in square points of full print; how much
    further it spreads along than across, and level than upright, in square points of variance, to which a blur adds
    the same each way; and whether it lies close to a wall of its cell, as what a seal leaves does and no mark."""

    depth: float
    ink: float
    long: float
    level: float
    at_wall: bool = False

    @property
    def is_bar(self) -> bool:
        """Whether this is a hyphen or a dash beyond doubt."""
        is_dark = self.depth >= _PALEST_BAR and self.ink >= _LEAST_BAR
        is_level = self.long >= _LONG_BAR and self.level >= _LEVEL * self.long
        return is_dark and is_level and not self.at_wall


def print_depth(grey: Grey) -> float:
    """How much darker than its paper the print of a page is."""
    return max(1.0, float(np.percentile(grey[::8, ::8], 60)) - float(np.percentile(grey[::4, ::4], 0.5)))


def is_dirt(spot: Spot) -> bool:
    """Whether a spot is too pale and too short for any mark."""
    return spot.depth < _PALEST_TRACE and spot.long < _LONGEST_DIRT


class Page(NamedTuple):
    """A page's pixels, its ink without lines, its pixels per point and the depth of its print."""

    grey: Grey
    rest: Grey
    scale: float
    depth: float


def measure_bar(page: Page, line: Area, area: Area) -> Spot:
    """The largest pieces of a line of a cell together."""
    boxes, labels = pieces_of(page.rest, line)
    if not len(boxes):
        return Spot(0, 0, 0, 0)
    most = np.nonzero(boxes[:, 4] > _DIRT * boxes[:, 4].max())[0]
    x, y = boxes[most, :2].min(axis=0).tolist()
    right, foot = (boxes[most, :2] + boxes[most, 2:4]).max(axis=0).tolist()
    bar = Area(line.x0 + x, line.y0 + y, line.x0 + right, line.y0 + foot)
    return _measure(page, line, np.isin(labels, most + 1))._replace(at_wall=_is_at_wall(bar, area, page.scale))


def lone_bar(page: Page, area: Area) -> Area | None:
    """The only bar of an area without any line of text: it may be too short for one by its edges."""
    found = [line for line, spot in _spots(page, area) if spot.is_bar]
    return found[0] if len(found) == 1 else None


def has_traces(page: Page, area: Area) -> bool:
    """Whether an area without any line of text still holds more than a lone speck: a mark that the scan broke up."""
    spots = [(line, spot) for line, spot in _spots(page, area) if spot.depth >= _PALEST_TRACE]
    if any(
        spot.long >= _LONG_TRACE or _may_be_hyphen(line, spot, area) or _outgrows_specks(line, spot, page.scale)
        for line, spot in spots
    ):
        return True
    middles = np.array([((line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2) for line, _ in spots]).reshape(-1, 2)
    apart = np.abs(middles[:, None] - middles[None]).max(axis=2)
    return int((apart <= _TRACES_APART * page.scale).sum()) > len(spots)


def _outgrows_specks(line: Area, spot: Spot, scale: float) -> bool:
    return spot.ink > _MOST_SPECK and line.width >= _SHORTEST_HYPHEN * scale and not spot.at_wall


def has_speck(page: Page, area: Area, washed: Grey) -> bool:
    """Whether a speck off the walls of an area without any line of text lies where a seal was washed away: a seal
    leaves crumbs at its own edges and at a table's lines, elsewhere only print is left."""
    return any(
        spot.depth >= _PALEST_TRACE and not spot.at_wall and washed[line.y0 : line.y1, line.x0 : line.x1].all()
        for line, spot in _spots(page, area)
    )


def _may_be_hyphen(line: Area, spot: Spot, area: Area) -> bool:
    is_level = spot.long >= _LONG_HYPHEN and spot.level >= _LEVEL * spot.long and spot.ink >= _LEAST_BAR
    return is_level and abs(line.y0 + line.y1 - area.y0 - area.y1) <= 2 * _MIDDLE * area.height


def _spots(page: Page, area: Area) -> list[tuple[Area, Spot]]:
    boxes, labels = pieces_of(page.rest, area)
    least = max(_LEAST_TRACE, _LEAST_TRACE_AREA * page.scale**2)
    found = []
    for index in np.nonzero((boxes[:, 4] >= least) & ~left_of_lines(boxes, area, page.scale))[0]:
        x, y, wide, tall, _ = boxes[index].tolist()
        line = Area(area.x0 + x, area.y0 + y, area.x0 + x + wide, area.y0 + y + tall)
        spot = _measure(page, line, labels[y : y + tall, x : x + wide] == index + 1)
        found.append((line, spot._replace(at_wall=_is_at_wall(line, area, page.scale))))
    return found


def _is_at_wall(line: Area, area: Area, scale: float) -> bool:
    beside = min(line.x0 - area.x0, area.x1 - line.x1)
    return min(beside, line.y0 - area.y0, area.y1 - line.y1) < _AT_WALL * scale


def _measure(page: Page, line: Area, where: NDArray[np.bool_]) -> Spot:
    """The spot that the pixels of an area make, and those next to them: they hold the rest of its blur."""
    top, left = min(1, line.y0), min(1, line.x0)
    part = page.grey[line.y0 - top : line.y1 + 1, line.x0 - left : line.x1 + 1]
    mask = np.zeros(part.shape, np.uint8)
    mask[top : top + where.shape[0], left : left + where.shape[1]] = where
    reach = round(page.scale * 2)
    around = page.grey[max(0, line.y0 - reach) : line.y1 + reach, max(0, line.x0 - reach) : line.x1 + reach]
    paper = float(np.percentile(around, 80))
    dark = np.clip(paper - part.astype(np.float64), 0, None) * cv2.dilate(mask, np.ones((3, 3), np.uint8))
    deepest = float(dark.max())
    dark = np.clip(dark - _HALO * deepest, 0, None)
    ink = float(dark.sum())
    if ink <= 0:
        return Spot(0, 0, 0, 0)
    ys, xs = np.mgrid[: dark.shape[0], : dark.shape[1]]
    xs, ys = xs - (dark * xs).sum() / ink, ys - (dark * ys).sum() / ink
    square = page.scale**2 * ink
    level = float((dark * (xs**2 - ys**2)).sum() / square)
    slant = float((dark * xs * ys).sum() / square)
    return Spot(deepest / page.depth, ink / page.depth / page.scale**2, float(np.hypot(level, 2 * slant)), level)
