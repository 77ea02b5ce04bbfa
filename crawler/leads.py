"""Where a portal's column of annual reports may be: links of a page, by what they say and where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from crawler.entries import find_year, is_annual_report
from crawler.families import Page
from crawler.families.attachments import is_file
from crawler.families.link_table import summarised
from crawler.families.lists import open_list
from crawler.families.rows import Element, date_of, row_of, title_of

COLUMN, CATALOGUE, SECTION = 3, 2, 1
"""How much a link is worth following: it is named as the column, as what holds it, as what holds that."""
SIGNPOSTS: tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        COLUMN,
        re.compile(r"信息公开.{0,4}?(年报|年度报告)|^(公开)?(年报|年度报告)$"),
        re.compile(r"xxgknb|xxgkndbg|ndxxgkbg|zfxxgkgznd|/gknb|/annualreport", re.I),
    ),
    (
        CATALOGUE,
        re.compile(r"^(政府)?信息公开(专栏|平台|目录|网)?$|法定主动公开|主动公开目录"),
        re.compile(r"/gkmlpt/|/zfxxgk|/xxgk", re.I),
    ),
    (SECTION, re.compile(r"政务公开|^公开$|^政府信息$"), re.compile(r"/zwgk", re.I)),
)
"""What a link says, and what its address has in it, by worth."""
_NAME = re.compile(r"[^\W\d_]{2}")
_PAGER = re.compile(r"^(首|尾|末|[上下前后]一?)页$")
_NOT_A_PLACE = re.compile(r"login|search|guide|zhinan|rss|print|share", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Lead:
    """A link worth following; the most worthy and least deep comes first in order."""

    rank: tuple[int, int, int]
    url: str = field(compare=False)
    words: str = field(compare=False)

    @property
    def worth(self) -> int:
        return -self.rank[0]

    @property
    def depth(self) -> int:
        return self.rank[1]


def find_leads(page: Page, depth: int) -> Iterator[Lead]:
    """The leads of a page, in its order; links to single texts, to files and to other sites are none."""
    opened = open_list(page)
    for number, link in enumerate(opened.links):
        url, words = opened.address_of(link), title_of(link)
        worth = _worth(url, words)
        if worth and same_site(url, page.url) and not is_file(url) and not _is_row(link, words):
            yield Lead((-worth, depth, number), url, words)


def _worth(url: str, words: str) -> int:
    address = urldefrag(url).url.partition("://")[2]
    if _NOT_A_PLACE.search(address):
        return 0
    by_words = next((worth for worth, says, _ in SIGNPOSTS if says.search(words)), 0)
    by_address = next((worth for worth, _, leads in SIGNPOSTS if leads.search(address)), 0)
    return max(by_words, by_address if _NAME.search(words) and not _PAGER.search(words) else 0)


def _is_row(link: Element, words: str) -> bool:
    """Whether a link leads to one text: it stands beside a date, or names a report of one year; summaries may."""
    if summarised(words):
        return False
    return date_of(row_of(link)) is not None or (is_annual_report(words) and find_year(words) is not None)


def site_of(url: str) -> str:
    """The domain a portal and its departments share, as an entry of `allowed_hosts`; an address of this machine as it
    is."""
    host = (urlsplit(url).hostname or "").lower()
    if re.fullmatch(r"[\d.]+|localhost", host) or host.count(".") < 2:
        return host
    return f".{host.removeprefix('www.')}"


def same_site(url: str, other: str) -> bool:
    parts, others = urlsplit(url), urlsplit(other)
    if parts.scheme not in ("http", "https"):
        return False
    site = site_of(other)
    host = (parts.hostname or "").lower()
    return parts.netloc == others.netloc or (site.startswith(".") and (host == site[1:] or host.endswith(site)))
