"""Answers written by hand, as the survey recorded them; what families are tested on without a server."""

from __future__ import annotations

import json
from collections.abc import Mapping

from crawler.families import Ask, Page

HTML: Mapping[str, str] = {"content-type": "text/html; charset=utf-8"}


def page(body: str, url: str, status: int = 200) -> Page:
    """A page as a browser would get it."""
    return Page(url, status, HTML, body.encode())


def answer(ask: Ask, body: object, status: int = 200) -> Page:
    """The answer to an ask; anything but text is sent as JSON."""
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return Page(ask.url, status, {"content-type": "text/plain; charset=utf-8"}, text.encode(), ask)
