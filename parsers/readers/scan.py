"""Pictures of pages to a Reading: picture files, scanned PDFs, and tables that are pictures inside another document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parsers.errors import Encrypted, ReadError, TooLarge, Unreadable
from parsers.geometry_paragraphs import pages_to_blocks
from parsers.ocr.pages import read_document
from parsers.ocr.pictures import MOST_PAGES, WORKING_PIXELS, PageImage, read_pages
from parsers.reading import Box, Grid, Paragraph, Reading

_LEAST_DPI, _MOST_DPI = 150.0, 300.0
_USUAL_DPI = 200.0
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_MAGIC = (
    (b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif"), (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"), (b"RIFF", "image/webp"),
)  # fmt: skip
_SMALLEST = (200, 40)
"""Pixels; a picture below holds no table and no line of text: icons, rules, emblems."""

Block = Paragraph | Grid


def read_image(data: bytes) -> Reading:
    """Everything printed in a picture file; raises Unreadable and TooLarge."""
    media_type = next((name for magic, name in _MAGIC if data.startswith(magic)), "image/*")
    return Reading("scan", media_type, read_scanned_pages(read_pages(data)), pictures=1)


def read_scanned_pages(images: Iterable[PageImage]) -> tuple[Block, ...]:
    """Paragraphs and grids of pages that are pictures, in their order; cells that were not plainly read say so."""
    return tuple(pages_to_blocks(read_document(images)))


def read_pictures(pictures: Sequence[bytes]) -> list[tuple[Block, ...]]:
    """What stands in each picture of another document; those that can't be read or are too small give nothing."""
    sizes: list[int] = []

    def images() -> Iterator[PageImage]:
        for data in pictures:
            try:
                found = [image for image in read_pages(data) if _may_hold_text(image)]
            except ReadError:
                found = []
            sizes.append(len(found))
            yield from found

    # Figures are held against their likes, and a document's are in all of its pictures together.
    pages = iter(read_document(images()))
    return [tuple(pages_to_blocks(list(islice(pages, size)))) for size in sizes]


def _may_hold_text(image: PageImage) -> bool:
    height, width = image.pixels.shape[:2]
    return bool(width >= _SMALLEST[0] and height >= _SMALLEST[1])


def read_scanned_pdf(data: bytes) -> Reading:
    """A PDF whose pages are pictures, each rendered at the resolution of its own scan."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Encrypted("a PDF that asks for a password") from error
        raise Unreadable(f"a PDF that is broken ({error})") from error
    with document:
        if len(document) > MOST_PAGES:
            raise TooLarge(f"a scan of {len(document)} pages; the limit is {MOST_PAGES}")
        title = document.get_metadata_value("Title").strip()
        blocks = read_scanned_pages(_render_pages(document))
        return Reading("scan", "application/pdf", blocks, (title,) if title else (), pictures=len(document))


def _render_pages(document: Any) -> Iterator[PageImage]:
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            raise Unreadable(f"a PDF whose page {index + 1} is broken ({error})") from error
        try:
            yield render_page(page, index + 1)
        finally:
            page.close()


def render_page(page: Any, number: int, part: Box | None = None) -> PageImage:
    """A PDF page as it is shown, or a part of it, in pixels."""
    width, height = page.get_size()
    part = part or Box(0, 0, width, height)
    scale = min(_resolution(page) / 72, (WORKING_PIXELS / (width * height)) ** 0.5)
    crop = (part.x0, height - part.y1, width - part.x1, part.y0)
    pixels = page.render(scale=scale, crop=crop, rev_byteorder=True, no_smoothtext=False).to_numpy()[..., :3]
    return PageImage(number, np.ascontiguousarray(pixels), (part.x1 - part.x0) / pixels.shape[1])


def _resolution(page: Any) -> float:
    """The resolution of the page's largest picture, within what is useful."""
    best, largest = _USUAL_DPI, 0.0
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = item.get_bounds()
        area = (right - left) * (top - bottom)
        if area > largest and right > left:
            sides = sorted((right - left, top - bottom))
            pixels = sorted(item.get_px_size())
            largest, best = area, 72 * max(pixels[0] / sides[0], pixels[1] / sides[1])
    return min(_MOST_DPI, max(_LEAST_DPI, best))
