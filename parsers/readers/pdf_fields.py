"""What stands in the fields of a form and in typed comments of a PDF: a page shows it, and its content lacks it."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium

_SHOWING_TEXT = frozenset({pdfium.raw.FPDF_ANNOT_WIDGET, pdfium.raw.FPDF_ANNOT_FREETEXT})


_SIGNATURE = "Sig"
"""The kind of field that shows a seal: none of its text is the report's."""


def with_fields(document: Any, page: Any, index: int) -> Any:
    """A page of a document with the text of its fields and comments made its own; the same page if it has none."""
    raw = page.raw
    if not any(_shows_text(raw, number) for number in range(pdfium.raw.FPDFPage_GetAnnotCount(raw))):
        return page
    # PDFium changes the document in memory, and shows the change on a page that is opened anew.
    if pdfium.raw.FPDFPage_Flatten(raw, pdfium.raw.FLAT_NORMALDISPLAY) != pdfium.raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


def _shows_text(page: Any, number: int) -> bool:
    annotation = pdfium.raw.FPDFPage_GetAnnot(page, number)
    if not annotation:
        return False
    try:
        is_one = pdfium.raw.FPDFAnnot_GetSubtype(annotation) in _SHOWING_TEXT
        return is_one and _field_type(annotation) != _SIGNATURE
    finally:
        pdfium.raw.FPDFPage_CloseAnnot(annotation)


def _field_type(annotation: Any) -> str:
    """The kind of field (`FT`) that an annotation is; empty for a comment, and where its field's parent says it."""
    text = (ctypes.c_ushort * 8)()
    pdfium.raw.FPDFAnnot_GetStringValue(annotation, b"FT", text, ctypes.sizeof(text))
    return bytes(text).decode("utf-16-le", "replace").rstrip("\0")
