"""Pages that are scans with the text that some program recognised hidden in them, to be found by search."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from parsers.readers.pdf_calls import Floats, bounds_of, render_mode
from parsers.readers.pdf_matrix import shown
from parsers.readers.pdf_page import objects

_COVERS = 0.6
"""The share of a page from which a picture is the page itself."""
_OPAQUE, _PROBES = 200, 1000
_TEXT, _IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


def hides_its_text(page: Any) -> bool:
    """Whether most of a page's text is not to be seen: invisible, or under a picture that covers the page.

    Such text is somebody's guess at what the picture shows. A picture behind text that is to be seen is
    paper, a transparent one over it a seal or a watermark.
    """
    left, bottom, right, top = page.get_bbox()
    least = _COVERS * (right - left) * (top - bottom)
    covered = hidden = seen = 0
    box = Floats()
    for item, kind, turn in objects(page, shown(page), (_TEXT, _IMAGE)):
        if kind == _TEXT:
            if render_mode(item) in _INVISIBLE:
                hidden += 1
            else:
                seen += 1
            continue
        bounds_of(item, *box.places)
        x0, y0, x1, y1 = turn.rectangle(*box.values)
        if (x1 - x0) * (y1 - y0) >= least and not (seen and _is_transparent(page, item)):
            covered, seen = covered + seen, 0
    return covered + hidden > seen


def _is_transparent(page: Any, image: int) -> bool:
    """Whether a picture lets through, at most of its points, what is drawn before it."""
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, ctypes.cast(image, pdfium.FPDF_PAGEOBJECT))
    if not bitmap:
        return False
    try:
        if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
            return False
        size = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)
        alphas = pixels[3 :: 4 * max(size // 4 // _PROBES, 1)]
        return sum(alpha < _OPAQUE for alpha in alphas) > len(alphas) / 2
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
