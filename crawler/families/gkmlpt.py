"""广东省政府信息公开平台 (`/gkmlpt/`): the column's page carries its configuration, an API gives the rows.

1. The page of the watch list's address carries `window._CONFIG` with SID (the body) and TREE (its columns).
2. `GET {base}/gkmlpt/api/all/{column}?page=n&sid=sid` gives 100 rows a page, and 404 past the end.
3. A post's page carries the post itself as DETAIL, which a script puts on the page; it is read without a browser.

What can go wrong: `total` counts fewer rows than the tree's `post_count`, and changes between two pages, so a full
page is always followed by a look at the next. The same post stands in several columns, and as `mpost_` for
telephones; addresses may name an inner host (`salt.proxy.….gov.cn`), which is mapped back. A column may live
elsewhere (`jump_url`), and a body may post its report in the portal's own pages only: watch both.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.families.attachments import find_attachments
from crawler.families.family import Attachment, Column, Entry, Family, Page, Post, Unreadable
from crawler.families.markup import decode, find_date, join, parse_html, tidy
from crawler.families.metadata import published_by_metadata
from crawler.families.nfcms import without_mobile_twin
from crawler.families.page import Ask

ROWS_PER_PAGE = 100
_BEIJING = dt.timezone(dt.timedelta(hours=8))
_API = "/gkmlpt/api/"
_REPORT_TAB = "/annualreport"
_INNER_HOST = re.compile(r"^salt\.proxy\.")
_SID = re.compile(r"\bSID\s*:\s*['\"]?(\d+)")
_COLUMN_NAMES = (re.compile(r"信息公开(工作)?(年报|年度报告)$"), re.compile(r"^(年报|年度报告)$"))
_PUBLISHED = ("first_publish_time", "create_time", "created_at")
_SHOWN = ("display_publish_time", "create_time", "created_at", "date")


def read_column(page: Page, address: str) -> Column:
    if page.asked.data:
        return _read_rows(page)
    text = decode(page)
    if "_CONFIG" not in text:
        raise Unreadable("the page has no _CONFIG in it")
    return _read_config(text, page.url, address)


def read_error(page: Page, _address: str) -> Column | None:
    """The API answers 404 past its last page; on the first page it is an error."""
    if not page.asked.data or page.status != 404:
        return None
    return Column() if _page_number(page.url) > 1 else None


def is_post(page: Page) -> bool:
    """Whether a page is a post of this platform, wherever it was linked."""
    return b"_CONFIG" in page.body and "/gkmlpt/content/" in page.url


def read_post(page: Page) -> Post:
    text = decode(page)
    tree = parse_html(text)
    detail = _object_after(text, "DETAIL")
    found = {attachment.url: attachment for attachment in find_attachments(tree, page.url)}
    if isinstance(detail, dict):
        content = find_attachments(parse_html(str(detail.get("content") or "")), page.url)
        found |= {attachment.url: attachment for attachment in (*_listed(detail, page.url), *content)}
        published = _day(detail, _PUBLISHED)
    else:
        published = None
    return Post(tuple(found.values()), published or published_by_metadata(text))


def _read_config(text: str, url: str, address: str) -> Column:
    """The first request of the API, or the address where the column lives instead."""
    sid = _SID.search(text)
    tree = _object_after(text, "TREE")
    if sid is None or not isinstance(tree, list):
        raise Unreadable("the page has a _CONFIG, but no SID or TREE in it")
    base, _, tab = url.partition("/gkmlpt")
    wanted = urlsplit(address).fragment
    node = _choose(list(_nodes(tree)), wanted)
    if node and node.get("jump_url"):
        return Column(more=(Ask(join(url, str(node["jump_url"])), family="auto"),))
    number = wanted or (str(node["id"]) if node else "")
    if number.isdigit():
        return Column(more=(_ask(base, number, sid.group(1), 1),))
    if tab.startswith(_REPORT_TAB):
        return Column(more=(Ask(f"{base}/gkmlpt/index"),))
    raise Unreadable("none of the columns in TREE is called 政府信息公开年报; put its number behind # in the address")


def _nodes(tree: list[Any]) -> Iterator[dict[str, Any]]:
    for node in tree:
        if isinstance(node, dict):
            yield node
            yield from _nodes(node.get("children") or [])


def _choose(nodes: list[dict[str, Any]], wanted: str) -> dict[str, Any] | None:
    """The node with the number behind #, else the one whose name says annual report."""
    if wanted:
        return next((node for node in nodes if str(node.get("id")) == wanted), None)
    named = (node for pattern in _COLUMN_NAMES for node in nodes if pattern.search(str(node.get("name", ""))))
    return next(named, None)


