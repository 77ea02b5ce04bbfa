"""The usual first ask of a column, and the usual meaning of an error answer."""

from __future__ import annotations

import re

from crawler.families.markup import path_of, without_fragment
from crawler.families.page import Ask, Column, Page

_LATER_PAGE = re.compile(r"(_\d+\.s?html?|/\d+\.html?)$")
_GONE = (404, 410)


def ask_address(address: str) -> Ask:
    """The address as it stands, without what is behind #."""
    return Ask(without_fragment(address))


def is_later_page(url: str, address: str) -> bool:
    """Whether an address is that of a further page: pages are numbered in their names, `index_2.html`, `nb/2.htm`."""
    return path_of(url) != path_of(address) and _LATER_PAGE.search(path_of(url)) is not None


def no_such_page(page: Page, address: str) -> Column | None:
    """A later page that is not there ends the list; anything else that is not there is an error."""
    return Column() if page.status in _GONE and is_later_page(page.url, address) else None
