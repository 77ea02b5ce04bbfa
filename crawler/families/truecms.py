"""truecms (Nantong, Rugao): rows come as XML inside JSONP from `messageController/getMessage.do`.

`GET …/getMessage.do?startrecord=1&endrecord=50&perpage=50&columnId=…&callback=cb` answers
`cb({"result":"<datastore>…"})`.

What can go wrong: 404 without a Referer, so the column's page is sent as one. How many rows a site gives at once
differs: too many are answered with none or with 404, so we ask for 50, then 20, then 10.
"""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.families.datastore import find_datastores
from crawler.families.family import Ask, Column, Family, Page, Unreadable
from crawler.families.markup import decode, join

STEPS = (50, 20, 10)
_CONTROLLER = re.compile(r"['\"]([^'\"\s]*messageController/getMessage\.do)")
_COLUMN = re.compile(r"columnId\s*[=:]\s*['\"]?([\w-]+)", re.I)
_CALL = re.compile(r"^\s*[\w.]+\(\s*(.*)\)\s*;?\s*$", re.S)


def read_column(page: Page, _address: str) -> Column:
    return _read_answer(page) if page.asked.data else _read_page(page)


def read_error(page: Page, _address: str) -> Column | None:
    """The first rows are asked for again, fewer of them; behind them there are no more."""
    if not page.asked.data or page.status != 404:
        return None
    if _window(page.asked)[0] > 1:
        return Column()
    fewer = _fewer(page.asked)
    return Column(more=(fewer,)) if fewer else None


def _read_page(page: Page) -> Column:
    text = decode(page)
    controller, column = _CONTROLLER.search(text), _COLUMN.search(text)
    if controller is None or column is None:
        raise Unreadable("the page does not name getMessage.do and its columnId")
    return Column(more=(_ask(join(page.url, controller.group(1)), column.group(1), page.url, 1, STEPS[0]),))


def _ask(controller: str, column: str, referer: str, first: int, step: int) -> Ask:
    fields = {
        "startrecord": first,
        "endrecord": first + step - 1,
        "perpage": step,
        "columnId": column,
        "callback": "cb",
    }
    return Ask(f"{controller}?{urlencode(fields)}", headers=(("Referer", referer),), data=True)


def _again(ask: Ask, first: int, step: int) -> Ask:
    fields = dict(parse_qsl(urlsplit(ask.url).query))
    controller = urlsplit(ask.url)._replace(query="").geturl()
    return _ask(controller, fields["columnId"], dict(ask.headers)["Referer"], first, step)


def _window(ask: Ask) -> tuple[int, int]:
    """First row and number of rows asked for."""
    fields = dict(parse_qsl(urlsplit(ask.url).query))
    return int(fields["startrecord"]), int(fields["perpage"])


def _fewer(ask: Ask) -> Ask | None:
    first, step = _window(ask)
    smaller = next((each for each in STEPS if each < step), None)
    return _again(ask, first, smaller) if smaller else None


def _read_answer(page: Page) -> Column:
    call = _CALL.match(decode(page))
    try:
        result = str(json.loads(call.group(1) if call else "")["result"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"getMessage.do did not answer as it used to ({error})") from error
    first, step = _window(page.asked)
    store = next(iter(find_datastores(result, page.url)), None)
    if store is None or not store.records:
        fewer = _fewer(page.asked) if first == 1 else None
        return Column(more=(fewer,) if fewer else ())
    total = store.total or 0
    goes_on = first + store.records <= total
    return Column(store.entries, older=(_again(page.asked, first + store.records, step),) if goes_on else ())


FAMILY = Family(read_column, read_error=read_error)
