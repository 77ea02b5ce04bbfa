"""PDFium's functions that are asked for every character and every object of a page, with plain numbers for handles.

The bindings make an object of every handle, check its type at every call and give the interpreter lock away: that takes
longer than what PDFium does in the meantime.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
_INDEX = ctypes.c_void_p
"""An index, handed over as wide as a handle: ctypes is quicker at it, and PDFium looks at its lower half only."""


def handle(raw: Any) -> int:
    """The handle of a page, a text page or an object as a number; of a function, where it begins."""
    return ctypes.cast(raw, ctypes.c_void_p).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(handle(function))


text_of = _plain(pdfium.FPDFText_GetText, _INT, _HANDLE, _INT, _INT, _HANDLE)
unicode_at = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INDEX)
is_generated = _plain(pdfium.FPDFText_IsGenerated, _INT, _HANDLE, _INDEX)
loose_box_at = _plain(pdfium.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INDEX, _HANDLE)
font_size_at = _plain(pdfium.FPDFText_GetFontSize, ctypes.c_double, _HANDLE, _INDEX)
text_matrix_at = _plain(pdfium.FPDFText_GetMatrix, _INT, _HANDLE, _INDEX, _HANDLE)
text_colour_at = _plain(pdfium.FPDFText_GetFillColor, _INT, _HANDLE, _INDEX, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
text_object_at = _plain(pdfium.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INDEX)
origin_at = _plain(pdfium.FPDFText_GetCharOrigin, _INT, _HANDLE, _INDEX, _HANDLE, _HANDLE)
object_at = _plain(pdfium.FPDFPage_GetObject, _HANDLE, _HANDLE, _INDEX)
form_object_at = _plain(pdfium.FPDFFormObj_GetObject, _HANDLE, _HANDLE, _INDEX)
kind_of = _plain(pdfium.FPDFPageObj_GetType, _INT, _HANDLE)
count_form_objects = _plain(pdfium.FPDFFormObj_CountObjects, _INT, _HANDLE)
read_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, _INT, _HANDLE, _HANDLE)
colour_of = _plain(pdfium.FPDFPageObj_GetFillColor, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
is_see_through = _plain(pdfium.FPDFPageObj_HasTransparency, _INT, _HANDLE)
render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _HANDLE)
count_segments = _plain(pdfium.FPDFPath_CountSegments, _INT, _HANDLE)
draw_mode = _plain(pdfium.FPDFPath_GetDrawMode, _INT, _HANDLE, _HANDLE, _HANDLE)
is_closed = _plain(pdfium.FPDFPathSegment_GetClose, _INT, _HANDLE)
bounds_of = _plain(pdfium.FPDFPageObj_GetBounds, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
segment_at = _plain(pdfium.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, _INDEX)
segment_kind = _plain(pdfium.FPDFPathSegment_GetType, _INT, _HANDLE)
point_of = _plain(pdfium.FPDFPathSegment_GetPoint, _INT, _HANDLE, _HANDLE, _HANDLE)


class Floats:
    """Four numbers that PDFium writes to: made once, not for each call. `places` are their addresses."""

    def __init__(self) -> None:
        numbers = (ctypes.c_float * 4)()
        first = ctypes.addressof(numbers)
        self.values = memoryview(numbers).cast("B").cast("f")
        self.places = (first, first + 4, first + 8, first + 12)
