"""Whether a page's characters say what the page shows: fonts without a mapping to Unicode give anything at all."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.geometry import Glyph

UNMAPPED = "\ufffd"
_LEAST = 10
"""Characters before a page is judged by them."""
_MOST_GARBLED = 0.1
"""Bullets of symbol fonts have no mapping either; they are few."""
_FULL_WIDTH = 0.72
"""The share of its height from which a Latin letter is as wide as a Chinese one, and so stands for one."""
_MOST_WIDE = 0.3


def is_garbled(glyphs: Sequence[Glyph]) -> bool:
    """Whether too many characters are none: unmapped, private, control codes, or Latin letters in Chinese widths."""
    if len(glyphs) < _LEAST:
        return False
    garbled = sum(_is_no_text(glyph.text) for glyph in glyphs)
    if garbled > _MOST_GARBLED * len(glyphs):
        return True
    letters = [glyph for glyph in glyphs if "!" <= glyph.text <= "\u024f"]
    wide = sum(glyph.x1 - glyph.x0 > _FULL_WIDTH * (glyph.y1 - glyph.y0) for glyph in letters)
    return wide > _MOST_WIDE * len(glyphs)


def _is_no_text(character: str) -> bool:
    code = ord(character)
    return character == UNMAPPED or code < 32 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or code >= 0xF0000
