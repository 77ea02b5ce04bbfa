"""Whether a page's characters say what the page shows: fonts without a mapping to Unicode give anything at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.geometry_glyphs import Glyph, columns_of

UNMAPPED = "\ufffd"
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]+")
_CHINESE = re.compile("[\u3400-\u9fff]+")
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
    text = "".join(columns_of(glyphs)[0])
    if _count(_NO_TEXT, text) > _MOST_GARBLED * len(glyphs):
        return True
    if _count(_CHINESE, text) > _MOST_WIDE * len(glyphs):
        return False
    letters = [glyph for glyph in glyphs if "!" <= glyph.text <= "\u024f"]
    wide = sum(glyph.x1 - glyph.x0 > _FULL_WIDTH * (glyph.y1 - glyph.y0) for glyph in letters)
    return wide > _MOST_WIDE * len(glyphs)


def _count(kind: re.Pattern[str], text: str) -> int:
    """How many characters of a text are of a kind, given as runs of such."""
    return sum(map(len, kind.findall(text)))
