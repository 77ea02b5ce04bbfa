"""The page of one report, on any platform: its files and the date of publication it states."""

from __future__ import annotations

import datetime as dt
import re
from typing import cast

from lxml import html as lxml_html
from lxml.cssselect import CSSSelector

from crawler.families.attachments import find_attachments
from crawler.families.bare_pages import beginnings_of, has_nothing_but_text
from crawler.families.markup import decode, find_date, parse_html, text_of
from crawler.families.metadata import published_by_metadata
from crawler.families.page import Page, Post

BODIES = (
    "#UCAP-CONTENT",
    ".trs_editor_view",
    ".TRS_UEDITOR",
    ".TRS_Editor",
    "#zoom",
    "#Zoom",
    "#zoomcon",
    ".article-content",
    ".article_con",
    ".content-box",
    "#vsb_content",
    ".v_news_content",
    "#ivs_content",
    ".Article_content",
    ".main-txt",
    ".detail-content",
    ".content",
)
"""Where platforms put the text of a post, the most frequent first."""
CONTENT = ", ".join(f"{body} {tag}" for body in BODIES for tag in ("table", "p", "img", "a"))
"""CSS selector of a text that has arrived, for a browser to wait on."""
_SELECT = {body: CSSSelector(body, translator="html") for body in BODIES}
"""Each made once, as that takes longer than to use it."""
_BEGINNINGS = beginnings_of(BODIES)
_STATED = re.compile(r"(?:发布|发文)(?:日期|时间)\s*[:：]?\s*(.{0,20})")


def read_post(page: Page) -> Post:
    """Its files, and its date by the PubDate tag or as the page shows it."""
    text = decode(page)
    published = published_by_metadata(text)
    if published and has_nothing_but_text(text, _BEGINNINGS):
        return Post((), published)
    tree = parse_html(text)
    attachments = find_attachments(tree, page.url, find_bodies(tree, text))
    return Post(attachments, published or stated_date(tree))


def find_bodies(tree: lxml_html.HtmlElement, text: str | None = None) -> tuple[lxml_html.HtmlElement, ...]:
    """The boxes that hold a post's text, by the selector that comes first; a platform may split a text over several.
    With `text`, the page's source, what does not stand in it is not looked for in the tree."""
    named = (select for body, select in _SELECT.items() if text is None or body[1:] in text)
    return next((found for select in named if (found := tuple(cast(list[lxml_html.HtmlElement], select(tree))))), ())


def stated_date(tree: lxml_html.HtmlElement) -> dt.date | None:
    """The publication date a page shows, for pages whose PubDate is missing, empty or an unfilled template."""
    stated = _STATED.search(text_of(tree))
    return find_date(stated.group(1)) if stated else None
