"""MHTML to a Reading: a web page saved in one file, as browsers do and Word does, often under the name .doc."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from parsers.errors import TooLarge, Unreadable
from parsers.readers.html import read_html
from parsers.reading import Reading

_MOST_NESTED = 20
_NESTED = re.compile(rb"multipart/|message/rfc822", re.IGNORECASE)


def read_mhtml(data: bytes) -> Reading:
    """Everything the page itself shows; raises Unreadable where there is none in the file."""
    if sum(1 for _ in _NESTED.finditer(data)) > _MOST_NESTED:
        raise TooLarge("a web archive with many archives inside one another")
    page = next((part for part in message_from_bytes(data.lstrip()).walk() if _is_page(part)), None)
    content = page.get_payload(decode=True) if page else None
    if not isinstance(content, bytes) or not content.strip():
        raise Unreadable("a web archive without a page in it")
    return replace(read_html(content), reader="mhtml", media_type="multipart/related")


def _is_page(part: Message) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")
