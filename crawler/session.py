"""What one crawl works with: the archive and its run, the watch list, the clock, and where progress is told."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crawler.hosts import HostLedger
from crawler.watchlist import Portal, Watchlist
from storage.archive import Archive
from storage.polling import Due, due_portals
from storage.records import BodyRow, DueDocument, PortalRow, RobotsRow

Clock = Callable[[], dt.datetime]


ROBOTS_KEPT_FOR = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Orders:
    """What a crawl is told to do besides reading new entries."""

    revisit: bool = False
    """Fetch known documents that are due again."""
    due_only: bool = False
    """Leave out the columns whose turn has not come."""
    screenshots: bool = False
    """Keep a picture of each page as a browser shows it."""


@dataclass
class Counts:
    """What the middlewares and the pipeline have counted so far."""

    requests: int = 0
    """Sent, robots.txt and repetitions included."""
    entries_new: int = 0
    snapshots_new: int = 0


@dataclass
class Session:
    """Shared by the spiders, which only read it, and the pipeline, which writes to the archive."""

    archive: Archive
    run: int
    watchlist: Watchlist
    portals: tuple[Portal, ...]
    columns: tuple[Portal, ...]
    """Those of the portals whose column is read now."""
    clock: Clock
    known: frozenset[str]
    """Keys of the addresses that have answered with bytes, in whichever column they were found."""
    hosts: HostLedger
    robots: dict[str, RobotsRow]
    """The robots.txt that need not be fetched again yet, by scheme, host and port."""
    first_pages: frozenset[str] = frozenset()
    """Portals that are known and of which the first page is enough this time."""
    screenshots: bool = False
    due: tuple[DueDocument, ...] = ()
    browser_missing: bool = False
    counts: Counts = field(default_factory=Counts)
    ended: str = ""
    """Why Scrapy ended the crawl, in its words."""
    lost: Exception | None = None
    """The error that ended the crawl before its time."""

    @cached_property
    def portals_by_id(self) -> dict[str, Portal]:
        return {portal.id: portal for portal in self.portals}


_WRITE_JSON = json.JSONEncoder(ensure_ascii=False).encode


def tell(event: str, **particulars: object) -> None:
    """Print one line of progress for the parent process: a JSON object."""
    tell_all([(event, particulars)])


def tell_all(told: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    """Print lines of progress together."""
    sys.stdout.write("".join(f"{_WRITE_JSON({'event': event, **particulars})}\n" for event, particulars in told))
    sys.stdout.flush()


def open_session(
    archive: Archive, watchlist: Watchlist, portals: tuple[Portal, ...], clock: Clock, orders: Orders
) -> Session | None:
    """Tell the archive of the watch list, begin a run, and look up what need not or must be fetched.

    None, and no run, where only what is due was asked for and nothing is.
    """
    archive.sync_watchlist(_body_rows(watchlist), _portal_rows(watchlist))
    now = clock()
    due = due_portals(now, archive.looks()) if orders.due_only else tuple(Due(p.id, whole=True) for p in portals)
    chosen = {portal.id: portal for portal in portals}
    columns = tuple(chosen[each.portal] for each in due if each.portal in chosen)
    documents = tuple(one for one in archive.documents_due(now) if one.portal in chosen) if orders.revisit else ()
    if not columns and not documents:
        return None
    return Session(
        archive=archive,
        run=archive.start_run(now),
        watchlist=watchlist,
        portals=portals,
        columns=columns,
        clock=clock,
        known=archive.addresses_fetched(),
        hosts=HostLedger(archive, watchlist, now),
        robots=archive.robots(now - ROBOTS_KEPT_FOR),
        first_pages=frozenset(each.portal for each in due if not each.whole),
        screenshots=orders.screenshots,
        due=documents,
    )


def _body_rows(watchlist: Watchlist) -> list[BodyRow]:
    return [
        BodyRow(
            id=body.id,
            name=body.name,
            kind=body.kind.value,
            region=body.region,
            aliases=body.names[1:],
            first_year=body.first_year or watchlist.first_year,
            due=body.due,
        )
        for body in watchlist.bodies
    ]


def _portal_rows(watchlist: Watchlist) -> list[PortalRow]:
    return [
        PortalRow(portal.id, portal.name, portal.url, portal.family, portal.enabled, portal.bodies)
        for portal in watchlist.portals
    ]
