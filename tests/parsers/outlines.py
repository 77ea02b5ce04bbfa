"""Pages of a PDF drawn again without any text: every letter as a filled outline, as some programs export them."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from reportlab.pdfgen.canvas import Canvas

from parsers.readers.pdf_page import read_drawn
from tests.parsers.ofd_files import ofd, page

Step = tuple[str, tuple[float, ...]]
"""M, L or B (move, line, curve) with its points, or C, which closes; in points from the top left of the page."""
_POINTS = 72 / 25.4


def outlined_pdf(data: bytes) -> bytes:
    """The PDF with its text as filled paths."""
    buffer = io.BytesIO()
    with pypdfium2.PdfDocument(data) as source:
        canvas = Canvas(buffer)
        for each in source:
            width, height = each.get_size()
            canvas.setPageSize((width, height))
            for line in _rules(each):
                canvas.line(line[0], height - line[1], line[2], height - line[3])
            for outline in _outlines(each):
                path = canvas.beginPath()
                draw = {"M": path.moveTo, "L": path.lineTo, "B": path.curveTo, "C": path.close}
                for command, points in outline:
                    draw[command](*(height - at if place % 2 else at for place, at in enumerate(points)))
                canvas.drawPath(path, stroke=0, fill=1)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def outlined_ofd(data: bytes) -> bytes:
    """The same pages as an OFD file."""
    pages = []
    with pypdfium2.PdfDocument(data) as source:
        for each in source:
            rules = (f"M {_mm(*line[:2])} L {_mm(*line[2:])}" for line in _rules(each))
            letters = (" ".join(f"{command} {_mm(*points)}" for command, points in each) for each in _outlines(each))
            pages.append(page("".join(_path(line, 'Stroke="true"') for line in rules)
                              + "".join(_path(line, 'Stroke="false" Fill="true"') for line in letters)))  # fmt: skip
    return ofd(*pages)


def _mm(*points: float) -> str:
    return " ".join(f"{point / _POINTS:.3f}" for point in points)


def _path(steps: str, look: str) -> str:
    head = f'<ofd:PathObject ID="8" Boundary="0 0 210 297" LineWidth="0.2" {look}>'
    return f"{head}<ofd:AbbreviatedData>{steps}</ofd:AbbreviatedData></ofd:PathObject>"


def _rules(source: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    rulings = read_drawn(source).rulings
    across = [(line.start, line.at, line.end, line.at) for line in rulings.horizontal]
    return across + [(line.at, line.start, line.at, line.end) for line in rulings.vertical]


def _outlines(source: pypdfium2.PdfPage) -> Iterator[list[Step]]:
    """Yield the outline of each letter."""
    height, text = source.get_height(), source.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        owner = raw.FPDFText_GetTextObject(text.raw, index)
        if not owner or not raw.FPDFText_GetCharOrigin(text.raw, index, x, y):
            continue
        size = raw.FPDFText_GetFontSize(text.raw, index)
        code = raw.FPDFText_GetUnicode(text.raw, index)
        glyph = raw.FPDFFont_GetGlyphPath(raw.FPDFTextObj_GetFont(owner), code, size)
        if steps := list(_steps(glyph, size, x.value, height - y.value)):
            yield steps


def _steps(glyph: Any, size: float, left: float, base: float) -> Iterator[Step]:
    """PDFium gives outlines for letters of size 1."""
    curve: list[float] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(max(0, raw.FPDFGlyphPath_CountGlyphSegments(glyph)) if glyph else 0):
        segment = raw.FPDFGlyphPath_GetGlyphPathSegment(glyph, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        curve += [left + size * x.value, base - size * y.value]
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_BEZIERTO or len(curve) == 6:
            yield {raw.FPDF_SEGMENT_MOVETO: "M", raw.FPDF_SEGMENT_LINETO: "L"}.get(kind, "B"), tuple(curve)
            curve = []
        if raw.FPDFPathSegment_GetClose(segment):
            yield "C", ()
