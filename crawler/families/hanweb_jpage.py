"""大汉 Hanweb, jpage (Jiangsu, Shandong, Zhejiang, ministries): the rows are XML in a script of the page, or behind
it.

A column is `/col/col33718/index.html`, a post `/art/2026/9/11/art_33718_118.html`. The page holds the first few
dozen records in `<script type="text/xml"><datastore>` and the number of all in `jpage({totalRecord:…})`; its list
is empty until a script fills it. More come from `/module/web/jpage/dataproxy.jsp`, by POST of a form or by GET.

What can go wrong: some sites page by `startrecord`, some by `page` alone, and cut `perpage` at about 300, so we ask
in steps of what the page itself holds, where both say the same. `totalpage` contradicts the number of records;
records may hold no link; dates are broken over lines; deep pages may come empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.families.datastore import Datastore, find_datastores
from crawler.families.family import Ask, Column, Family, Page, Unreadable
from crawler.families.markup import decode, join, path_of
from crawler.families.page import ask_with_form

_TOTAL = re.compile(r"totalRecord\s*:\s*['\"]?(\d+)", re.I)
_PROXY = re.compile(r"['\"]([^'\"\s]*dataproxy\.jsp\?[^'\"\s]+)['\"]")
_WINDOW = ("startrecord", "endrecord", "perpage")
_FIRST_STEP = 45
"""What the platform's own script asks for at once; used where the page holds no records itself."""


def read_column(page: Page, _address: str) -> Column:
    return _read_answer(page) if page.asked.data else _read_page(page)


def read_error(page: Page, _address: str) -> Column | None:
    """A proxy that takes no form is asked by GET."""
    if page.asked.method == "POST" and page.status in (400, 403, 404, 405, 501):
        return Column(more=(_by_get(page.asked),))
    return None


def _read_page(page: Page) -> Column:
    text = decode(page)
    stores = find_datastores(text, page.url)
    if not stores and not _PROXY.search(text):
        raise Unreadable("the page holds no datastore and names no dataproxy.jsp")
    totals = [int(number) for number in _TOTAL.findall(text)]
    entries = tuple(entry for store in stores for entry in store.entries)
    if not any(store.records for store in stores):
        return Column(more=tuple(_first_asks(page.url, text)))
    older = (_after(page.url, store, total) for store, total in zip(stores, totals, strict=False))
    return Column(entries, older=tuple(filter(None, older)))


def _first_asks(base: str, text: str) -> Iterator[Ask]:
    for address in dict.fromkeys(_PROXY.findall(text)):
        yield _by_form(join(base, address.replace("&amp;", "&")), 1, _FIRST_STEP)


def _after(base: str, store: Datastore, total: int) -> Ask | None:
    """The ask for what comes after the records that the page itself holds."""
    if not store.next_group or not 0 < store.records < total:
        return None
    return _by_form(join(base, store.next_group), 2, store.records)


def _by_form(proxy: str, number: int, step: int) -> Ask:
    """Records of group `number`, `step` of them: told by their numbers and by page, for servers that heed only one."""
    parts = urlsplit(proxy)
    fields = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"page": str(number), "col": "1"}
    window = {"startrecord": (number - 1) * step + 1, "endrecord": number * step, "perpage": step}
    return ask_with_form(parts._replace(query=urlencode(window)).geturl(), fields)


def _by_get(ask: Ask) -> Ask:
    parts = urlsplit(ask.url)
    fields = {**ask.form, **dict(parse_qsl(parts.query))}
    return Ask(parts._replace(query=urlencode(fields)).geturl(), data=True)


def _read_answer(page: Page) -> Column:
    stores = find_datastores(decode(page), page.url)
    fields = {**page.asked.form, **dict(parse_qsl(urlsplit(page.asked.url).query))}
    number, step = int(fields.get("page", "1")), int(fields.get("perpage", str(_FIRST_STEP)))
    asked_before = (number - 1) * step
    if not stores:
        if len(page.body) < 200 and number > 1:
            return Column(remark=f"{path_of(page.url)} gave nothing past row {asked_before}")
        raise Unreadable("the proxy's answer is no datastore")
    store = stores[0]
    total = store.total or 0
    if not store.records and asked_before < total:
        return Column(remark=f"{path_of(page.url)} gave nothing past row {asked_before} of {total}")
    goes_on = store.records and asked_before + store.records < total
    return Column(store.entries, older=(_next_group(page.asked, fields, number + 1, step),) if goes_on else ())


def _next_group(ask: Ask, fields: dict[str, str], number: int, step: int) -> Ask:
    rest = {name: value for name, value in fields.items() if name not in _WINDOW}
    proxy = urlsplit(ask.url)._replace(query=urlencode(rest)).geturl()
    following = _by_form(proxy, number, step)
    return following if ask.method == "POST" else _by_get(following)


FAMILY = Family(read_column, read_error=read_error)
