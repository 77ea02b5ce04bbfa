"""A page called 「…年报汇总」: one table of links, one per body, to pages or straight to files.

The links are named after the bodies only (「区教育局」, `qjp.pdf`), so what kind of report it is, and of which
year, is the page's own heading; an entry's title is the link's name with that heading in brackets.

Recognised by its heading: an annual report by its words, and 汇总 or 一览. Lists that have a row with such a title
lead here.

What can go wrong: links of the menu are told from those of the table by standing outside of any table or text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.entries import is_annual_report
from crawler.families.family import Column, Entry, Family, Page, Unreadable
from crawler.families.lists import ListPage, open_list
from crawler.families.markup import text_of, tidy
from crawler.families.metadata import read_metadata
from crawler.families.posts import find_bodies
from crawler.families.rows import Element, date_of, row_of, title_of

_SUMMARY = re.compile(r"(情况)?(汇总表?|一览表?|总览)")
_YEAR = re.compile(r"20\d{2}")
_NAME_OF_FILE = re.compile(r"^[\w-]+\.\w{2,4}$", re.A)


def summarised(title: str) -> str | None:
    """What a page called 「…年报汇总」 sums up, without that word; None for any other title."""
    if not _SUMMARY.search(title):
        return None
    kind = _SUMMARY.sub("", title).strip()
    return kind if is_annual_report(kind) else None


def read_column(page: Page, _address: str) -> Column:
    opened = open_list(page)
    heading = next(filter(None, map(summarised, _headings(opened))), None)
    if heading is None:
        raise Unreadable("no heading calls the page a summary (汇总) of annual reports")
    entries = tuple(_entries(opened, heading))
    if not entries:
        raise Unreadable("the summary has no links in a table or in its text")
    return Column(entries)


def _headings(page: ListPage) -> Iterator[str]:
    yield tidy(read_metadata(page.text).get("articletitle", ""))
    for tag in ("h1", "h2", "title"):
        yield from (text_of(element) for element in page.tree.iter(tag))


def _entries(page: ListPage, heading: str) -> Iterator[Entry]:
    boxes = [*find_bodies(page.tree), *page.tree.iter("table")]
    seen: set[str] = set()
    for link in page.links:
        url = page.address_of(link)
        name = _name(link)
        if url in seen or not name or not any(box in boxes for box in link.iterancestors()):
            continue
        seen.add(url)
        yield Entry(url, name if is_annual_report(name) else f"{name}（{heading}）", date_of(row_of(link)))


def _name(link: Element) -> str:
    """The body a link is named after; beside a bare file name, the first cell of its row names it."""
    name = title_of(link)
    row = row_of(link)
    if row is not None and (not name or _NAME_OF_FILE.match(name) or name in ("下载", "查看", "PDF", "Word")):
        cells = (text_of(cell) for cell in row.iter("td", "th"))
        return next((cell for cell in cells if cell and cell != name and not cell.isdigit()), name)
    return name


FAMILY = Family(read_column)
