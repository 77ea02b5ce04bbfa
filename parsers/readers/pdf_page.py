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
        e, f = self.point(first.e, first.f)
        a, b = self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b
        c, d = self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d
        return Matrix(a, b, c, d, e, f)


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
    pictures = paths = 0
    bounds_of = _Bounds()
    for item, kind, turn in _objects(page.raw, shown(page)):
        x0, y0, x1, y1 = turn.rectangle(*bounds_of(item))
        paths += kind == pdfium.FPDF_PAGEOBJ_PATH
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += (x1 - x0) * (y1 - y0) >= large
        elif x1 - x0 <= _THICKEST or y1 - y0 <= _THICKEST:
            _add(rulings, x0, y0, x1, y1)
        else:
            for line in _path_lines(item, turn):
                _add(rulings, *line)
    return Drawn(rulings, pictures, paths)


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


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
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


def _path_lines(item: Any, turn: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight lines of a path as thin boxes: the sides of outlined shapes, and filled slivers."""
    count = pdfium.FPDFPath_CountSegments(item)
    if count > _MOST_POINTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    turn = turn.after(_matrix(item))
    for points in _outlines(item, count, turn):
        if stroke.value:
            yield from _sides(points)
        elif fill.value:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THICKEST:
                yield min(xs), min(ys), max(xs), max(ys)


def _outlines(item: Any, count: int, turn: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each straight part of a path; a closed part ends where it began. Seals are all curves."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(turn.point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _sides(points: list[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ax - bx) < _STRAIGHT or abs(ay - by) < _STRAIGHT:
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
