"""博达 VSB: a column is `zfxxgknb.htm`, its older pages `zfxxgknb/3.htm`, counted down from the last.

Posts are `/info/1001/123.htm`, their text is in `#vsb_content` or `.v_news_content`, and files are handed out by
`/system/_content/download.jsp?…wbfileid=…`, whose name stands in the link's text only.

What can go wrong: page numbers count down, so the second page has another address each time the list grows by a
page, and only the link that says 下页 tells it. Some sites ask for a captcha before they hand out a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from crawler.families.family import Ask, Column, Family, Page
from crawler.families.lists import ListPage, read_list
from crawler.families.markup import path_of
from crawler.families.paging import next_by_link

_PAGE = re.compile(r"/(\d+)\.html?$")


def read_column(page: Page, address: str) -> Column:
    return read_list(page, address, lambda opened: _next_page(opened, address))


def _next_page(page: ListPage, address: str) -> Iterator[Ask]:
    """By the link that says so; else the highest number below this page's own."""
    if told := tuple(next_by_link(page)):
        yield from told
        return
    folder = re.sub(r"\.html?$", "/", path_of(address))
    mine = _PAGE.search(path_of(page.url)) if path_of(page.url).startswith(folder) else None
    below = int(mine.group(1)) if mine else None
    linked = {int(found[1]): url for url in page.targets if (found := _number_below(url, folder))}
    older = [number for number in linked if below is None or number < below]
    if older:
        yield Ask(urljoin(page.url, linked[max(older)]))


def _number_below(url: str, folder: str) -> re.Match[str] | None:
    path = path_of(url)
    return _PAGE.fullmatch(path, len(folder) - 1) if path.startswith(folder) else None


FAMILY = Family(read_column)
