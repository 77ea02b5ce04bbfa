"""Rows of a list in HTML, whatever the skin: a link, its title, and the date beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from crawler.entries import is_annual_report
from crawler.families.attachments import is_file
from crawler.families.markup import find_date, path_of, text_of, tidy, without_date
from crawler.families.page import Entry

Element: TypeAlias = lxml_html.HtmlElement
Wanted = Callable[[str, str, Element | None], bool]
"""Whether a link to an address, with a title, standing in a row or in none, leads to a document."""

_ROWS = ("li", "tr", "dd")
_BOX_OF_A_ROW = "list_div"
_LIST = re.compile(r"list", re.I)
_LABELS = ("readlabel", "datetime", "data-date")
_NOT_A_LINK = ("#", "javascript:", "mailto:", "tel:")
_COLUMN_PAGE = re.compile(r"/((index|list|default|common_list|xlist|rlist)(_\d+)?\.s?html?)?$", re.I)


def find_links(tree: Element) -> list[Element]:
    """The links that lead to an address."""
    return [link for link in tree.iter("a") if target_of(link)]


def target_of(link: Element) -> str:
    """The address a link leads to as it is written; empty for anchors and scripts."""
    href = (link.get("href") or "").strip()
    return "" if href.lower().startswith(_NOT_A_LINK) else href


def title_of(link: Element) -> str:
    """The whole title is in the attribute; the text may be cut short, and may hold the date as well."""
    return tidy(link.get("title") or "") or without_date(tidy(text_of(link)))


def row_of(link: Element) -> Element | None:
    """What a link shares with its date: the list item or table row, or the box that one skin draws around each row."""
    for box in link.iterancestors():
        if box.tag in _ROWS or _BOX_OF_A_ROW in (box.get("class") or "").split():
            return box
    return None


def date_of(row: Element | None) -> dt.date | None:
    """The date a row shows, or carries in an attribute (`readlabel`) for those who can't see it."""
    if row is None:
        return None
    return find_date(text_of(row)) or next(filter(None, map(find_date, _labels(row))), None)


def _labels(row: Element) -> Iterator[str]:
    for element in row.iter():
        yield from (str(element.get(name)) for name in _LABELS if element.get(name))


def leads_to_document(url: str, title: str, row: Element | None) -> bool:
    """A link in a row beside a date or to a file, and any link that says it leads to a report; no link to a column."""
    parts = urlsplit(url)
    if not parts.scheme.startswith("http") or (_COLUMN_PAGE.search(parts.path) and not parts.query):
        return False
    if is_annual_report(title):
        return True
    return row is not None and (is_file(url) or date_of(row) is not None)


def find_rows(
    links: Iterable[Element], base: str, wanted: Wanted = leads_to_document, clean: Callable[[str], str] = str
) -> tuple[Entry, ...]:
    """One entry per document; a row may link it twice (picture and title), and the link that names it counts.

    `clean` brings twins of one address to one form; http and https twins are one entry as they are.
    """
    found: dict[str, Entry] = {}
    for link in links:
        url, title, row = clean(urljoin(base, target_of(link))), title_of(link), row_of(link)
        if not title or not wanted(url, title, row):
            continue
        key = url.partition("://")[2]
        if key not in found or len(title) > len(found[key].title):
            found[key] = Entry(url, title, date_of(row))
    return tuple(found.values())


def has_list(tree: Element) -> bool:
    """Whether the page has a place for rows, so that no rows means an empty column."""
    boxes = (box for tag in ("ul", "div", "table") for box in tree.iter(tag))
    return any(_LIST.search(f"{box.get('class') or ''} {box.get('id') or ''}") for box in boxes)


def same_host(one: str, other: str) -> bool:
    return urlsplit(one).hostname == urlsplit(other).hostname


def folder_of(url: str) -> str:
    """The path of the folder an address is in."""
    return path_of(urljoin(url, "."))
