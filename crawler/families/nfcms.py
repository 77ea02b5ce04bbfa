"""南方集约化平台 (nfcms): portal columns of Guangdong, rendered on the server in many skins.

What the skins share is the shape of the addresses: posts are `content/post_ID.html`, files `/attachment/…/ID.ext`,
pages `index_2.html`, and reports often lie in a child column per year.

`GET /postmeta/i/{column}.json` gives a whole column in one answer. Nothing on a column's page tells its number; a
watch list that knows it puts it behind # in the address (`http://…/zwgk/xxgknb/#25190`). Where the platform has no
such answer the page is read instead.

What can go wrong: a new folder appears each January, so name the parent in the watch list, not a year. Rows may
lead straight to a PDF. One body's report may stand in its own column, its district's and its city's, under
different numbers and dates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.families.family import Ask, Column, Entry, Family, Page, Unreadable
from crawler.families.lists import ListPage, read_list
from crawler.families.markup import find_date, join, path_of, tidy, without_fragment
from crawler.families.rows import Element, folder_of, leads_to_document
from crawler.families.years import newest_first, year_of

_POST = re.compile(r"/content/(\d+/\d+/)?m?post_\d+\.html?$")
_MOBILE = re.compile(r"/mpost_(?=\d+\.html?$)")
_LATER_PAGE = re.compile(r"/index_\d+\.html?$")
_POSTMETA = "/postmeta/i/"


def start(address: str) -> Ask:
    """The column's page, or the answer that gives it whole, where the address tells the column's number."""
    number = urlsplit(address).fragment
    return _postmeta(address, number) if number.isdigit() else Ask(without_fragment(address))


def read_column(page: Page, address: str) -> Column:
    """The rows, the further pages and the year folders of a column page."""
    if page.asked.data:
        return _read_postmeta(page)
    return read_list(page, address, _further_pages, _leads_to_document, without_mobile_twin)


def read_error(page: Page, address: str) -> Column | None:
    """A later page that is not there ends the list; where `/postmeta/` is not there, the page is asked."""
    if page.status not in (404, 410):
        return None
    if page.asked.data:
        remark = f"{path_of(page.asked.url)} answered {page.status}, so the page was read; correct the number behind #"
        return Column(more=(Ask(without_fragment(address)),), remark=remark)
    return Column() if _LATER_PAGE.search(path_of(page.url)) else None


def without_mobile_twin(url: str) -> str:
    """`mpost_1.html` is `post_1.html` for telephones."""
    return _MOBILE.sub("/post_", url)


def _leads_to_document(url: str, title: str, row: Element | None) -> bool:
    return _POST.search(path_of(url)) is not None or leads_to_document(url, title, row)


def _further_pages(page: ListPage) -> Iterator[Ask]:
    for url in page.targets:
        if folder_of(url) == folder_of(page.url) and _LATER_PAGE.search(path_of(url)) and url != page.url:
            yield Ask(url)


def _postmeta(address: str, number: str) -> Ask:
    return Ask(urljoin(address, f"{_POSTMETA}{number}.json"), data=True)


def _read_postmeta(page: Page) -> Column:
    try:
        answer = json.loads(page.body)
        entries = tuple(_entry(article, page.url) for article in answer["articles"] if article.get("url"))
        children = [(year_of(str(child["name"])), str(child["id"])) for child in answer.get("children") or []]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(f"/postmeta/ is not the JSON it used to be ({error})") from error
    newest, past = newest_first((year, _postmeta(page.url, number)) for year, number in children if year)
    return Column(entries, newest, past)


def _entry(article: dict[str, Any], base: str) -> Entry:
    url = without_mobile_twin(join(base, str(article["url"])))
    return Entry(url, tidy(str(article.get("title") or "")), find_date(str(article.get("date") or "")))


FAMILY = Family(read_column, start=start, read_error=read_error)
