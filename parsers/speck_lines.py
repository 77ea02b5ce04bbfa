"""What a scan shows between the lines of its text and is none of it: specks that were read as lines of their own or as
points within them, and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.reading import Grid, Paragraph
from parsers.sections import compact
from parsers.values import NOT_STATED

_MOST_CHARACTERS = 2
"""Dirt is read as a character or two; so is many a page number, which is no text either."""
_PAGE_NUMBER = re.compile(r"[·*+]?[-—–−一]+\d{1,3}[-—–−一]+[·*+]?")
"""As it stands in the middle of a picture of several pages."""
_WITHIN = re.compile(r"(?<=[\u3400-\u9fff])[·•・'’`](?=[\u3400-\u9fff])")
"""Marks that no title of a report holds between two characters."""
_WORD = re.compile(r"[\u3400-\u9fff]")


def without_speck_lines(blocks: Sequence[Paragraph | Grid]) -> tuple[Paragraph | Grid, ...]:
    """The blocks without the lines of a picture that are hardly more than a point and say nothing, and without page
    numbers: one would part the lines of a title, or the signer from the date. A stroke stays: it may be all that a
    section says."""
    return tuple(block for block in blocks if not (isinstance(block, Paragraph) and _is_speck(block)))


def _is_speck(block: Paragraph) -> bool:
    if not block.recognised:
        return False
    text = compact(block.text)
    is_point = 0 < len(text) <= _MOST_CHARACTERS and not _WORD.search(text) and text not in NOT_STATED
    return is_point or bool(_PAGE_NUMBER.fullmatch(text))


def without_specks(title: str) -> str:
    """A title that was recognised, without the marks in it that are none: they would be part of the body's name."""
    return _WITHIN.sub("", title)
