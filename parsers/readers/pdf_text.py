"""The characters of a PDF page with their places, as the page is shown."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import compress, repeat
from itertools import count as count_from
from typing import Any

import pypdfium2.raw as pdfium

from parsers.errors import TooLarge, Unreadable
from parsers.geometry_glyphs import Glyphs, measured
from parsers.readers.pdf_calls import handle, is_generated, loose_box_at, text_of, unicode_at
from parsers.readers.pdf_flat import FLAT, em_box
from parsers.readers.pdf_garble import UNMAPPED
from parsers.readers.pdf_matrix import Matrix, shown
from parsers.readers.pdf_watermarks import Watermarks, find_watermark, may_carry_watermark

_MOST_CHARACTERS = 60_000
"""The fullest page of a report has some 4,000."""
_BOX = 16
"""Bytes of a box: four numbers."""
_SLIM = 1 / FLAT
"""How many of its widths a character's whole box is high at most."""
_NONE = re.compile("[\n\r\ufffe\uffff]+")
_BLANK, _HALF = re.compile("[\x00 ]"), re.compile("[\ud800-\udfff]")
_PECULIAR = re.compile("[\x00\ud800-\udfff]")
_RARE = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""PDFium counts in UTF-16: a rare character is two halves. It stands where the second is."""
_Sides = tuple[list[float], ...]
"""Lefts, tops, rights and bottoms of characters in the page's own space: upwards is more."""


def read_glyphs(page: Any, watermarks: Watermarks) -> Glyphs:
    """The characters of a page in the order of its content; blanks that PDFium only guesses are left out, and so are
    `watermarks`, to which those that the page shows are added."""
    turn = shown(page)
    # By the plain calls: the bindings' own object takes a tenth of the time of what it stands for.
    textpage = pdfium.FPDFText_LoadPage(page.raw)
    if not textpage:
        raise Unreadable("its text is broken")
    try:
        count = pdfium.FPDFText_CountChars(textpage)
        if count > _MOST_CHARACTERS:
            raise TooLarge(f"more than {_MOST_CHARACTERS:,} characters")
        return _glyphs(page, textpage, count, turn, watermarks)
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _glyphs(page: Any, raw: Any, count: int, turn: Matrix, watermarks: Watermarks) -> Glyphs:
    # This runs for every character: what can be is done for a page at once, by functions that are not Python's own.
    units = _units(raw, count)
    kept, texts = _characters(raw, units)
    numbers = array("f", bytes(_BOX * len(kept)))
    textpage, (first, _) = handle(raw), numbers.buffer_info()
    found = list(map(loose_box_at, repeat(textpage), kept, count_from(first, _BOX)))
    sides = tuple([numbers[side::4].tolist() for side in range(4)])
    if may_carry_watermark(page):
        laid_over = find_watermark(page, textpage, kept, texts, sides, watermarks)
        found = [is_there and place not in laid_over for place, is_there in enumerate(found)]
    _heighten(textpage, kept, sides)
    columns = measured(texts, *_shown(sides, turn))
    return Glyphs(columns if all(found) else tuple([list(compress(column, found)) for column in columns]))


def _characters(raw: Any, units: str) -> tuple[list[int], list[str]]:
    """The numbers and the texts of the characters there are: not ends of lines, nor blanks that PDFium guessed."""
    page = handle(raw)
    is_printed = [True] * len(units)
    for match in _NONE.finditer(units):
        first, end = match.span()
        is_printed[first:end] = [False] * (end - first)
    for index in [match.start() for match in _BLANK.finditer(units)]:
        is_printed[index] = is_generated(page, index) != 1
    kept, texts = list(compress(range(len(units)), is_printed)), list(compress(units, is_printed))
    if _PECULIAR.search(units):
        whole = {match.end() - 1: _whole(match[0]) for match in _RARE.finditer(units)}
        kept = [index for index in kept if index in whole or not _HALF.match(units[index])]
        texts = [whole.get(index, UNMAPPED if units[index] == "\x00" else units[index]) for index in kept]
    return kept, texts


def _whole(halves: str) -> str:
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _units(raw: Any, count: int) -> str:
    """The characters of a page as PDFium counts them, in UTF-16: a rare one is two. Its text as a whole lacks those
    without a code, so that a page with such is asked for each."""
    page, codes = handle(raw), array("H", bytes(2 * (count + 1)))
    if text_of(page, 0, count, codes.buffer_info()[0]) == count + 1:
        text = codes[:count].tobytes().decode("utf-16-le", "surrogatepass")
        return text if len(text) == count else "".join(map(chr, codes[:count]))
    return "".join(chr(unicode_at(page, index)) for index in range(count))


def _heighten(page: int, kept: list[int], sides: _Sides) -> None:
    """Make the boxes that are no character's whole box as high as the font is large, in place."""
    lefts, highs, rights, lows = sides
    listed = zip(range(len(kept)), *sides, strict=True)
    for at in [at for at, x0, y1, x1, y0 in listed if not FLAT * (width := x1 - x0) <= y1 - y0 <= width * _SLIM]:
        box = em_box(page, kept[at], (lefts[at], highs[at], rights[at], lows[at]))
        lefts[at], highs[at], rights[at], lows[at] = box


def _shown(sides: _Sides, turn: Matrix) -> tuple[Sequence[float], ...]:
    """Lefts, tops, rights and bottoms on the page as shown, from those in the page's own space."""
    a, b, c, d, e, f = turn
    lefts, highs, rights, lows = sides
    if (a, b, c, d) != (1, 0, 0, -1):
        boxes = [turn.rectangle(*box) for box in zip(lefts, lows, rights, highs, strict=True)]
        return tuple(zip(*boxes, strict=True)) or ((), (), (), ())
    if e:
        lefts, rights = [x + e for x in lefts], [x + e for x in rights]
    return lefts, [f - y for y in highs], rights, [f - y for y in lows]
