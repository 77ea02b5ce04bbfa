"""南方集约化平台 (nfcms): portal columns of Guangdong, rendered on the server in many skins.

What the skins share is the shape of the addresses: posts are `content/post_ID.html`, files `/attachment/…/ID.ext`,
pages `index_2.html`, and reports often lie in a child column per year.

`GET /postmeta/i/{column}.json` gives a whole column in one answer. Nothing on a column's page tells its number; a
watch list that knows it puts it behind # in the address (`http://…/zwgk/xxgknb/#25190`). Where the platform has no such
answer the page is read instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.families.attachments import is_file
from crawler.families.family import Column, Entry, Family, Page, Unreadable
from crawler.families.markup import decode, find_date, parse_html, path_of, tidy, without_fragment
from crawler.families.page import Ask
from crawler.families.rows import Element, date_of, find_links, find_rows, has_list, target_of, title_of
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
    tree = parse_html(decode(page))
    links = find_links(tree)
    entries = find_rows(links, page.url, _leads_to_document, without_mobile_twin)
    newest, past = newest_first(_year_folders(links, page.url, address))
    if not entries and not newest and not has_list(tree):
        raise Unreadable("the page shows no list, no post and no year folder")
    return Column(entries, newest, (*_further_pages(links, page.url), *past))


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


def _leads_to_document(url: str, row: Element | None) -> bool:
    """A post, or a file in a row; or any other page that stands in a row beside a date, for rows link other sites."""
    if _POST.search(path_of(url)):
        return True
    if row is None or not urlsplit(url).scheme.startswith("http"):
        return False
    return is_file(url) or date_of(row) is not None


def _further_pages(links: list[Element], base: str) -> Iterator[Ask]:
    folder = path_of(urljoin(base, "."))
    for url in dict.fromkeys(without_fragment(urljoin(base, target_of(link))) for link in links):
        if path_of(urljoin(url, ".")) == folder and _LATER_PAGE.search(path_of(url)) and url != base:
            yield Ask(url)


def _year_folders(links: list[Element], base: str, address: str) -> Iterator[tuple[int, Ask]]:
    root = path_of(urljoin(address, "."))
    for link in links:
        url = without_fragment(urljoin(base, target_of(link)))
        path = path_of(url).removesuffix("index.html")
        inside = path.startswith(root) and path.endswith("/") and path not in (root, path_of(urljoin(base, ".")))
        year = year_of(title_of(link))
        if inside and year and urlsplit(url).hostname == urlsplit(base).hostname:
            yield year, Ask(url)


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
    url = without_mobile_twin(urljoin(base, str(article["url"]).strip()))
    return Entry(url, tidy(str(article.get("title") or "")), find_date(str(article.get("date") or "")))


FAMILY = Family(read_column, start=start, read_error=read_error)
