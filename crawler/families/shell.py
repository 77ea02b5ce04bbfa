"""A shell: a page of a few bytes that only points to its list, by `location.replace('./jbxx/')` or by a frame.

Recognised, whatever the platform, where a page has no rows: by such a script in it, or by a frame from the same
host. What it points to is read by the column's own family, or told from its looks.

What can go wrong: frames that count visitors, log in, share or show a tree are passed over; a frame from another
host is none of the column's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.families.family import Ask, Column, Family, Page, Unreadable
from crawler.families.lists import ListPage, open_list
from crawler.families.markup import join, without_fragment
from crawler.families.rows import same_host

_SCRIPT = re.compile(r"location(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*['\"]([^'\"]+)['\"]")
_NO_LIST = re.compile(r"visitcount|login|tree\.jsp|share|footer|header|about:blank", re.I)
_SMALL = 4000
"""Bytes up to which a page's script is its whole purpose; larger pages have such calls for buttons."""


def read_column(page: Page, _address: str) -> Column:
    opened = open_list(page)
    addresses = [*(_SCRIPT.findall(opened.text) if len(page.body) <= _SMALL else ()), *_frames(opened)]
    targets = (without_fragment(join(opened.base, each)) for each in dict.fromkeys(addresses))
    asks = tuple(Ask(url, family="auto") for url in targets if same_host(url, page.url) and url != page.url)
    if not asks:
        raise Unreadable("the page shows no list, and points to none")
    return Column(more=asks)


def _frames(page: ListPage) -> Iterator[str]:
    for frame in page.tree.iter("iframe", "frame"):
        source = (frame.get("src") or "").strip()
        if source and not _NO_LIST.search(source):
            yield source


FAMILY = Family(read_column)
