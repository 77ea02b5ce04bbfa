"""Running text made comparable: paragraphs and sentences without white space, digits and brackets in one form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ENDS = re.compile(r"[。!?]")
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_SPACES = re.compile(r"\s+")

REMEMBERED = 64
"""How many texts are remembered in this form: the rules over one report ask for the same few again and again."""


def flatten(text: str) -> str:
    """One line of text without white space; punctuation that separates is Chinese, digits and brackets are ASCII."""
    flat = unicodedata.normalize("NFKC", text).replace(",", "，").replace(";", "；")
    return _THOUSANDS.sub("", _SPACES.sub("", flat))


@lru_cache(maxsize=REMEMBERED)
def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """The sentences of each paragraph; a list whose items end in semicolons is one sentence."""
    lines = (flatten(line) for line in text.splitlines())
    found = (tuple(sentence for sentence in _ENDS.split(line) if sentence) for line in lines)
    return tuple(paragraph for paragraph in found if paragraph)


def sentences(text: str) -> Iterator[str]:
    """All sentences of a text in order."""
    return (sentence for paragraph in paragraphs(text) for sentence in paragraph)
