"""PDF to a Reading: tables as grids with the place of every cell, the text around them as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parsers.errors import Encrypted, ReadError, TooLarge, Unreadable, Unsupported
from parsers.geometry import find_grids
from parsers.geometry_glyphs import NONE
from parsers.geometry_paragraphs import PageText, cleaned_to_blocks
from parsers.geometry_text import glyphs_to_lines
from parsers.geometry_turn import Turn, reading_direction
from parsers.readers import MAX_CELLS
from parsers.readers.pdf_fields import with_fields
from parsers.readers.pdf_garble import is_garbled
from parsers.readers.pdf_hidden import hides_its_text
from parsers.readers.pdf_insets import insets, read_insets
from parsers.readers.pdf_page import Drawn, read_drawn
from parsers.readers.pdf_text import read_glyphs
from parsers.readers.pdf_watermarks import Watermarks
from parsers.reading import Box, Grid, Reading
from parsers.source_grid import lacks_a_table
from parsers.unruled import with_unruled_tables

_MAX_PAGES = 300
"""The longest reports have some 40 pages."""
_MAX_CHARACTERS = 1_000_000
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_OUTLINED = 100
"""Paths on a page without text from which they may be its text, drawn."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as read, upright; `turn` says how it is shown. A `picture` has to be looked at to be read."""

    text: PageText
    turn: Turn
    pictures: int
    picture: bool
    insets: tuple[Box, ...] = ()
    """Pictures beside its text."""


def read_pdf(data: bytes) -> Reading:
    """Everything printed in a PDF, page by page as text or as pictures; raises Encrypted, Unreadable and TooLarge."""
    with _open(data) as document:
        if len(document) > _MAX_PAGES:
            raise TooLarge(f"a PDF of {len(document)} pages; the limit is {_MAX_PAGES}")
        title = document.get_metadata_value("Title").strip()
        pages = _read_pages(document)
        if any(page.picture for page in pages):
            if all(page.picture or not _says_anything(page.text) for page in pages):
                return _read_scan(data)
            pages = _with_pictures_read(document, pages)
        blocks = _blocks(pages)
        if any(page.insets for page in pages) and lacks_a_table(blocks):
            blocks = _blocks(_with_insets_read(document, pages))
    if not any(_says_anything(page.text) for page in pages):
        raise Unsupported("a scan: the PDF holds pictures of pages and no text")
    titles = (title,) if title else ()
    return Reading("pdf", "application/pdf", blocks, titles, None, sum(page.pictures for page in pages))


def _says_anything(page: PageText) -> bool:
    return bool(page.lines or page.grids)


def _blocks(pages: Sequence[_Page]) -> tuple[Any, ...]:
    turns = {page.text.number: page.turn for page in pages if page.turn.direction}
    blocks = cleaned_to_blocks(with_unruled_tables([page.text for page in pages]))
    return tuple(
        turns[block.page].back(block) if isinstance(block, Grid) and block.page in turns else block for block in blocks
    )


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


def _read_pages(document: Any) -> list[_Page]:
    """All pages; those before the one that first shows a watermark for what it is are read once more without it."""
    watermarks: Watermarks = {}
    read = [(page, _count(watermarks)) for page in _read_each(document, watermarks)]
    return [
        page if known == _count(watermarks) else _read_page(document, index, watermarks)
        for index, (page, known) in enumerate(read)
    ]


def _count(watermarks: Watermarks) -> int:
    return sum(map(len, watermarks.values()))


def _read_each(document: Any, watermarks: Watermarks) -> Iterator[_Page]:
    cells = characters = 0
    for index in range(len(document)):
        page = _read_page(document, index, watermarks)
        cells += sum(len(placed.grid.cells) for placed in page.text.grids)
        characters += len(page.text.glyphs)
        if cells > MAX_CELLS or characters > _MAX_CHARACTERS:
            raise TooLarge(f"a PDF with more than {MAX_CELLS:,} table cells or {_MAX_CHARACTERS:,} characters")
        yield page


def _read_page(document: Any, index: int, watermarks: Watermarks) -> _Page:
    page = _load(document, index)
    try:
        width, height = page.get_size()
        glyphs, drawn = read_glyphs(page, watermarks), read_drawn(page)
        if drawn.pictures and hides_its_text(page):
            glyphs = NONE
        return _place(index + 1, width, height, glyphs, drawn)
    except ReadError as error:
        raise type(error)(f"page {index + 1}: {error}") from error
    finally:
        page.close()


def _load(document: Any, index: int) -> Any:
    try:
        return with_fields(document, document[index], index)
    except pdfium.PdfiumError as error:
        raise Unreadable(f"a PDF whose page {index + 1} is broken ({error})") from error


def _place(number: int, width: float, height: float, glyphs: Sequence[Any], drawn: Drawn) -> _Page:
    turn = Turn(reading_direction(glyphs), width, height)
    rulings = drawn.rulings
    if turn.direction:
        glyphs, rulings = turn.glyphs(glyphs), turn.rulings(rulings)
    if is_garbled(glyphs):
        return _Page(PageText(number, *turn.size, [], []), turn, len(drawn.pictures), picture=True)
    grids, rest = find_grids(glyphs, rulings, number)
    picture = not glyphs and (bool(drawn.pictures) or drawn.paths >= _OUTLINED)
    text = PageText(number, *turn.size, glyphs_to_lines(rest), grids, glyphs)
    beside = () if picture or turn.direction else insets(drawn.pictures, glyphs)
    return _Page(text, turn, len(drawn.pictures), picture=picture, insets=beside)


def _read_scan(data: bytes) -> Reading:
    try:
        from parsers.readers.scan import read_scanned_pdf
    except ModuleNotFoundError as error:
        raise Unsupported("a scan: the PDF holds pictures of pages and no text") from error
    return read_scanned_pdf(data)


def _with_pictures_read(document: Any, pages: Sequence[_Page]) -> list[_Page]:
    """The pages, those that are pictures now read by looking at them."""
    from parsers.ocr.pages import read_document
    from parsers.readers.scan import render_page

    def images() -> Iterator[Any]:
        for page in pages:
            if page.picture:
                yield render_page(_load(document, page.text.number - 1), page.text.number)

    seen = {text.number: text for text in read_document(images())}
    return [
        _Page(seen[page.text.number], Turn(0, *seen[page.text.number][1:3]), page.pictures, picture=True)
        if page.text.number in seen
        else page
        for page in pages
    ]


def _with_insets_read(document: Any, pages: Sequence[_Page]) -> list[_Page]:
    """The pages, those on which a picture holds a table now with it. Without an engine they stay as they are."""
    try:
        seen = read_insets(document, [(page.text, box) for page in pages for box in page.insets])
    except ModuleNotFoundError:
        return list(pages)
    return [replace(page, text=seen.get(page.text.number, page.text)) for page in pages]
