"""PDF to a Reading: ruled tables as grids with the place of every cell, the text around them as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parsers.errors import Encrypted, ReadError, TooLarge, Unreadable, Unsupported
from parsers.geometry import find_grids
from parsers.geometry_paragraphs import PageText, pages_to_blocks
from parsers.geometry_text import glyphs_to_lines
from parsers.readers import MAX_CELLS
from parsers.readers.pdf_page import read_drawn, read_glyphs
from parsers.reading import Reading

_MAX_PAGES = 300
"""The longest reports have some 40 pages."""
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def read_pdf(data: bytes) -> Reading:
    """Everything printed in a PDF; raises Encrypted, Unreadable, TooLarge, and Unsupported for a scan."""
    with _open(data) as document:
        if len(document) > _MAX_PAGES:
            raise TooLarge(f"a PDF of {len(document)} pages; the limit is {_MAX_PAGES}")
        title = document.get_metadata_value("Title").strip()
        pages: list[PageText] = []
        pictures = 0
        for page, seen in _read_pages(document):
            pages.append(page)
            pictures += seen
    if not any(page.lines or page.grids for page in pages):
        raise Unsupported("a scan: the PDF holds pictures of pages and no text")
    return Reading("pdf", "application/pdf", tuple(pages_to_blocks(pages)), (title,) if title else (), None, pictures)


def _open(data: bytes) -> Any:
    # PDFium repairs what it can, and so reads the first half of a file without a word about the other half.
    if data.rfind(b"%%EOF") < data.rfind(b"endobj"):
        raise Unreadable("a PDF that is cut short: its end is missing")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Encrypted("a PDF that asks for a password") from error
        raise Unreadable(f"a PDF that is broken ({error})") from error
    if not len(document):
        document.close()
        raise Unreadable("a PDF that is broken: it has no pages")
    return document


def _read_pages(document: Any) -> Iterator[tuple[PageText, int]]:
    cells = 0
    for index in range(len(document)):
        page, pictures = _read_page(document, index)
        cells += sum(len(placed.grid.cells) for placed in page.grids)
        if cells > MAX_CELLS:
            raise TooLarge(f"a PDF with more than {MAX_CELLS:,} table cells")
        yield page, pictures


def _read_page(document: Any, index: int) -> tuple[PageText, int]:
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise Unreadable(f"a PDF whose page {index + 1} is broken ({error})") from error
    try:
        drawn = read_drawn(page)
        grids, rest = find_grids(read_glyphs(page), drawn.rulings, index + 1)
        width, height = page.get_size()
    except ReadError as error:
        raise type(error)(f"page {index + 1}: {error}") from error
    finally:
        page.close()
    return PageText(index + 1, width, height, glyphs_to_lines(rest), grids), drawn.pictures
