"""拓尔思 TRS WCM: static lists of ministries and of Chongqing, Wuhan, Tianjin, Henan, Yunnan, Guizhou and others.

Posts are `./202401/t20240115_123.html` beside the column, the second page is `index_1.html`, and a script is told
how many pages there are: `createPageHTML(3, 0, "index", "html")`, `createPage(…)` or `var countPage = 3`. A post's
files lie beside it as `P020240115….pdf` and `W020240115….doc`.

What can go wrong: the date in a post's address is that of the copy, not of publication. Past the last page the
server answers 404, a stub, or a page that leads back to the first; a column mixes reports with other news.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.families.family import Ask, Column, Family, Page
from crawler.families.lists import ListPage, read_list
from crawler.families.paging import linked_by_name, next_by_script


def read_column(page: Page, address: str) -> Column:
    return read_list(page, address, _next_page)


def _next_page(page: ListPage) -> Iterator[Ask]:
    yield from tuple(next_by_script(page, 0)) or linked_by_name(page)


FAMILY = Family(read_column)
