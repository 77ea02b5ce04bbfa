"""`family: auto`: the platform is told from the column's own page, by the table in `sniff`.

For columns nobody has looked at yet, and for those that a portal moves to another platform: `jump_url` of gkmlpt,
frames and shells lead here.

What can go wrong: a platform with other marks in a new version is taken for a plain list, whose first page is read
at least. `nianbao portals check` says what a column looks like; name that family in the watch list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler.families.family import Column, Family, Page, Post
from crawler.families.sniff import sniff


def build_auto(families: Mapping[str, Family]) -> Family:
    """The family that picks one of `families` for each page."""

    def read_column(page: Page, address: str) -> Column:
        name = sniff(page)
        return _passed_on(name, families[name].read_column(page, address))

    def read_post(page: Page) -> Post:
        return families[sniff(page)].read_post(page)

    return Family(read_column, read_post=read_post)


def _passed_on(name: str, column: Column) -> Column:
    """Data is read by the family that asks for it; pages are looked at anew."""
    more, older = (
        tuple(ask.read_by(name) if ask.data else ask for ask in asks) for asks in (column.more, column.older)
    )
    return replace(column, more=more, older=older)
