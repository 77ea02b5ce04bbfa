"""新点 Epoint EWB: rows come as JSON from `POST /EWB-FRONT/rest/lightfrontaction/getgovinfolist`.

The question is `{"deptcode":"","categorynum":"003001003","pageIndex":1,"pageSize":20,"siteGuid":"…"}`. The category
stands in the column's address or page, the site's id in a script, `/js/webBuilderCommon.js` (`var siteInfo = {…}`).

What can go wrong: one city wraps the question in `{"params": {…}}` and counts pages from 0; whoever does not
understand the plain question is asked so. Nothing says how many rows there are: a page that is not full is the
last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.families.family import Ask, Column, Entry, Family, Page, Unreadable
from crawler.families.markup import decode, find_date, join, path_of, tidy
from crawler.families.page import ask_with_json

PER_PAGE = 20
_ACTION = "rest/lightfrontaction/getgovinfolist"
_SCRIPT = re.compile(r"src\s*=\s*['\"]([^'\"]*(?:webBuilderCommon|ajaxReq)\.js[^'\"]*)['\"]", re.I)
_SITE = re.compile(r"siteGuid['\"]?\s*[:=]\s*['\"]([\w-]+)['\"]", re.I)
_PROJECT = re.compile(r"projectName['\"]?\s*[:=]\s*['\"]/?([\w-]+)['\"]", re.I)
_CATEGORY = re.compile(r"categorynum['\"]?\s*[:=]\s*['\"]?(\d{3,})", re.I)
_CATEGORY_PATH = re.compile(r"/(\d{6,})(?:/[^/]*)?$")
_DATES = ("infodate", "showdate", "publishdate", "webdate", "date")


def read_column(page: Page, address: str) -> Column:
    if page.asked.method == "POST":
        return _read_rows(page)
    text = decode(page)
    site = _SITE.search(text)
    category = _category(page.url, text, address)
    if site and category:
        project = _PROJECT.search(text)
        return Column(more=(_ask(page.url, project.group(1) if project else "EWB-FRONT", category, site.group(1)),))
    script = _SCRIPT.search(text)
    if script is None or not category:
        raise Unreadable(
            "the page names neither its category nor the script with the site's id; put the category behind #"
        )
    return Column(more=(Ask(join(page.url, f"{script.group(1)}#categorynum={category}"), data=True),))


def _category(url: str, text: str, address: str) -> str:
    """The column's number: behind # or in the address, else as the page's script names it."""
    fragment = urlsplit(address).fragment
    if fragment.isdigit():
        return fragment
    told = [_CATEGORY.search(where) for where in (url, address, text)] + [_CATEGORY_PATH.search(path_of(address))]
    return next((str(match.group(1)) for match in told if match), "")


def _ask(base: str, project: str, category: str, site: str) -> Ask:
    question = {"deptcode": "", "categorynum": category, "pageIndex": 1, "pageSize": PER_PAGE, "siteGuid": site}
    return ask_with_json(urljoin(base, f"/{project}/{_ACTION}"), question)


def _read_rows(page: Page) -> Column:
    question = json.loads(page.asked.body or b"{}")
    wrapped = "params" in question
    rows = _rows_of(page.body)
    if rows is None:
        if wrapped:
            raise Unreadable("getgovinfolist did not answer with custom.data")
        return Column(more=(ask_with_json(page.asked.url, {"params": question | {"pageIndex": 0}}),))
    entries = tuple(_entries(rows, page.url))
    if len(rows) < PER_PAGE:
        return Column(entries)
    inner = question["params"] if wrapped else question
    following = inner | {"pageIndex": inner["pageIndex"] + 1}
    return Column(entries, older=(ask_with_json(page.asked.url, {"params": following} if wrapped else following),))


def _rows_of(body: bytes) -> list[dict[str, Any]] | None:
    """The rows of an answer; None when it is not one to the question asked."""
    try:
        custom = json.loads(body)["custom"]
        rows = (json.loads(custom) if isinstance(custom, str) else custom)["data"]
    except (ValueError, KeyError, TypeError):
        return None
    return rows if isinstance(rows, list) else None


def _entries(rows: list[dict[str, Any]], base: str) -> Iterator[Entry]:
    for row in rows:
        if row.get("infourl"):
            title = tidy(str(row.get("realtitle") or row.get("title") or ""))
            dates = (find_date(str(row.get(name) or "")) for name in _DATES)
            yield Entry(join(base, str(row["infourl"])), title, next(filter(None, dates), None))


FAMILY = Family(read_column)
