"""开普 CMSPro: static lists called `index.shtml`, `list.shtml`, `xlist.shtml`, `rlist.shtml` or
`common_list.shtml`.

Posts are `c01_123.shtml` or 32 hexadecimal digits, columns often have a number in their path (`/c112289c/`). The
pager is `createPageHTML('page_div', 10, 1, 'xlist', 'shtml', 189)`, pages and all rows counted, and the second page
is `xlist_2.shtml`; `?page=2` is ignored and answers the first.

What can go wrong: PubDate may be written with a 12-hour clock, which does not touch the day. A link to a file may
have no name but 下载, and be known by its id `xzdllj`.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.families.family import Ask, Column, Family, Page
from crawler.families.lists import ListPage, read_list
from crawler.families.paging import linked_by_name, next_by_script


def read_column(page: Page, address: str) -> Column:
    return read_list(page, address, _next_page)


def _next_page(page: ListPage) -> Iterator[Ask]:
    yield from tuple(next_by_script(page, 1)) or linked_by_name(page)


FAMILY = Family(read_column)
