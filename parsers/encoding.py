"""Bytes to text. The bytes are believed before the labels: servers and editors mislabel pages every day."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 8192

# What a server says when it knows nothing. They decode any bytes at all, so they must never win.
_SAYS_NOTHING = frozenset({"ascii", "iso8859-1", "cp1252"})


def decode(data: bytes) -> str:
    """The text of `data`, always: byte order mark, UTF-8, GB18030, the declared charset, UTF-8 with replacements."""
    return next(text for text in _attempts(data) if text is not None)


def to_utf8(data: bytes) -> bytes:
    """The same text in UTF-8 and without a byte order mark; most pages are so already and come back as they are."""
    if not data.startswith(tuple(mark for mark, _ in _MARKS)) and _strictly(data, "utf-8") is not None:
        return data
    return decode(data).encode("utf-8", errors="replace")


def _attempts(data: bytes) -> Iterator[str | None]:
    yield _by_mark(data)
    yield _strictly(data, "utf-8")
    yield _strictly(data, "gb18030")
    yield _least_damaged(data)


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _least_damaged(data: bytes) -> str:
    """Broken bytes in the encoding that breaks fewest characters, so that one bad byte doesn't cost a GBK page."""
    encodings = [name for name in (_declared(data), "utf-8", "gb18030") if name]
    return min((data.decode(name, errors="replace") for name in encodings), key=lambda text: text.count("\ufffd"))


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii", errors="replace"))
    except LookupError:
        return None
    # `base64` and its like are codecs too, but not of text.
    return codec.name if codec._is_text_encoding and codec.name not in _SAYS_NOTHING else None
