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


def no_such_page(page: Page, address: str) -> Column | None:
    """A later page that is not there ends the list; anything else that is not there is an error.

    Pages are numbered in their names: `index_2.html`, `xlist_3.shtml`, `zfxxgknb/2.htm`.
    """
    if page.status not in _GONE or path_of(page.url) == path_of(address):
        return None
    return Column() if _LATER_PAGE.search(path_of(page.url)) else None
