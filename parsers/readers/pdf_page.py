"""What a PDF page draws besides text, to plain values: its ruling lines and its pictures, as the page is shown.

Calls into PDFium cost more than Python does, so the walk asks for as little as it can.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.geometry import Ruling, Rulings

_THICKEST = 3.0
"""A line is at most so thick, in points; a thicker box is shading."""
_MOST_POINTS = 4000
"""A path of more points is a drawing."""
_DEEPEST = 20
_STRAIGHT = 0.8
_PICTURE = 0.05
"""The share of a page from which a picture may hold a table; a seal takes half of that."""


# Each of these is asked for once for every corner of every path.
_SEGMENT_OF, _KIND_OF = pdfium.FPDFPath_GetPathSegment, pdfium.FPDFPathSegment_GetType
_POINT_OF = pdfium.FPDFPathSegment_GetPoint
_MOVE, _CURVE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO


class Matrix(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def rectangle(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The rectangle around a turned rectangle: left, top, right, bottom."""
        # Written out, because it runs for every character: `point`, `min` and `max` take three times as long.
        ax, bx = self.a * x0 + self.c * y0 + self.e, self.a * x1 + self.c * y1 + self.e
        ay, by = self.b * x0 + self.d * y0 + self.f, self.b * x1 + self.d * y1 + self.f
        left, right = (ax, bx) if ax < bx else (bx, ax)
        return (left, ay, right, by) if ay < by else (left, by, right, ay)

    def after(self, first: Matrix) -> Matrix:
        """The matrix that applies `first` and then this one."""
        if first == _IDENTITY:
            return self
        e, f = self.point(first.e, first.f)
        a, b = self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b
        c, d = self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d
        return Matrix(a, b, c, d, e, f)


_IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


def shown(page: Any) -> Matrix:
    """From the page's own space to points from the top left of the page as shown: cropped and turned."""
    left, bottom, right, top = page.get_bbox()
    return {
        0: Matrix(1, 0, 0, -1, -left, top),
        90: Matrix(0, 1, 1, 0, -bottom, -left),
        180: Matrix(-1, 0, 0, 1, right, -bottom),
        270: Matrix(0, -1, -1, 0, top, right),
    }[page.get_rotation()]


class Drawn(NamedTuple):
    """What a page draws besides text."""

    rulings: Rulings
    pictures: int
    paths: int


def read_drawn(page: Any) -> Drawn:
    """The ruling lines of a page, and how many of its pictures are large enough to hold a table."""
    left, bottom, right, top = page.get_bbox()
    large = _PICTURE * (right - left) * (top - bottom)
    rulings = Rulings([], [])
    pictures = drawn = 0
    bounds_of, paths = _Bounds(), _Paths(rulings)
    for item, kind, turn in _objects(page.raw, shown(page)):
        x0, y0, x1, y1 = turn.rectangle(*bounds_of(item))
        drawn += kind == pdfium.FPDF_PAGEOBJ_PATH
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += (x1 - x0) * (y1 - y0) >= large
        elif x1 - x0 <= _THICKEST or y1 - y0 <= _THICKEST:
            _add(rulings, x0, y0, x1, y1)
        else:
            paths.read(item, turn)
    return Drawn(rulings, pictures, drawn)


def _objects(page: Any, turn: Matrix) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield each path and picture with the matrix of its place, those inside forms too."""
    forms: list[tuple[Any, Matrix, int]] = []
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield item, kind, turn
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            forms.append((item, turn.after(_matrix(item)), 1))
    while forms:
        form, turn, depth = forms.pop()
        for index in range(pdfium.FPDFFormObj_CountObjects(form)):
            item = pdfium.FPDFFormObj_GetObject(form, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                yield item, kind, turn
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                forms.append((item, turn.after(_matrix(item)), depth + 1))


def _matrix(item: Any, matrix: Any = None) -> Matrix:
    matrix = matrix or pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


class _Bounds:
    """The rectangle around an object. The four numbers PDFium writes to are made once, not for each object."""

    def __init__(self) -> None:
        self._sides = tuple(ctypes.c_float() for _ in range(4))

    def __call__(self, item: Any) -> tuple[float, float, float, float]:
        left, bottom, right, top = self._sides
        pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        return left.value, bottom.value, right.value, top.value


def _add(rulings: Rulings, x0: float, y0: float, x1: float, y1: float) -> None:
    """File a thin box as a line. A small square counts both ways: it's a corner, or a dot of a dotted line."""
    width, height = x1 - x0, y1 - y0
    if height <= _THICKEST and (width >= height or width <= _THICKEST):
        rulings.horizontal.append(Ruling(x0, x1, (y0 + y1) / 2))
    if width <= _THICKEST and (height >= width or height <= _THICKEST):
        rulings.vertical.append(Ruling(y0, y1, (x0 + x1) / 2))


class _Paths:
    """Reads paths for the straight lines they draw. What PDFium writes to is made once, not for each path."""

    def __init__(self, rulings: Rulings) -> None:
        self._rulings = rulings
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._matrix = pdfium.FS_MATRIX()

    def read(self, item: Any, turn: Matrix) -> None:
        """File the sides of outlined shapes, and filled slivers. Seals are all curves."""
        count = pdfium.FPDFPath_CountSegments(item)
        pdfium.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        stroked = bool(self._stroke.value)
        if count > _MOST_POINTS or not (stroked or self._fill.value):
            return
        for points in self._outlines(item, count, turn.after(_matrix(item, self._matrix))):
            if stroked:
                for (ax, ay), (bx, by) in pairwise(points):
                    if abs(ax - bx) < _STRAIGHT or abs(ay - by) < _STRAIGHT:
                        left, right = (ax, bx) if ax < bx else (bx, ax)
                        _add(self._rulings, left, *((ay, right, by) if ay < by else (by, right, ay)))
            else:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THICKEST:
                    _add(self._rulings, min(xs), min(ys), max(xs), max(ys))

    def _outlines(self, item: Any, count: int, turn: Matrix) -> Iterator[list[tuple[float, float]]]:
        """Yield the corners of each straight part of a path; a closed part ends where it began."""
        x, y = self._x, self._y
        segment_of, kind_of, point_of = _SEGMENT_OF, _KIND_OF, _POINT_OF
        a, b, c, d, e, f = turn
        points: list[tuple[float, float]] = []
        curved = False
        segment: Any = None
        for index in range(count):
            last, segment = segment, segment_of(item, index)
            kind = kind_of(segment)
            if kind == _MOVE and points:
                if len(points) > 1 and not curved:
                    yield _closed(points, last)
                points, curved = [], False
            elif kind == _CURVE:
                curved = True
            point_of(segment, x, y)
            px, py = x.value, y.value
            points.append((a * px + c * py + e, b * px + d * py + f))
        if len(points) > 1 and not curved:
            yield _closed(points, segment)


def _closed(points: list[tuple[float, float]], last: Any) -> list[tuple[float, float]]:
    """A part of a path, with its last side where it has one: only its last segment says so."""
    return [*points, points[0]] if pdfium.FPDFPathSegment_GetClose(last) else points
