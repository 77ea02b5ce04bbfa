"""上海: columns are `/nw12344/` or `/t…_17341/`, posts `/nw12344/20240112/` and 32 hexadecimal digits.

The second page is `index_2.html`.

What can go wrong: departments write their dates into the address only; then the row shows none.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.families.family import Ask, Column, Family, Page
from crawler.families.lists import ListPage, read_list
from crawler.families.paging import linked_by_name, next_by_link, next_by_script


def read_column(page: Page, address: str) -> Column:
    return read_list(page, address, _next_page)


def _next_page(page: ListPage) -> Iterator[Ask]:
    yield from tuple(linked_by_name(page)) or tuple(next_by_link(page)) or next_by_script(page, 1)


FAMILY = Family(read_column)
