"""龙讯 (Anhui, Qinghai, Jiangxi): `/public/column/ID?type=4&catId=…&action=list&pageIndex=1`, `/content/column/ID`.

Further pages differ by `pageIndex`.

What can go wrong: a column that was taken down answers 200 with 目录id已隐藏; whole counties of one city answer 403
from abroad.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.families.family import Ask, Column, Family, Page, Unreadable
from crawler.families.lists import ListPage, read_list
from crawler.families.markup import decode
from crawler.families.paging import linked_by_query, next_by_link

_HIDDEN = "已隐藏"


def read_column(page: Page, address: str) -> Column:
    if len(page.body) < 2000 and _HIDDEN in decode(page):
        raise Unreadable("the portal says that this column is hidden (已隐藏); look for its new address")
    return read_list(page, address, _next_page)


def _next_page(page: ListPage) -> Iterator[Ask]:
    yield from tuple(next_by_link(page)) or linked_by_query(page)


FAMILY = Family(read_column)