def _ask(base: str, column: str, sid: str, number: int) -> Ask:
    return Ask(f"{base}{_API}all/{column}?{urlencode({'page': number, 'sid': sid})}", data=True)


def _page_number(url: str) -> int:
    given = parse_qs(urlsplit(url).query).get("page", ["1"])[0]
    return int(given) if given.isdigit() else 1


def _read_rows(page: Page) -> Column:
    try:
        answer = json.loads(page.body)
        rows = answer["articles"]
        entries = tuple(_entry(row, page.url) for row in rows if row.get("url") or row.get("post_url"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(f"the API's answer is not the JSON it used to be ({error})") from error
    number = _page_number(page.url)
    # `total` may change between two pages: a full page is followed as well.
    goes_on = rows and (number * ROWS_PER_PAGE < _number(answer.get("total")) or len(rows) >= ROWS_PER_PAGE)
    return Column(entries, older=(_next_page(page.url, number + 1),) if goes_on else ())


def _next_page(url: str, number: int) -> Ask:
    sid = parse_qs(urlsplit(url).query).get("sid", [""])[0]
    base, _, column = urlsplit(url)._replace(query="").geturl().partition(f"{_API}all/")
    return _ask(base, column, sid, number)


def _entry(row: dict[str, Any], base: str) -> Entry:
    """A row; `type: "url"` rows link to pages outside the platform and are entries like the others."""
    url = join(base, str(row.get("url") or row.get("post_url")))
    url = without_mobile_twin(_without_inner_host(url, base))
    publisher = tidy(str(row.get("publisher") or ""))
    return Entry(url, tidy(str(row.get("title") or "")), _day(row, _SHOWN), _day(row, _PUBLISHED), publisher)


def _without_inner_host(url: str, base: str) -> str:
    """`http://salt.proxy.huizhou.gov.cn:80/…` is how one city's servers know themselves; outside it is the portal."""
    parts, outside = urlsplit(url), urlsplit(base)
    return (
        parts._replace(scheme=outside.scheme, netloc=outside.netloc).geturl()
        if _INNER_HOST.match(parts.netloc)
        else url
    )


def _listed(detail: dict[str, Any], base: str) -> Iterator[Attachment]:
    for item in detail.get("attachment") or []:
        if isinstance(item, dict) and item.get("url"):
            yield Attachment(join(base, str(item["url"])), str(item.get("name") or ""))


def _day(row: dict[str, Any], fields: tuple[str, ...]) -> dt.date | None:
    """The first of `fields` that holds a moment, as a day in Beijing; epoch seconds and written dates both occur."""
    for field in fields:
        value = row.get(field)
        if number := _number(value):
            return dt.datetime.fromtimestamp(number, _BEIJING).date()
        if found := find_date(str(value or "")):
            return found
    return None


def _number(value: object) -> int:
    text = str(value or "").strip()
    return int(text) if text.isdigit() and len(text) <= 10 else 0


def _object_after(text: str, key: str) -> Any:
    """The JSON value behind an unquoted key of the page's script; None when it is not there or not whole."""
    for match in re.finditer(rf"\b{key}\s*:\s*(?=[\[{{])", text):
        try:
            return json.JSONDecoder().raw_decode(text, match.end())[0]
        except ValueError:
            continue
    return None


FAMILY = Family(
    read_column,
    read_error=read_error,
    read_post=read_post,
    content=", ".join(f".article-content {tag}" for tag in ("table", "p", "img", "a")),
)
