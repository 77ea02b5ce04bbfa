"""Pages of an OFD file that hold no text, drawn again for the eye: their pictures and paths, as PDFium paints them.

Only what such pages have is drawn: letters as filled outlines, ruling lines, pictures of whole pages.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, UnidentifiedImageError

from parsers.ocr.pictures import MOST_PIXELS, PageImage
from parsers.readers.ofd_page import Area, Place, commands, is_near, is_shown, numbers_of, place_of, tokens_of
from parsers.readers.package import Element, local_name
from parsers.readers.scan import render_page

_POINTS = 72 / 25.4
_LINE_WIDTH = 0.353
"""Millimetres, where a path does not say (GB/T 33190, 8.3)."""
_NON_ZERO, _EVEN_ODD = raw.FPDF_FILLMODE_WINDING, raw.FPDF_FILLMODE_ALTERNATE

Media = Callable[[str], bytes | None]
"""The bytes of a picture by the number by which pages name it."""


def draw_page(roots: Sequence[Element], area: Area, media: Media, number: int) -> PageImage:
    """A page as it is shown, in pixels: `roots` are its templates and itself, in the order they are drawn."""
    document = pdfium.PdfDocument.new()
    try:
        page = document.new_page(area.width, area.height)
        for root in roots:
            for content in root.iterfind("{*}Content"):
                for element in content.iter("{*}PathObject", "{*}ImageObject"):
                    if is_shown(element):
                        _draw(document, page, element, area, media)
        return render_page(page, number)
    finally:
        document.close()


def _draw(document: Any, page: Any, element: Element, area: Area, media: Media) -> None:
    if local_name(element) == "PathObject":
        _draw_path(page, element, area)
    elif data := media(element.get("ResourceID", "")):
        _draw_picture(document, page, element, area, data)


def _draw_path(page: Any, element: Element, area: Area) -> None:
    place = place_of(element, area)
    path = raw.FPDFPageObj_CreateNewPath(0, 0)
    for command, values in commands(tokens_of(element)):
        points = [_flipped(place, x, y, area) for x, y in zip(values[::2], values[1::2], strict=False)]
        if all(is_near(*point) for point in points):
            _go(path, command, points)
    is_filled, is_stroked = element.get("Fill") == "true", element.get("Stroke") != "false"
    fill = _EVEN_ODD if element.get("Rule") == "Even-Odd" else _NON_ZERO
    raw.FPDFPath_SetDrawMode(path, fill if is_filled else raw.FPDF_FILLMODE_NONE, is_stroked)
    raw.FPDFPageObj_SetFillColor(path, *_colour(element.find("{*}FillColor")), 255)
    raw.FPDFPageObj_SetStrokeColor(path, *_colour(element.find("{*}StrokeColor")), 255)
    width = numbers_of(element.get("LineWidth")) or [_LINE_WIDTH]
    raw.FPDFPageObj_SetStrokeWidth(path, width[0] * max(abs(place.a), abs(place.b)))
    raw.FPDFPage_InsertObject(page.raw, path)


def _flipped(place: Place, x: float, y: float, area: Area) -> tuple[float, float]:
    """A point of an object in a PDF's space, where upwards is more."""
    right, down = place.point(x, y)
    return right, area.height - down


def _go(path: Any, command: str, points: list[tuple[float, float]]) -> None:
    """One step of a path. An arc is drawn straight: neither letters nor ruling lines have any."""
    if command == "C":
        raw.FPDFPath_Close(path)
    elif not points:
        return
    elif command in "MS":
        raw.FPDFPath_MoveTo(path, *points[-1])
    elif command == "B" and len(points) == 3:
        raw.FPDFPath_BezierTo(path, *points[0], *points[1], *points[2])
    elif command == "Q" and len(points) == 2:
        # One control point or two in its place: the curve is the same where both stand at it.
        raw.FPDFPath_BezierTo(path, *points[0], *points[0], *points[1])
    else:
        raw.FPDFPath_LineTo(path, *points[-1])


def _colour(element: Element | None) -> tuple[int, int, int]:
    """Red, green and blue; black where nothing is said, or in a way not known here."""
    named = numbers_of(element.get("Value")) if element is not None else []
    values = [int(max(0.0, min(255.0, value))) for value in named]
    if len(values) == 1:
        return values[0], values[0], values[0]
    return (values[0], values[1], values[2]) if len(values) == 3 else (0, 0, 0)


def _draw_picture(document: Any, page: Any, element: Element, area: Area, data: bytes) -> None:
    """A picture on the unit square of its object; one that can't be opened is left out."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                return
            bitmap = pdfium.PdfBitmap.from_pil(image.convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return
    drawn = pdfium.PdfImage.new(document)
    drawn.set_bitmap(bitmap)
    place = place_of(element, area)
    if element.get("CTM") is None:
        size = numbers_of(element.get("Boundary"))
        place = place._replace(a=size[2] * _POINTS, d=size[3] * _POINTS) if len(size) == 4 else place
    # OFD has the top of a picture at 0 and its foot at 1, a PDF the other way round.
    a, b, c, d, e, f = place
    drawn.set_matrix(pdfium.PdfMatrix(a, -b, -c, d, e + c, area.height - f - d))
    page.insert_obj(drawn)
