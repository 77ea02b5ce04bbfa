"""Which platform a column is on, by its address and first page: a table that is read from the top."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.families.markup import decode
from crawler.families.page import Page


@dataclass(frozen=True, slots=True)
class Sign:
    """What gives a platform away: a pattern in the address or in the page's source, and the same in words."""

    family: str
    words: str
    address: re.Pattern[str] | None = None
    source: re.Pattern[str] | None = None

    def is_on(self, address: str, text: str) -> bool:
        by_address = self.address is not None and self.address.search(address) is not None
        return by_address or (self.source is not None and self.source.search(text) is not None)


SIGNS: tuple[Sign, ...] = (
    Sign(
        "gkmlpt",
        "the address has `/gkmlpt/` in it, or the page has `window._CONFIG` with `SID`",
        re.compile(r"/gkmlpt/"),
        re.compile(r"window\._CONFIG\s*=(?s:.{0,2000}?)\bSID\s*:"),
    ),
    Sign(
        "nfcms",
        "links to `/content/post_1.html`, to `/attachment/a/b/c/1.pdf`, or of class `nfw-cms-attachment`",
        None,
        re.compile(r"content/(\d+/\d+/)?m?post_\d+\.html|/attachment/\d+/\d+/\d+/\d+\.\w+|nfw-cms-attachment"),
    ),
)
"""The first that fits counts: two platforms may share a mark, and the rarer one stands first."""


def sniff(page: Page) -> str | None:
    """The name of the family a page belongs to; None where nothing gives it away."""
    text = decode(page)
    return next((sign.family for sign in SIGNS if sign.is_on(page.url, text)), None)
