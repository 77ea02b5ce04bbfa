"""The characters of a PDF page with their places, as the page is shown."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

from parsers.errors import TooLarge
from parsers.geometry import Glyph
from parsers.readers.pdf_calls import Floats, handle, loose_box_at, unicode_at
from parsers.readers.pdf_flat import FLAT, em_box
from parsers.readers.pdf_garble import UNMAPPED
from parsers.readers.pdf_matrix import Matrix, shown

_MOST_CHARACTERS = 60_000
"""The fullest page of a report has some 4,000."""
_NO_CHARACTERS = frozenset({10, 13, 0xFFFE, 0xFFFF})
_SPACE = 32
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000
"""PDFium counts in UTF-16: a rare character is two codes of these ranges."""


def read_glyphs(page: Any) -> list[Glyph]:
    """The characters of a page in the order of its content; blanks that PDFium only guesses are left out."""
    turn = shown(page)
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        if count > _MOST_CHARACTERS:
            raise TooLarge(f"more than {_MOST_CHARACTERS:,} characters")
        return _glyphs(textpage.raw, count, turn)
    finally:
        textpage.close()


def _glyphs(raw: Any, count: int, turn: Matrix) -> list[Glyph]:
    # This runs for every character: nothing is asked twice, no name is looked up twice.
    page, floats, rectangle, new = handle(raw), Floats(), turn.rectangle, tuple.__new__
    values, place = floats.values, floats.places[0]
    a, b, c, d, e, f = turn
    turned = b or c or a < 0 or d > 0
    glyphs: list[Glyph] = []
    high = 0
    for index in range(count):
        code = unicode_at(page, index)
        if code <= _SPACE or code >= _HIGH:
            if code in _NO_CHARACTERS or (code in (0, _SPACE) and pdfium.FPDFText_IsGenerated(raw, index) == 1):
                continue
            if _HIGH <= code < _LOW:
                high = code
                continue
            if _LOW <= code < _AFTER:
                if not high:
                    continue
                code, high = 0x10000 + ((high - _HIGH) << 10) + code - _LOW, 0
        if loose_box_at(page, index, place):
            left, top, right, bottom = values
            if top - bottom < FLAT * (right - left) or right - left < FLAT * (top - bottom):
                left, top, right, bottom = em_box(page, index, (left, top, right, bottom))
            if turned:
                box = rectangle(left, bottom, right, top)
            else:
                box = (a * left + e, d * top + f, a * right + e, d * bottom + f)
            glyphs.append(new(Glyph, (chr(code) if code else UNMAPPED, *box)))
    return glyphs
