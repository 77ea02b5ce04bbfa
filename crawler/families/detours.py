"""Ways that lead on from a column of any platform: a shell, a page that is the report, a row that is a summary of
links."""

from __future__ import annotations

from dataclasses import replace

from crawler.entries import find_year, is_annual_report
from crawler.families import gkmlpt, report_page, shell
from crawler.families.family import Column, Family, Page, Post, Unreadable
from crawler.families.link_table import summarised
from crawler.families.page import Ask
from crawler.families.years import newest_first


def with_detours(family: Family) -> Family:
    """`family`, which where it finds no column tries whether the page leads to one or is the report itself.

    Portal columns also list posts of the disclosure platform; those are read as what they are.
    """

    def read_column(page: Page, address: str) -> Column:
        try:
            return _with_summaries(_with_addresses(family.read_column(page, address)))
        except Unreadable:
            if page.asked.data:
                raise
            detour = _detour(page, address)
            if detour is None:
                raise
            return detour

    def read_post(page: Page) -> Post:
        return gkmlpt.read_post(page) if gkmlpt.is_post(page) else family.read_post(page)

    return replace(family, read_column=read_column, read_post=read_post)


def _detour(page: Page, address: str) -> Column | None:
    for family in (report_page.FAMILY, shell.FAMILY):
        try:
            column = family.read_column(page, address)
        except Unreadable:
            continue
        # the family that sent us on is the likeliest to know what is there
        return replace(column, more=tuple(replace(ask, family="") for ask in column.more))
    return None


def _with_addresses(column: Column) -> Column:
    """What has no address leads nowhere; where a row without one is a report, the visit tells of it."""
    entries = tuple(entry for entry in column.entries if entry.url.startswith("http"))
    lost = [entry.title for entry in column.entries if entry not in entries and is_annual_report(entry.title)]
    remark = "; ".join(filter(None, (column.remark, *(f"“{title}” has no address that can be read" for title in lost))))
    more, older = (tuple(ask for ask in asks if ask.url.startswith("http")) for asks in (column.more, column.older))
    return Column(entries, more, older, remark)


def _with_summaries(column: Column) -> Column:
    """Rows called 「2024年…年报汇总」 are no reports; what they lead to are."""
    summaries = [entry for entry in column.entries if summarised(entry.title)]
    if not summaries:
        return column
    years = ((find_year(entry.title) or 0, Ask(entry.url, family="link-table")) for entry in summaries)
    newest, past = newest_first(years)
    return replace(column, more=(*column.more, *newest), older=(*column.older, *past))
