"""Looks at columns without keeping anything: what answers, what it looks like, whether reports are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scrapy.http import Response

from crawler.column_visit import ColumnVisit, Known
from crawler.families import Ask, Column, Entry, Family, Page
from crawler.families.sniff import sniff
from crawler.items import Listing, Target, Visit
from crawler.session import tell
from crawler.spiders.documents import Found
from crawler.spiders.watch import ColumnFound, WatchSpider
from crawler.watchlist import Portal


@dataclass
class Look:
    """What one column showed so far."""

    looks: str = ""
    """The family its own page looks like."""
    reports: list[Entry] = field(default_factory=list)

    @property
    def newest(self) -> dt.date | None:
        return max((each.shown_on for each in self.reports if each.shown_on), default=None)


class CheckSpider(WatchSpider):
    """A watch that reads the newest rows of each column, fetches no document, and tells what it saw."""

    name = "check"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.looks: dict[str, Look] = {}

    def look_at(self, portal: Portal) -> Look:
        return self.looks.setdefault(portal.id, Look())

    def _known(self, portal: Portal) -> Known | None:  # noqa: ARG002 - of no column is anything known
        """Older rows are put off, and stay so."""
        return Known()

    def _left_over(self, portal: Portal) -> Iterator[Target]:  # noqa: ARG002
        """Nothing: no document is fetched."""
        return iter(())

    def _read(self, family: Family, page: Page, visit: ColumnVisit) -> Column:
        look = self.look_at(visit.portal)
        if not look.looks and not page.asked.data:
            look.looks = sniff(page)
        return super()._read(family, page, visit)

    def _documents_of(self, listing: Listing, response: Response, ask: Ask) -> Iterator[Found]:  # noqa: ARG002
        """Nothing: a report that is listed is all we want to know."""
        self.look_at(self.portal_of(listing)).reports.append(listing.entry)
        return iter(())

    def portal_of(self, listing: Listing) -> Portal:
        return self.session.portals_by_id[listing.portal]

    def _page_done(self, visit: ColumnVisit) -> Iterator[ColumnFound]:
        visit.waiting -= 1
        if visit.waiting == 0:
            yield from self._visited(visit)

    def _visited(self, visit: ColumnVisit) -> Iterator[ColumnFound]:
        look, result = self.look_at(visit.portal), visit.result()
        tell(
            "checked",
            portal=visit.portal.id,
            url=visit.portal.url,
            outcome=result.outcome,
            status=result.status,
            detail=result.detail,
            robots=_robots(result),
            family=visit.portal.family,
            looks=look.looks,
            rows=len(visit.seen),
            reports=len(look.reports),
            newest=look.newest.isoformat() if look.newest else None,
            older=bool(visit.put_off),
            requests=len(visit.asked),
            note=visit.portal.note,
        )
        return iter(())


def _robots(visit: Visit) -> str:
    """What robots.txt says of a column; nobody knows where nothing answered."""
    if "robots.txt" in visit.detail:
        return "disallows"
    return "allows" if visit.status else "not known"
