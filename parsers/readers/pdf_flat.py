"""Characters that are drawn by their own little programs (Type 3 fonts, as browsers write them).

Such a font does not say how high its letters are: PDFium then takes the ink of all its letters, and a font that has but
one letter, the stroke of 一, is taken to be a millimetre high; the stroke would stand in a line of its own.
"""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from parsers.readers.pdf_calls import font_size_at, origin_at, text_matrix_at

FLAT = 0.25
"""A box whose one side is less than this share of the other is no character's whole box, or that of a narrow letter."""
_BELOW, _ABOVE = 0.12, 0.88
"""The part of a Chinese character's height that is below and above its baseline."""

Sides = tuple[float, float, float, float]
"""Left, top, right and bottom in the page's own space: upwards is more."""


def em_box(page: int, index: int, sides: Sides) -> Sides:
    """The box of a character made as high as its font is large; a box that already is stays as it is."""
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    if not (
        text_matrix_at(page, index, ctypes.addressof(matrix))
        and origin_at(page, index, ctypes.addressof(x), ctypes.addressof(y))
    ):
        return sides
    size = font_size_at(page, index)
    right, up = size * matrix.c, size * matrix.d
    left, top, far, bottom = sides
    if abs(up) >= abs(right):
        low, high = sorted((y.value - _BELOW * up, y.value + _ABOVE * up))
        return left, max(top, high), far, min(bottom, low)
    low, high = sorted((x.value - _BELOW * right, x.value + _ABOVE * right))
    return min(left, low), top, max(far, high), bottom
