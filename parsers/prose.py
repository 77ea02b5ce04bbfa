"""Running text made comparable: paragraphs and sentences without white space, digits and brackets in one form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from parsers.raised import notes_apart

_ENDS = re.compile(r"[。!?]")
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
_WIDE = re.compile("[\uff01-\uff5e\u3000\u00a0]")
_UNUSUAL = re.compile(
    "[^\u4e00-\u9fff\x00-\x7f\u3001\u3002\uff01-\uff5e\u2014\u2018-\u201d\u300a\u300b\u3010\u3011\u3000\u00a0\u00d7\u00b7]"
)
"""Anything that compatibility normalisation might change besides full-width forms: it takes ten times as long."""

REMEMBERED = 64
"""How many texts are remembered in this form: the rules over one report ask for the same few again and again."""


def flatten(text: str) -> str:
    """A text without white space, its lines apart; punctuation that separates is Chinese, digits and brackets are
    ASCII."""
    return _flatten(text) if text else ""


@lru_cache(maxsize=REMEMBERED)
def _flatten(text: str) -> str:
    flat = unicodedata.normalize("NFKC", notes_apart(text)) if _UNUSUAL.search(text) else _WIDE.sub(_narrow, text)
    flat = flat.replace(",", "，").replace(";", "；")
    lines = ("".join(line.split()) for line in flat.splitlines())
    return _THOUSANDS.sub("", "\n".join(line for line in lines if line))


def _narrow(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


@lru_cache(maxsize=REMEMBERED)
def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """The sentences of each paragraph; a list whose items end in semicolons is one sentence."""
    return tuple(
        tuple(sentence for sentence in _ENDS.split(line) if sentence) for line in flatten(text).split("\n") if line
    )


def sentences(text: str) -> Iterator[str]:
    """All sentences of a text in order."""
    return (sentence for paragraph in paragraphs(text) for sentence in paragraph)
