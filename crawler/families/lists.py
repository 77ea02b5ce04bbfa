"""A column that is a list in HTML: its rows, its further pages, and the child columns named after a year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from crawler.families.markup import base_of, decode, join, parse_html, path_of, target_of, without_fragment
from crawler.families.page import Ask, Column, Page, Unreadable
from crawler.families.rows import (
    Element,
    Wanted,
    find_links,
    find_rows,
    folder_of,
    has_list,
    leads_to_document,
    same_host,
    title_of,
)
from crawler.families.start import is_later_page
from crawler.families.years import newest_first, year_of

_PAGE_NAME = re.compile(r"(/index)?\.s?html?$")


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list, taken apart once."""

    url: str
    base: str
    """What its addresses are relative to."""
    text: str
    tree: Element
    links: list[Element]

    def address_of(self, link: Element) -> str:
        return join(self.base, target_of(link))

    @property
    def targets(self) -> list[str]:
        """The addresses the page links, each once, in order."""
        return list(dict.fromkeys(without_fragment(self.address_of(link)) for link in self.links))


Older = Callable[[ListPage], Iterable[Ask]]
"""From a page of a list to the asks for older rows."""


def open_list(page: Page) -> ListPage:
    text = decode(page)
    tree = parse_html(text)
    return ListPage(page.url, base_of(tree, page.url), text, tree, find_links(tree))


def read_list(
    page: Page, address: str, older: Older, wanted: Wanted = leads_to_document, clean: Callable[[str], str] = str
) -> Column:
    """What a page of the list says; raises Unreadable where there is neither a row nor a place for one."""
    opened = open_list(page)
    entries = find_rows(opened.links, opened.base, wanted, clean)
    newest, past = newest_first(_year_folders(opened, address))
    if not entries and not newest and not has_list(opened.tree):
        if is_later_page(page.url, address):
            return Column(remark=f"{path_of(page.url)} shows no list and was taken for the end")
        raise Unreadable("the page shows no list, no document and no year folder")
    return Column(entries, newest, (*older(opened), *past))


def _year_folders(page: ListPage, address: str) -> Iterator[tuple[int, Ask]]:
    """Child columns: links below the column's own address whose name is a year."""
    root = _PAGE_NAME.sub("/", path_of(address))
    here = (path_of(address), path_of(page.url), folder_of(page.url))
    for link in page.links:
        year = year_of(title_of(link))
        url = without_fragment(page.address_of(link))
        if year and path_of(url).startswith(root) and path_of(url) not in here and same_host(url, page.url):
            yield year, Ask(url)
