"""The text of documents made harmless: it moves no cursor, turns no figures round, makes no links and no mentions."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_BREAKS = ("Cc", "Zl", "Zp", "Cs")
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing can make a figure read backwards."""
_LINKS = re.compile(r"://|(?<=[\w-])\.(?=[A-Za-z]{2})|@(?=\w)|<(?=[!@#])")


def clean(text: str) -> str:
    """The text on one line, without control characters and without marks that turn the direction of writing."""
    kept = (" " if unicodedata.category(char) in _BREAKS else char for char in text if char not in _TURNS)
    return " ".join("".join(kept).split())


def inert(text: str, own: str | None = None) -> str:
    """The text of a document on one line, with an invisible joiner in what a mail program or a chat would make a link
    or a mention of. `own`, an address that we vouch for, stays as it is."""
    parts = clean(text).split(own) if own else [clean(text)]
    return (own or "").join(_LINKS.sub(lambda match: f"{match[0][0]}\u2060{match[0][1:]}", part) for part in parts)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with a visible sign that more of it follows."""
    return text if len(text) <= most else text[: most - 1] + "…"


def link(url: str | None) -> str | None:
    """The address if it's one a reader may be sent to; a scheme other than http(s) is no link."""
    if not url or url != clean(url) or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
