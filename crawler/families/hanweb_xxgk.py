"""大汉 Hanweb, xxgk: a tree of columns beside a list that `POST /module/xxgk/search.jsp` gives as a piece of HTML.

What the form has to say (`infotypeId`, `jdid`, `area`, `divid`) stands in the column's page. Rows are
`.tr_main_value_odd` and `.tr_main_value_even`, the date is in the third cell, and 「共3页」 says how many pages
there are.

What can go wrong: without `infotypeId` the answer holds the rows of all columns; posts of this one have its number
in their address, `art_{column}_123.html`, and others are kept only where their title says that they are a report.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode, urljoin

from crawler.entries import is_annual_report
from crawler.families.family import Ask, Column, Entry, Family, Page, Unreadable
from crawler.families.markup import decode, parse_html
from crawler.families.page import ask_with_form
from crawler.families.rows import Element, find_links, find_rows, row_of

SEARCH = "/module/xxgk/search.jsp"
_QUERY = {
    "standardXxgk": "0",
    "isAllList": "1",
    "texttype": "0",
    "fbtime": "-1",
    "vc_all": "",
    "vc_filenumber": "",
    "vc_title": "",
    "vc_number": "",
    "sortfield": ",createdatetime:0,orderid:0",
}
_FIELDS = ("infotypeId", "jdid", "area", "divid")
_COLUMN = re.compile(r"/col/col(\d+)/")
_PAGES = re.compile(r"共\s*(\d+)\s*页")
_ROW = re.compile(r"\btr_main_value_(odd|even)\b")


def read_column(page: Page, address: str) -> Column:
    text = decode(page)
    if not page.asked.data:
        return Column(more=(_ask(page.url, _form_of(text), 1),))
    tree = parse_html(text)
    links = [
        link for link in find_links(tree) if (row := row_of(link)) is not None and _ROW.search(row.get("class") or "")
    ]
    entries = tuple(entry for entry in find_rows(links, page.url, _any_row) if _is_here(entry, page.asked, address))
    pages = _PAGES.search(text.replace("&nbsp;", " "))
    if not links and pages is None:
        raise Unreadable("search.jsp gave neither rows nor a number of pages")
    number = int(page.asked.form.get("currpage", "1"))
    goes_on = links and pages is not None and number < int(pages.group(1))
    return Column(entries, older=(_ask(page.url, page.asked.form, number + 1),) if goes_on else ())


def _is_value(row: Element | None) -> bool:
    return row is not None and _ROW.search(row.get("class") or "") is not None


def _form_of(text: str) -> dict[str, str]:
    """What the page's own script tells search.jsp."""
    if SEARCH.removeprefix("/") not in text:
        raise Unreadable("the page does not name search.jsp")
    found = {name: re.search(rf"\b{name}\s*[=:]\s*['\"]?([\w-]+)", text) for name in _FIELDS}
    return {name: match.group(1) if match else "" for name, match in found.items()}


def _ask(base: str, form: dict[str, str], number: int) -> Ask:
    """The number of the page goes where the platform's script puts it, in the query, and into the form for us."""
    url = urljoin(base, f"{SEARCH}?{urlencode(_QUERY | {'currpage': str(number)})}")
    return ask_with_form(url, {**form, "currpage": str(number)})


def _any_row(url: str, _title: str, _row: object) -> bool:
    return url.startswith("http")


def _is_here(entry: Entry, ask: Ask, address: str) -> bool:
    """Whether a row is of this column; where the form named the column, all are."""
    column = _COLUMN.search(address)
    if ask.form.get("infotypeId") or column is None:
        return True
    return f"art_{column.group(1)}_" in entry.url or is_annual_report(entry.title)


FAMILY = Family(read_column)
