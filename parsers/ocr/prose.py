"""The lines of text outside a sheet's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.geometry_lattice import Lattice
from parsers.geometry_text import Line
from parsers.ocr.crops import Area, crop_line, text_lines
from parsers.ocr.prepare import Grey, Sheet
from parsers.ocr.recogniser import WORDING, recognise

_SPLIT = 60.0
"""Points of empty paper that part two texts on one line."""
_EDGE = 9.0
_LEAST_SURE = 0.2
_HIGHEST = 60.0
_GRAIN = 0.9
"""Square points; less ink is grain."""
_SPECK, _BESIDE = 3.0, 3.0
"""Points; no character is so small in both directions, and what is so stands so near to one, or is a speck."""
_SPARSE = 0.1
"""Of the ink in a line's fullest row of pixels: a row above or below with less is a speck's, and makes it no higher."""
_LONE, _LONE_GAP = 26.0, 4.0
"""Points a character is wide and high at most, and the empty paper inside one: 告 alone on a line falls in two."""


def read_prose(sheet: Sheet, rest: Grey, lattices: Sequence[Lattice]) -> list[Line]:
    """The lines outside the tables, in points, from top to bottom. What the net can't read at all is no text."""
    ink = _outside(rest, lattices, sheet.scale)
    whole = Area(0, 0, ink.shape[1], ink.shape[0])
    areas = [
        part
        for band in _whole_characters(text_lines(ink, whole, sheet.scale), sheet.scale)
        if band.height < _HIGHEST * sheet.scale
        for part in _parts(ink, band, sheet.scale)
    ]
    crops = [np.ascontiguousarray(crop_line(sheet.grey, area)) for area in areas]
    read = recognise(crops, [WORDING] * len(crops))
    return [
        Line(said.free.strip(), *(value / sheet.scale for value in _body(ink, area)))
        for area, said in zip(areas, read, strict=True)
        if said.free_sure >= _LEAST_SURE and any(char.isalnum() for char in said.free)
    ]


def _whole_characters(bands: Sequence[Area], scale: float) -> list[Area]:
    """The bands, the upper and lower part of a character that stands alone on its line made one."""
    joined: list[Area] = []
    for band in bands:
        last = joined[-1] if joined else band
        both = Area(min(last.x0, band.x0), last.y0, max(last.x1, band.x1), band.y1)
        is_one = max(both.width, both.height) <= _LONE * scale and band.y0 - last.y1 <= _LONE_GAP * scale
        if joined and is_one and min(last.x1, band.x1) > max(last.x0, band.x0):
            joined[-1] = both
        else:
            joined.append(band)
    return joined


def _outside(rest: Grey, lattices: Sequence[Lattice], scale: float) -> Grey:
    ink = rest.copy()
    for lattice in lattices:
        left, top, right, bottom = (
            round(value * scale)
            for value in (lattice.xs[0] - 3, lattice.ys[0] - 2, lattice.xs[-1] + 3, lattice.ys[-1] + 2)
        )
        ink[max(0, top) : bottom, max(0, left) : right] = 0
    edge = round(_EDGE * scale)
    # The scanner's lid leaves shadows along the edges.
    for border in (ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:]):
        border[:] = 0
    return _without_dirt(ink, scale)


def _without_dirt(ink: Grey, scale: float) -> Grey:
    """The ink of characters: no grain, nothing as high as a picture, and no specks in the paper between two lines, as
    these would make one line of them."""
    count, found, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    labels = np.asarray(found, np.int32)
    if count == 1:
        return ink
    kept = (stats[:, 4] >= _GRAIN * scale * scale) & (stats[:, 3] < _HIGHEST * scale)
    kept[0] = False
    reach = 2 * round(_BESIDE * scale) + 1
    strokes = kept & (stats[:, 2:4].max(axis=1) >= _SPECK * scale)
    near = cv2.dilate(_drawn(strokes, labels), np.ones((reach, reach), np.uint8))
    beside = np.zeros(count, np.bool_)
    beside[np.unique(labels[near > 0])] = True
    return _drawn(kept & beside, labels)


def _drawn(kept: NDArray[np.bool_], labels: NDArray[np.int32]) -> Grey:
    """A picture of the pieces of ink that are kept."""
    return np.where(kept[labels], np.uint8(255), np.uint8(0))


def _parts(ink: Grey, band: Area, scale: float) -> Iterator[Area]:
    """Yield the texts of a band that stand far apart."""
    filled = np.nonzero(ink[band.y0 : band.y1, band.x0 : band.x1].any(axis=0))[0]
    if not len(filled):
        return
    breaks = np.nonzero(np.diff(filled) > _SPLIT * scale)[0]
    starts = [0, *(breaks + 1).tolist()]
    ends = [*breaks.tolist(), len(filled) - 1]
    for start, end in zip(starts, ends, strict=True):
        left, right = band.x0 + int(filled[start]), band.x0 + int(filled[end]) + 1
        rows = np.nonzero(ink[band.y0 : band.y1, left:right].any(axis=1))[0]
        yield Area(left, band.y0 + int(rows[0]), right, band.y0 + int(rows[-1]) + 1)


def _body(ink: Grey, area: Area) -> Area:
    """A line without the rows of pixels at its top and foot that hold hardly any ink: by their heights titles are told
    from text."""
    filled = np.count_nonzero(ink[area.y0 : area.y1, area.x0 : area.x1], axis=1)
    rows = np.nonzero(filled >= _SPARSE * filled.max())[0]
    return area._replace(y0=area.y0 + int(rows[0]), y1=area.y0 + int(rows[-1]) + 1)
