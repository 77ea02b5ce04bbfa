"""What stands in the fields of a form and in typed comments of a PDF: a page shows it, and its content lacks it."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium

_SHOWING_TEXT = frozenset({pdfium.raw.FPDF_ANNOT_WIDGET, pdfium.raw.FPDF_ANNOT_FREETEXT})


def with_fields(document: Any, page: Any, index: int) -> Any:
    """A page of a document with the text of its fields and comments made its own; the same page if it has none."""
    raw = page.raw
    if not any(_kind(raw, number) in _SHOWING_TEXT for number in range(pdfium.raw.FPDFPage_GetAnnotCount(raw))):
        return page
    # PDFium changes the document in memory, and shows the change on a page that is opened anew.
    if pdfium.raw.FPDFPage_Flatten(raw, pdfium.raw.FLAT_NORMALDISPLAY) != pdfium.raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


def _kind(page: Any, number: int) -> int:
    annotation = pdfium.raw.FPDFPage_GetAnnot(page, number)
    if not annotation:
        return 0
    try:
        return int(pdfium.raw.FPDFAnnot_GetSubtype(annotation))
    finally:
        pdfium.raw.FPDFPage_CloseAnnot(annotation)
