"""HTML as it is found: decoding, tidy text, dates. Knows nothing of any platform."""

from __future__ import annotations

import datetime as dt
import html
import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree
from lxml import html as lxml_html

from crawler.families.page import Page

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_DATE = re.compile(r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_TAG = re.compile(r"<[^<>]*>")
_NOT_AN_ADDRESS = ("#", "javascript:", "mailto:", "tel:")
_NOTHING = "<html><body></body></html>"


def decode(page: Page) -> str:
    """The text of a page: by header, then by meta, then UTF-8, and GB 18030 where that does not fit."""
    named = _CHARSET.search(page.headers.get("content-type", "").encode()) or _CHARSET.search(page.body[:4096])
    names = [named.group(1).decode().lower()] if named else []
    for name in [*names, "utf-8"]:
        wide = "gb18030" if name in ("gb2312", "gbk") else name
        try:
            return page.body.decode(wide)
        except (UnicodeDecodeError, LookupError):
            continue
    return page.body.decode("gb18030", errors="replace")


def parse_html(text: str) -> lxml_html.HtmlElement:
    """The tree of a page or of a fragment of one; an empty text gives an empty page."""
    try:
        return lxml_html.document_fromstring(text if text.strip() else _NOTHING)
    except (etree.ParserError, ValueError):
        # a document of comments only, or one with an XML encoding declaration
        return lxml_html.document_fromstring(text.encode() if "<?xml" in text[:200] else _NOTHING)


def tidy(text: str) -> str:
    """A title as a person reads it: entities and tags resolved, runs of blanks made one."""
    return " ".join(_TAG.sub("", html.unescape(text)).split())


def text_of(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def find_date(text: str) -> dt.date | None:
    """The first date written in `text`; digits that are no date are passed over."""
    for match in _DATE.finditer(text):
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def without_date(text: str) -> str:
    return " ".join(_DATE.sub(" ", text).split())


def path_of(url: str) -> str:
    return urlsplit(url).path


def without_fragment(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(fragment=""))


def target_of(link: lxml_html.HtmlElement) -> str:
    """The address a link leads to as it is written; empty for anchors, for scripts and for what is no address."""
    href = (link.get("href") or "").strip()
    return "" if href.lower().startswith(_NOT_AN_ADDRESS) or not join("http://a/", href) else href


def join(base: str, address: str) -> str:
    """`address` as seen from `base`; empty for what is no address, as one bad link must not cost a column."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def base_of(tree: lxml_html.HtmlElement, url: str) -> str:
    """What the addresses on a page are relative to: the page, unless its `base` says otherwise."""
    base = next((tag.get("href") for tag in tree.iter("base") if tag.get("href")), "")
    return join(url, base) or url
