"""What may be fetched, how large, and what an answer that is no answer looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from crawler.families.markup import decode, parse_html, text_of
from crawler.families.page import Page

HTML_MAX_BYTES = 10 * 2**20
FILE_MAX_BYTES = 100 * 2**20

CHALLENGE_STATUSES: Mapping[int, str] = {
    412: "瑞数",
    512: "加速乐",
    521: "加速乐",
}
"""Statuses that only bot protection answers with."""
CHALLENGE_MARKS: Mapping[bytes, str] = {
    b"__tst_status": "EdgeOne",
    b"EO_Bot_Ssid": "EdgeOne",
    b"$_ts": "瑞数",
    b"__jsl_clearance": "加速乐",
    b"__jsluid": "加速乐",
}
_CAPTCHA = re.compile(r"验证码|滑动验证|滑块|安全验证|人机验证|访问过于频繁|请求过于频繁|访问被拦截|captcha", re.I)
_SHORT = 600
"""Characters of visible text below which a page is no column and no report, whatever else it says."""


def refusal(url: str, allowed_hosts: Iterable[str]) -> str | None:
    """Why an address may not be fetched; None when it may. Asked again for every redirect.

    An entry of `allowed_hosts` with a leading dot allows a domain and everything below it; one without allows that host
    only. So this machine (127.0.0.1, localhost) is out of reach unless the list names it.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return f"{url}: is not an address"
    if parts.scheme not in ("http", "https") or not host:
        return f"{url}: only http and https are fetched"
    if parts.username is not None:
        return f"{host}: an address with a user name in it is not fetched"
    if not any(_covers(suffix.lower(), host) for suffix in allowed_hosts):
        return f"{host}: not among allowed_hosts of the watch list"
    return None


def _covers(suffix: str, host: str) -> bool:
    if suffix.startswith("."):
        return host == suffix[1:] or host.endswith(suffix)
    return host == suffix


def find_challenge(page: Page) -> str | None:
    """What stands in the way when a page asks for proof of being human; None for an ordinary page.

    A challenge is reported, never solved.
    """
    if page.status in CHALLENGE_STATUSES:
        return f"status {page.status}, as bot protection ({CHALLENGE_STATUSES[page.status]}) answers"
    if not is_html(page):
        return None
    text = _visible_text(page)
    if len(text) >= _SHORT:
        return None
    if mark := next((name for mark, name in CHALLENGE_MARKS.items() if mark in page.body), None):
        return f"a challenge of bot protection ({mark}) instead of the page"
    if captcha := _CAPTCHA.search(text):
        return f"a page that asks for a captcha ({captcha.group()}) instead of the page"
    return None


def too_large(page: Page) -> str | None:
    """Why an answer is too large to be kept; None when it is not."""
    limit = HTML_MAX_BYTES if is_html(page) else FILE_MAX_BYTES
    if len(page.body) > limit:
        return f"{len(page.body)} bytes, more than the {limit // 2**20} MiB allowed"
    return None


def is_html(page: Page) -> bool:
    """By the first bytes where they tell, else by the declared type."""
    head = page.body[:512].lstrip().lower()
    if head.startswith((b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"{", b"[")):
        return False
    return head.startswith((b"<!doctype html", b"<html")) or "html" in page.headers.get("content-type", "")


def _visible_text(page: Page) -> str:
    tree = parse_html(decode(page))
    for hidden in list(tree.iter("script", "style", "noscript")):
        hidden.drop_tree()
    return text_of(tree)
