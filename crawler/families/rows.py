"""Rows of a list in HTML, whatever the skin: a link, its title, and the date beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from crawler.entries import find_year, is_annual_report
from crawler.families.attachments import is_file
from crawler.families.markup import find_date, join, path_of, target_of, text_of, tidy, without_date
from crawler.families.page import Entry
from crawler.families.years import year_of

Element: TypeAlias = lxml_html.HtmlElement
Wanted = Callable[[str, str, Element | None], bool]
"""Whether a link to an address, with a title, standing in a row or in none, leads to a document."""

_ROWS = ("li", "tr", "dd")
_BOX_OF_A_ROW = "list_div"
_LIST = re.compile(r"list", re.I)
_LABELS = ("readlabel", "datetime", "data-date")
_COLUMN_PAGE = re.compile(r"/((index|list|default|common_list|xlist|rlist)(_\d+)?\.s?html?)?$", re.I)


def find_links(tree: Element) -> list[Element]:
    """The links that lead to an address."""
    return [link for link in tree.iter("a") if target_of(link)]


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
    """A link in a row beside a date or to a file, and any link that names the report of one year.

    Links to columns are none, though menus call them 政府信息公开年报; but some portals call their posts `index.shtml`.
    """
    parts = urlsplit(url)
    if not parts.scheme.startswith("http"):
        return False
    dated = date_of(row) is not None
    report = is_annual_report(title) and find_year(title) is not None and year_of(title) is None
    if _COLUMN_PAGE.search(parts.path) and not parts.query:
        return report and dated
    return report or (row is not None and (dated or is_file(url)))


def find_rows(
    links: Iterable[Element], base: str, wanted: Wanted = leads_to_document, clean: Callable[[str], str] = str
) -> tuple[Entry, ...]:
    """One entry per document; a row may link it twice (picture and title), and the link that names it counts.

    `clean` brings twins of one address to one form; http and https twins are one entry as they are.
    """
    found: dict[str, Entry] = {}
    for link in links:
        url, title, row = clean(join(base, target_of(link))), title_of(link), row_of(link)
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
