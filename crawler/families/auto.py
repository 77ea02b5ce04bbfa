"""`family: auto`: the platform is told from the column's own page, by the signs in `sniff`.

For columns nobody has looked at yet, and for those that a portal moves to another platform: `jump_url` of gkmlpt,
frames and shells lead here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler.families.family import Column, Family, Page, Unreadable
from crawler.families.page import Ask
from crawler.families.sniff import sniff


def build_auto(families: Mapping[str, Family]) -> Family:
    """The family that picks one of `families` for each page."""

    def read_column(page: Page, address: str) -> Column:
        name = sniff(page)
        if name is None:
            raise Unreadable("nothing on the page tells its platform; name the family in the watch list")
        return _passed_on(name, families[name].read_column(page, address))

    return Family(read_column)


def _passed_on(name: str, column: Column) -> Column:
    """What else is asked is read by the family that asks for it."""
    more, older = (tuple(_named(name, ask) for ask in asks) for asks in (column.more, column.older))
    return replace(column, more=more, older=older)


def _named(name: str, ask: Ask) -> Ask:
    return ask if ask.family else replace(ask, family=name)
