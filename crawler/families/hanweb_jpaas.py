"""大汉 Hanweb, jpaas (Zhejiang, 工信部): lists come as HTML inside JSON from `/api-gateway/jpaas-publish-server/`.

The page says what to ask for in `queryData="{'webId':'…','pageId':'…','parseType':'bulidstatic',…}"`, spelt like
that. Only `paramJson={"pageNo":2,"pageSize":"15"}` turns the page. The HTML's pager says `rows="15" count="432"`.
Files come from `…/document/download?fileUrl=…&fileName=….xlsx`, the extension in `fileName` only.

What can go wrong: some sites answer page 1 whatever is asked, from abroad; then the visit ends there. 403 without
the column's page as Referer, so it is sent. A column may have no list at all and be the report itself.
"""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.families.family import Ask, Column, Family, Page, Unreadable
from crawler.families.markup import decode, parse_html
from crawler.families.rows import find_links, find_rows

BUILD = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_QUERY = re.compile(r"queryData\s*=\s*\"(\{[^\"]*\})\"|queryData\s*=\s*'(\{[^']*\})'")
_COUNT = re.compile(r"\bcount\s*=\s*[\"'](\d+)")
_PER_PAGE = "15"


def read_column(page: Page, _address: str) -> Column:
    return _read_answer(page) if page.asked.data else _read_page(page)


def _read_page(page: Page) -> Column:
    found = _QUERY.search(decode(page))
    if found is None:
        raise Unreadable("the page has no queryData")
    try:
        fields = json.loads((found.group(1) or found.group(2)).replace("&quot;", '"').replace("'", '"'))
    except ValueError as error:
        raise Unreadable(f"queryData is not what it used to be ({error})") from error
    return Column(more=(_ask(page.url, {name: str(value) for name, value in fields.items()}, 1),))


def _ask(column: str, fields: dict[str, str], number: int) -> Ask:
    param = json.dumps({"pageNo": number, "pageSize": _PER_PAGE}, separators=(",", ":"))
    url = urljoin(column, f"{BUILD}?{urlencode({**fields, 'paramJson': param})}")
    return Ask(url, headers=(("Referer", column),), data=True)


def _read_answer(page: Page) -> Column:
    try:
        html = str(json.loads(page.body)["data"]["html"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"the answer is not the JSON it used to be ({error})") from error
    fields = dict(parse_qsl(urlsplit(page.asked.url).query, keep_blank_values=True))
    number = int(json.loads(fields.pop("paramJson"))["pageNo"])
    count = _COUNT.search(html)
    goes_on = count is not None and number * int(_PER_PAGE) < int(count.group(1))
    column = dict(page.asked.headers)["Referer"]
    entries = find_rows(find_links(parse_html(html)), page.url)
    return Column(entries, older=(_ask(column, fields, number + 1),) if goes_on else ())


FAMILY = Family(read_column)
