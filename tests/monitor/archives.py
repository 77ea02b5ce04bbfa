"""Archives for tests of the check step: reports appear on a portal, are fetched and read, without a portal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from crawler.watchlist import Body
from monitor.clock import ZONE
from parsers.report import Report
from storage.archive import Archive
from storage.records import BodyRow, DocumentRow, EntryRow, FetchRow, PortalRow

SITE = "https://example.invalid/nb"


def at(day: str | dt.date) -> dt.datetime:
    date = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return dt.datetime.combine(date, dt.time(9), ZONE)


def open_archive(home: Path, bodies: Iterable[Body]) -> Archive:
    """A new archive that knows the bodies, and one column for all of them."""
    archive = Archive.open(home)
    rows = [BodyRow(body.id, body.name, str(body.kind), body.region, (), 2019) for body in bodies]
    portal = PortalRow("column", "某栏目", SITE, "list", True, tuple(row.id for row in rows))
    archive.sync_watchlist(rows, [portal])
    return archive


def show(archive: Archive, report: Report, body: Body, now: dt.datetime, *, again: str = "") -> int:
    """Let a report appear, be fetched and read; returns its number. The address is the body's and the year's; `again`
    makes other bytes of the same report."""
    data = f"{body.id} {report.year} {again or sorted(report.figures.items())} {report.sections}".encode()
    source = replace(report.source, sha256=sha256(data).hexdigest())
    url = f"{SITE}/{body.id}-{report.year}.html"
    with archive.transaction():
        run = archive.start_run(now)
        entry = archive.see_entry(
            EntryRow("column", url, report.title, body.id, report.year, report.published_on, report.published_on), now
        )
        document = archive.see_document(DocumentRow(entry.id, url, "page", published_on=report.published_on), now)
        archive.keep_snapshot(FetchRow(document.id, run, 200, {}, "text/html", data), now)
        return archive.keep_report(document.id, replace(report, source=source), body.id, report.published_on, now).id
