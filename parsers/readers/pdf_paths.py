"""The paths a PDF page draws, to the straight lines among them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from parsers.geometry import Rulings
from parsers.page_layout import Point, add_outline
from parsers.readers.pdf_calls import (
    Floats,
    count_segments,
    draw_mode,
    is_closed,
    point_of,
    segment_at,
    segment_kind,
)
from parsers.readers.pdf_matrix import Matrix, matrix_of

_MOST_POINTS = 4000
"""A path of more points is a drawing."""
_MOVE, _CURVE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO


class Paths:
    """Reads paths for the straight lines they draw."""

    def __init__(self, rulings: Rulings) -> None:
        self._rulings = rulings
        self._modes = (ctypes.c_int * 2)()
        self._point = Floats()

    def read(self, item: int, turn: Matrix) -> None:
        """File the sides of outlined shapes, and filled slivers. Seals are all curves."""
        first = ctypes.addressof(self._modes)
        draw_mode(item, first, first + ctypes.sizeof(ctypes.c_int))
        filled, stroked = self._modes
        count = count_segments(item)
        if count > _MOST_POINTS or not (stroked or filled):
            return
        for points in self._outlines(item, count, turn.after(matrix_of(item))):
            add_outline(self._rulings, points, bool(stroked), bool(filled))

    def _outlines(self, item: int, count: int, turn: Matrix) -> Iterator[list[Point]]:
        """Yield the corners of each straight part of a path; a closed part ends where it began."""
        (x_at, y_at, _, _), point = self._point.places, self._point.values
        a, b, c, d, e, f = turn
        points: list[Point] = []
        curved = False
        segment = 0
        for index in range(count):
            last, segment = segment, segment_at(item, index)
            kind = segment_kind(segment)
            if kind == _MOVE and points:
                if len(points) > 1 and not curved:
                    yield _closed(points, last)
                points, curved = [], False
            elif kind == _CURVE:
                curved = True
            point_of(segment, x_at, y_at)
            x, y = point[0], point[1]
            points.append((a * x + c * y + e, b * x + d * y + f))
        if len(points) > 1 and not curved:
            yield _closed(points, segment)


def _closed(points: list[Point], last: int) -> list[Point]:
    """A part of a path, with its last side where it has one: only its last segment says so."""
    return [*points, points[0]] if is_closed(last) else points
