"""What one crawl works with: the archive and its run, the watch list, the clock, and where progress is told."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from crawler.watchlist import Portal, Watchlist
from storage.archive import Archive
from storage.records import BodyRow, DueDocument, PortalRow

Clock = Callable[[], dt.datetime]


@dataclass
class Counts:
    """What the pipeline has counted so far."""

    entries_new: int = 0
    snapshots_new: int = 0


@dataclass
class Session:
    """Shared by the spiders, which only read it, and the pipeline, which writes to the archive."""

    archive: Archive
    run: int
    watchlist: Watchlist
    portals: tuple[Portal, ...]
    clock: Clock
    known: frozenset[str]
    """Addresses that have answered with bytes, in whichever column they were found."""
    due: tuple[DueDocument, ...] = ()
    browser_missing: bool = False
    counts: Counts = field(default_factory=Counts)
    lost: Exception | None = None
    """The error that ended the crawl before its time."""

    @property
    def portals_by_id(self) -> dict[str, Portal]:
        return {portal.id: portal for portal in self.portals}


def tell(event: str, **particulars: object) -> None:
    """Print one line of progress for the parent process: a JSON object."""
    line = json.dumps({"event": event, **particulars}, ensure_ascii=False)
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def open_session(
    archive: Archive, watchlist: Watchlist, portals: tuple[Portal, ...], clock: Clock, *, revisit: bool
) -> Session:
    """Tell the archive of the watch list, begin a run, and look up what need not or must be fetched."""
    archive.sync_watchlist(_body_rows(watchlist), _portal_rows(watchlist))
    run = archive.start_run(clock())
    known = frozenset().union(*(archive.documents_fetched(portal.id) for portal in watchlist.portals))
    chosen = {portal.id for portal in portals}
    due = tuple(document for document in archive.documents_due(clock()) if document.portal in chosen) if revisit else ()
    return Session(archive, run, watchlist, portals, clock, known, due)


def _body_rows(watchlist: Watchlist) -> list[BodyRow]:
    return [
        BodyRow(
            id=body.id,
            name=body.name,
            kind=body.kind.value,
            region=body.region,
            aliases=body.aliases,
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
