"""From the space of a PDF page, or of a form on it, to points from the top left of the page as it is shown."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.readers.pdf_calls import read_matrix


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
        a, b, c, d, e, f = self
        if b or c:
            ax, bx = a * x0 + c * y0 + e, a * x1 + c * y1 + e
            ay, by = b * x0 + d * y0 + f, b * x1 + d * y1 + f
        else:
            ax, bx, ay, by = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
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


def matrix_of(item: int) -> Matrix:
    """The matrix of an object of a page, by its handle."""
    matrix = pdfium.FS_MATRIX()
    read_matrix(item, ctypes.addressof(matrix))
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
