"""A column that has no list because it is the report: its page is the document.

Recognised, whatever the platform, where a page without rows has the title of an annual report and the headings of
one in its text. Its title is ArticleTitle, or the first heading or line that is one.

What can go wrong: next year the same address shows next year's report. The old one is then known from its snapshot
only, and the new one is found when the page is looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.entries import find_year, is_annual_report
from crawler.families.family import Column, Entry, Family, Page, Unreadable
from crawler.families.lists import ListPage, open_list
from crawler.families.markup import find_date, text_of, tidy, without_fragment
from crawler.families.metadata import published_by_metadata, read_metadata
from crawler.families.posts import stated_date

_OPENING = re.compile(r"总体(情况|概况)|基本(情况|概况)|概述")
_SUBJECT = re.compile(r"依申请公开|信息公开申请|行政复议")
_HEADINGS = ("h1", "h2", "h3", "title", "p", "div", "td", "span")
_LONGEST_TITLE = 60


def read_column(page: Page, _address: str) -> Column:
    opened = open_list(page)
    text = text_of(opened.tree)
    title = next(_titles(opened), "")
    if not title or not (_OPENING.search(text) and _SUBJECT.search(text)):
        raise Unreadable("the page is no report: it lacks the title or the headings of one")
    shown = published_by_metadata(opened.text) or stated_date(opened.tree) or find_date("")
    return Column((Entry(without_fragment(page.url), title, shown),))


def _titles(page: ListPage) -> Iterator[str]:
    """What calls the page an annual report, those with a year first."""
    told = [tidy(read_metadata(page.text).get("articletitle", "")), *_headings(page)]
    reports = [text for text in told if text and len(text) <= _LONGEST_TITLE and is_annual_report(text)]
    yield from sorted(reports, key=lambda text: find_year(text) is None)


def _headings(page: ListPage) -> Iterator[str]:
    for tag in _HEADINGS:
        for element in page.tree.iter(tag):
            if next(element.iterancestors("a"), element.find(".//a")) is not None:
                continue  # a menu names the column, not the report
            yield re.split(r"[-_|]\s*\S*(?:政府|门户|网)\S*$", tidy(text_of(element)))[0].strip()


FAMILY = Family(read_column)
