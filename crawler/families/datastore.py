"""The XML that Hanweb's and Tongcheng's lists come in: records of HTML, whatever markup a site puts into them.

`<datastore><totalrecord>940</totalrecord><recordset><record><![CDATA[<li>…</li>]]></record>…`. `totalpage` is not
read: it may contradict the number of records.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.families.markup import parse_html
from crawler.families.page import Entry
from crawler.families.rows import find_links, find_rows

_STORE = re.compile(r"<datastore>.*?</datastore>", re.S | re.I)
_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*</record>", re.S | re.I)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)", re.I)
_NEXT = re.compile(r"<nextgroup>.*?href\s*=\s*[\"']([^\"']+)[\"']", re.S | re.I)


@dataclass(frozen=True, slots=True)
class Datastore:
    """One answer: its rows, how many records it held (rows or junk), how many there are in all, where the next are."""

    entries: tuple[Entry, ...]
    records: int
    total: int | None
    next_group: str


def find_datastores(text: str, base: str, clean: Callable[[str], str] = str) -> list[Datastore]:
    """Every datastore of a page or an answer, in order."""
    return [_read(store, base, clean) for store in _STORE.findall(text)]


def _read(store: str, base: str, clean: Callable[[str], str]) -> Datastore:
    records = [cdata or html.unescape(plain) for cdata, plain in _RECORD.findall(store)]
    rows = "".join(
        f"<table><tr><td>{record}</td></tr></table>" if "<li" not in record else record for record in records
    )
    total, group = _TOTAL.search(store), _NEXT.search(store)
    entries = find_rows(find_links(parse_html(f"<div>{rows}</div>")), base, _any_link, clean)
    return Datastore(entries, len(records), int(total[1]) if total else None, html.unescape(group[1]) if group else "")


def _any_link(url: str, _title: str, _row: object) -> bool:
    """A record is a row: what it links is a document, dated or not."""
    return url.startswith("http")
