"""Characters that a watermark lays over a PDF page, or under it: they stand in cells and lines, and belong to none."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from parsers.readers.pdf_calls import (
    colour_of,
    count_form_objects,
    form_object_at,
    handle,
    is_see_through,
    kind_of,
    object_at,
    text_colour_at,
    text_matrix_at,
    text_object_at,
)
from parsers.readers.pdf_matrix import matrix_of

_PROBED: Final = 6
"""Objects at either end of a page's content that are looked at: a watermark is drawn before all else or after it."""
_ASLANT: Final = 5.0
"""Degrees off the page's own directions from which text is no report's."""
_PALE, _WHITE, _SHEER = 140, 250, 200
"""Steps of 256: how light watermarks are at least, from where text is white, on a dark ground, and up to where ink that
lets the page through is no print."""
_CORE: Final = 0.6
"""The part of a character's width and height that no other character of the same text reaches into."""
_BAND: Final = 10.0
"""Points: the height of a line."""
_DEEPEST = 3
"""Forms within one another that are looked into."""
_LEAST_LETTERS: Final = 2
"""Different letters that the words of a watermark have, at least."""
_Core = tuple[float, float, float, float]
_TEXT, _FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM


class Style(NamedTuple):
    """A colour and a direction; `is_laid` for the text of a form that as a whole lets the page through."""

    red: int
    green: int
    blue: int
    alpha: int
    is_aslant: bool
    is_laid: bool = False

    @property
    def is_pale(self) -> bool:
        """Whether it is paler than print on paper is."""
        light = (self.red * 299 + self.green * 587 + self.blue * 114) / 1000
        return self.is_laid or _PALE <= light < _WHITE or self.alpha < _SHEER


Watermarks = dict[Style, set[str]]
"""The characters of each style that is a watermark's."""


def may_carry_watermark(page: Any) -> bool:
    """Whether what a page, or a form on it, draws first or last looks like one."""
    colour = _Colour()
    ends = _ends(pdfium.FPDFPage_CountObjects(page.raw))
    return any(_is_strange(object_at(handle(page.raw), index), colour, 0) for index in ends)


def _ends(count: int) -> set[int]:
    return {*range(min(_PROBED, count)), *range(max(0, count - _PROBED), count)}


def _is_strange(item: int, colour: _Colour, depth: int) -> bool:
    kind = kind_of(item)
    if kind not in (_TEXT, _FORM):
        return False
    a, b, *_ = matrix_of(item)
    if kind == _TEXT:
        colour_of(item, *colour.places)
        style = colour.style(_is_aslant(a, b))
        return style.is_aslant or style.is_pale
    inner = _ends(count_form_objects(item)) if depth < _DEEPEST else ()
    is_laid = _is_aslant(a, b) or bool(is_see_through(item))
    return is_laid or any(_is_strange(form_object_at(item, index), colour, depth + 1) for index in inner)


def find_watermark(
    page: Any,
    textpage: int,
    kept: Sequence[int],
    texts: Sequence[str],
    sides: Sequence[Sequence[float]],
    known: Watermarks,
) -> set[int]:
    """The places in `kept` of the characters of watermarks: those aslant, those of a pale ink that anywhere on the page
    stands over other text, and those of words `known` from other pages. `texts` are the characters, `sides` their
    lefts, tops, rights and bottoms. What is found becomes known."""
    styles = list(_styles(textpage, kept, frozenset(_laid_texts(page))))
    strange = {style for style in styles if style.is_aslant or style.is_pale}
    letters = {style: {text for text, each in zip(texts, styles, strict=True) if each == style} for style in strange}
    found: set[Style] = set()
    if strange != set(styles):
        found = {style for style in strange if style.is_aslant or _stands_over_text(style, styles, strange, sides)}
    for style in found:
        known.setdefault(style, set()).update(letters[style])
    found |= {style for style in strange if _are_words_of(known.get(style, set()), letters[style])}
    return {place for place, style in enumerate(styles) if style in found}


def _are_words_of(known: set[str], letters: set[str]) -> bool:
    """Whether all characters of a style are known of a watermark of that style, and they are more than digits and
    marks: figures printed in the same grey are none of it."""
    return letters <= known and sum(map(str.isalpha, letters)) >= _LEAST_LETTERS


def _laid_texts(page: Any) -> Iterator[int]:
    """Yield the text objects of the forms that let the page through."""
    raw = handle(page.raw)
    for item in [object_at(raw, index) for index in range(pdfium.FPDFPage_CountObjects(page.raw))]:
        if kind_of(item) == _FORM and is_see_through(item):
            yield from [form_object_at(item, index) for index in range(count_form_objects(item))]


def _styles(textpage: int, kept: Sequence[int], laid: frozenset[int]) -> Iterator[Style]:
    colour, matrix = _Colour(), (ctypes.c_float * 6)()
    first = ctypes.addressof(matrix)
    for index in kept:
        text_colour_at(textpage, index, *colour.places)
        text_matrix_at(textpage, index, first)
        is_laid = bool(laid) and text_object_at(textpage, index) in laid
        yield colour.style(_is_aslant(matrix[0], matrix[1]), is_laid)


def _is_aslant(across: float, up: float) -> bool:
    off = math.degrees(math.atan2(up, across)) % 90
    return _ASLANT < off < 90 - _ASLANT


def _stands_over_text(
    style: Style, styles: Sequence[Style], strange: set[Style], sides: Sequence[Sequence[float]]
) -> bool:
    """Whether a character of a style covers the core of one that is no watermark's."""
    cores = [_core(box) for box in zip(*sides, strict=True)]
    others: dict[int, list[_Core]] = {}
    for core, each in zip(cores, styles, strict=True):
        if each not in strange:
            for band in _bands(core):
                others.setdefault(band, []).append(core)
    return any(
        left < x1 and x0 < right and low < y1 and y0 < high
        for (x0, y0, x1, y1), each in zip(cores, styles, strict=True)
        if each == style
        for band in _bands((x0, y0, x1, y1))
        for left, low, right, high in others.get(band, ())
    )


def _bands(core: _Core) -> range:
    """The strips across the page that a core reaches into: only what is in the same one can touch it."""
    return range(math.floor(core[1] / _BAND), math.floor(core[3] / _BAND) + 1)


def _core(box: Sequence[float]) -> _Core:
    x0, y0, x1, y1 = box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    across, down = abs(x1 - x0) * _CORE / 2, abs(y1 - y0) * _CORE / 2
    return x - across, y - down, x + across, y + down


class _Colour:
    """Red, green, blue and alpha that PDFium writes to; `places` are their addresses."""

    def __init__(self) -> None:
        self.values = (ctypes.c_uint * 4)()
        first = ctypes.addressof(self.values)
        self.places = (first, first + 4, first + 8, first + 12)

    def style(self, is_aslant: bool, is_laid: bool = False) -> Style:
        red, green, blue, alpha = self.values
        return Style(red, green, blue, alpha, is_aslant, is_laid)
