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
CAPTCHA_WORDS = (
    *("验证码", "滑动验证", "滑块", "安全验证", "人机验证", "访问过于频繁", "请求过于频繁", "访问被拦截", "访问被拒绝"),
    *("访问受限", "禁止访问", "IP已被封", "被防火墙", "创宇盾", "云防护", "拦截提示", "captcha", "access denied"),
)
"""What a page says that stands in the way of another."""
_CAPTCHA = re.compile("|".join(CAPTCHA_WORDS), re.I)
_SHORT = 600
"""Characters of visible text below which a page is no column and no report, whatever else it says."""

_NOT_ASCII = bytes(range(128, 256))
_WORDY = 4 * _SHORT
"""Bytes of Chinese, three a character in UTF-8 and two in GBK, that are more than a short page has; comments and
attributes are counted too."""

MISSING_WORDS = (
    *("页面不存在", "页面没有找到", "页面未找到", "找不到页面", "找不到该页", "网页不存在", "文章不存在", "信息不存在"),
    *("内容不存在", "栏目不存在", "文件不存在", "已被删除", "已经删除", "已删除", "已下线", "已撤下", "目录id已隐藏"),
    *(
        "找不到文件",
        "访问的页面找不到",
        "链接已失效",
        "无此页面",
        "404 not found",
        "page not found",
        "404错误",
        "404页面",
    ),
)
"""What a page says that answers 200 and means 404."""
_MISSING = re.compile("|".join(MISSING_WORDS), re.I)
_NOWHERE = re.compile(r"^/?((index|default|home)\.\w+)?$|/(404|error|notfound|not_found)(/|\.\w+)?$", re.I)
"""Where servers send those who ask for what is not there: the front page, or a page that says so."""


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


def _encoded(words: Iterable[str]) -> tuple[bytes, ...]:
    """Words as they stand in the bytes of a page, whichever encoding it has."""
    return tuple({word.lower().encode(name) for word in words for name in ("utf-8", "gb18030")})


_STANDING_IN_THE_WAY = (*(mark.lower() for mark in CHALLENGE_MARKS), *_encoded(CAPTCHA_WORDS))
_SAYING_MISSING = _encoded(MISSING_WORDS)


def find_challenge(page: Page) -> str | None:
    """What stands in the way when a page asks for proof of being human, or says that we are not wanted; None for an
    ordinary page.

    A challenge is reported, never solved.
    """
    if page.status in CHALLENGE_STATUSES:
        return f"status {page.status}, as bot protection ({CHALLENGE_STATUSES[page.status]}) answers"
    if not _mentions(page, _STANDING_IN_THE_WAY):
        return None
    text = _visible_text(page)
    if len(text) >= _SHORT:
        return None
    if mark := next((name for mark, name in CHALLENGE_MARKS.items() if mark in page.body), None):
        return f"a challenge of bot protection ({mark}) instead of the page"
    if captcha := _CAPTCHA.search(text):
        return f"a page that turns visitors away ({captcha.group()}) instead of the page"
    return None


def find_soft_404(page: Page, asked: str) -> str | None:
    """How an answer with status 200 says that the thing asked for is not there; None where it does not.

    Either in words, on a page with little else, or by sending us to the front page or to one for errors.
    """
    if page.status != 200 or not is_html(page):
        return None
    there, here = urlsplit(asked), urlsplit(page.url)
    if here.path != there.path and _NOWHERE.search(here.path) and not _NOWHERE.search(there.path):
        return f"sent on to {page.url}, as for a page that is not there"
    if not _mentions(page, _SAYING_MISSING):
        return None
    text = _visible_text(page)
    said = _MISSING.search(text) if len(text) < _SHORT else None
    return f"a page that says “{said.group()}”" if said else None


def _mentions(page: Page, words: Iterable[bytes]) -> bool:
    """Whether any of the words stands in a page: asked before the page is taken apart, which takes long."""
    if not is_html(page) or _is_wordy(page.body):
        return False
    low = page.body.lower()
    return any(word in low for word in words)


def _is_wordy(body: bytes) -> bool:
    """Whether a page says so much that it stands in nobody's way."""
    return len(body) - len(body.translate(None, _NOT_ASCII)) >= _WORDY


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
