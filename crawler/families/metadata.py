"""The meta tags that 政府网站发展指引 (国办发〔2017〕47号) asks every government page for: SiteIDCode, ColumnName,
PubDate, …

Read with Beautiful Soup: pages put them in the wrong case, outside the head, behind broken markup, and one page has
only a handful, so forgiveness is worth more here than speed. Only the tags are handed to it, not the page around them,
which takes a hundred times as long.
"""

from __future__ import annotations

import datetime as dt
import re

from crawler.families.markup import find_date

_META = re.compile(r"<meta\b(?:[^>\"']|\"[^\"<]*\"|'[^'<]*'|[\"'])*>", re.I)
"""A meta tag, up to the first > that is not in quotes; a quote that is never closed is a character like others."""

_PUBDATE = re.compile(r"<meta\s+name=\"PubDate\"\s+content=\"([^\"&]*)\"\s*/?>", re.I)
"""The tag as most pages have it."""


def read_metadata(text: str) -> dict[str, str]:
    """Every named meta tag of a page, by its name in lower case; of several with one name the first that says
    anything."""
    found: dict[str, str] = {}
    tags = "".join(_META.findall(text))
    if not tags:
        return found
    from bs4 import BeautifulSoup  # takes longer to import than most crawls need it
    from bs4.filter import SoupStrainer

    for tag in BeautifulSoup(tags, "lxml", parse_only=SoupStrainer("meta")).find_all("meta"):
        name, content = str(tag.get("name") or "").strip().lower(), str(tag.get("content") or "").strip()
        if name and content and not found.get(name):
            found[name] = content
    return found


def published_by_metadata(text: str) -> dt.date | None:
    """The PubDate of a page; None where it is missing, empty or the template's own literal."""
    tags = [tag for tag in _META.findall(text) if "pubdate" in tag.lower()]
    plain = _PUBDATE.fullmatch(tags[0]) if len(tags) == 1 else None
    return find_date(plain.group(1) if plain else read_metadata("".join(tags)).get("pubdate", ""))


_SITE_CODE = re.compile(r"<meta\b[^>]*\bSiteIDCode\b[^>]*>", re.I)
_CODE = re.compile(r"content\s*=\s*[\"']?\s*(\w+)", re.I)


def read_site_code(text: str) -> str:
    """The SiteIDCode of a page (网站标识码): ten digits, of which the first six name the region, or `bm` and eight
    digits for a ministry; empty where the page names none in this form."""
    tag = _SITE_CODE.search(text)
    code = _CODE.search(tag.group()) if tag else None
    return code.group(1).lower() if code and re.fullmatch(r"\d{10}|bm\d{8}", code.group(1), re.I) else ""
