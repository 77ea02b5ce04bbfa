"""南方集约化平台 (nfcms): portal columns of Guangdong, rendered on the server in many skins.

What the skins share is the shape of the addresses: posts are `content/post_ID.html`, files `/attachment/…/ID.ext`,
pages `index_2.html`, and reports often lie in a child column per year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from crawler.families.attachments import FILE_PATH, find_attachments
from crawler.families.family import Column, Entry, Family, Page, Post, Unreadable
from crawler.families.markup import (
    decode,
    find_date,
    parse_html,
    path_of,
    text_of,
    tidy,
    without_date,
    without_fragment,
)
from crawler.families.metadata import published_by_metadata

_POST = re.compile(r"/content/m?post_\d+\.html?$")
_MOBILE = re.compile(r"/mpost_(?=\d+\.html?$)")
_PAGE = re.compile(r"^index(?:_\d+)?\.html?$")
_LATER_PAGE = re.compile(r"/index_\d+\.html?$")
_YEAR = re.compile(r"^(20\d{2})\s*年?\s*度?\s*(政府信息公开)?(工作)?(年度报告|年报|报告)?$")
_LIST_CLASS = re.compile(r"list", re.I)
_STATED = re.compile(r"发布(?:日期|时间)\s*[:：]?\s*(.{0,20})")
_ROWS = ("li", "tr", "dd")


def start(address: str) -> str:
    return without_fragment(address)


def read_column(page: Page, address: str) -> Column:
    """The rows, the further pages and the year folders of a column page."""
    tree = parse_html(decode(page))
    links = [link for link in tree.iter("a") if _target(link)]
    entries = tuple(_entries(links, page.url))
    folders = tuple(_year_folders(links, page.url, address))
    if not entries and not folders and not _has_list(tree):
        raise Unreadable("the page shows no list, no post and no year folder")
    return Column(entries, (*_further_pages(links, page.url), *folders))


def past_end(page: Page) -> bool:
    return page.status == 404 and _LATER_PAGE.search(path_of(page.url)) is not None


def is_data(_address: str) -> bool:
    return False


def read_post(page: Page) -> Post:
    text = decode(page)
    tree = parse_html(text)
    return Post(find_attachments(tree, page.url), published_by_metadata(text) or _stated_date(tree))


def _target(link: lxml_html.HtmlElement) -> str:
    """The address a link leads to; empty for anchors and scripts."""
    href = (link.get("href") or "").strip()
    return "" if href.startswith(("#", "javascript:", "mailto:")) else href


def _entries(links: list[lxml_html.HtmlElement], base: str) -> Iterator[Entry]:
    """One entry per post or file; a row may link it twice (picture and title), the link that names it counts."""
    found: dict[str, Entry] = {}
    for link in links:
        url = _MOBILE.sub("/post_", urljoin(base, _target(link)))
        title = _title(link)
        row = _row(link)
        if not _leads_to_document(url, row) or not title:
            continue
        if url not in found or len(title) > len(found[url].title):
            found[url] = Entry(url, title, find_date(text_of(row)) if row is not None else None)
    yield from found.values()


def _leads_to_document(url: str, row: lxml_html.HtmlElement | None) -> bool:
    """A post, or a file in a row; or any other page that stands in a row beside a date, for rows link other sites."""
    path = path_of(url)
    if _POST.search(path):
        return True
    if row is None or not urlsplit(url).scheme.startswith("http"):
        return False
    return FILE_PATH.search(path) is not None or find_date(text_of(row)) is not None


def _row(link: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    """What a link shares with its date: the list item or table row, or the box that one skin draws around each row."""
    for box in link.iterancestors():
        if box.tag in _ROWS or "list_div" in (box.get("class") or "").split():
            return box
    return None


def _title(link: lxml_html.HtmlElement) -> str:
    """The whole title is in the attribute; the text may be cut short, and may hold the date as well."""
    return tidy(link.get("title") or "") or without_date(tidy(text_of(link)))


def _further_pages(links: list[lxml_html.HtmlElement], base: str) -> Iterator[str]:
    folder = urljoin(base, ".")
    for url in dict.fromkeys(without_fragment(urljoin(base, _target(link))) for link in links):
        same_folder = urlsplit(urljoin(url, ".")).path == urlsplit(folder).path
        name = path_of(url).rpartition("/")[2]
        if same_folder and _PAGE.match(name) and _LATER_PAGE.search(path_of(url)) and url != base:
            yield url


def _year_folders(links: list[lxml_html.HtmlElement], base: str, address: str) -> Iterator[str]:
    """Child columns named after a year: a new one appears each January, so they are found anew on each visit."""
    root = urlsplit(urljoin(address, ".")).path
    for link in links:
        url = without_fragment(urljoin(base, _target(link)))
        path = path_of(url).removesuffix("index.html")
        inside = path.startswith(root) and path.endswith("/") and path not in (root, path_of(urljoin(base, ".")))
        if inside and urlsplit(url).hostname == urlsplit(base).hostname and _YEAR.match(_title(link)):
            yield url


def _has_list(tree: lxml_html.HtmlElement) -> bool:
    """Whether the page has a place for rows, so that no rows means an empty column."""
    boxes = (box for tag in ("ul", "div", "table") for box in tree.iter(tag))
    return any(_LIST_CLASS.search(f"{box.get('class') or ''} {box.get('id') or ''}") for box in boxes)


def _stated_date(tree: lxml_html.HtmlElement) -> dt.date | None:
    """The publication date the page shows, for pages whose PubDate is missing, empty or an unfilled template."""
    stated = _STATED.search(text_of(tree))
    return find_date(stated.group(1)) if stated else None


FAMILY = Family(
    start=start,
    read_column=read_column,
    past_end=past_end,
    read_post=read_post,
    is_data=is_data,
    content=", ".join(
        f"{box} {tag}" for box in (".article-content", "#zoomcon", ".content") for tag in ("table", "p", "img")
    ),
)
