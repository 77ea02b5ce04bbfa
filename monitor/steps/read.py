"""Read: snapshots that arrived become reports, or a recorded reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.watchlist import Watchlist
from monitor.workers import Outcome, ReadPool, Task
from parsers import Hint, Report
from storage.archive import Archive
from storage.records import Event, ReadingRow, StoredDocument

CONSUMER = "read"
KINDS = ("snapshot.kept",)
BATCH = 50


@dataclass(frozen=True, slots=True)
class Read:
    """What reading one snapshot came to; `same` when the document read so before and only its bytes differ."""

    document: StoredDocument
    outcome: Outcome
    same: bool = False


def read_step(archive: Archive, watchlist: Watchlist, pool: ReadPool, now: dt.datetime) -> Iterator[Read]:
    """Follow the log from the step's own cursor and read each new snapshot; its effects and the cursor move
    together."""
    while events := archive.events_after(archive.cursor(CONSUMER), KINDS, BATCH):
        documents = [archive.document(int(event.subject)) for event in events]
        tasks = (_task(archive, event, document) for event, document in zip(events, documents, strict=True))
        for event, document, outcome in zip(events, documents, pool.read(tasks), strict=True):
            with archive.transaction():
                same = _keep(archive, watchlist, event, document, outcome, now)
                archive.move_cursor(CONSUMER, event.seq, now)
            yield Read(document, outcome, same)


def _task(archive: Archive, event: Event, document: StoredDocument) -> Task:
    name = document.name or document.url.rsplit("/", 1)[-1]
    hint = Hint(name=name, title=document.title, published_on=document.published_on)
    return Task(archive.blobs.read(event.data["sha256"]), hint)


def _keep(
    archive: Archive, watchlist: Watchlist, event: Event, document: StoredDocument, outcome: Outcome, now: dt.datetime
) -> bool:
    """Record the outcome; True when it says nothing that was not known."""
    if outcome.report is None:
        code, message = (outcome.error.code, str(outcome.error)) if outcome.error else ("unreadable", "")
        reading = ReadingRow(document.id, event.data["sha256"], code, message)
        known = archive.last_outcome(document.id)
        archive.record_reading(reading, now)
        return known == code
    body = body_of(outcome.report, document, watchlist)
    published = first_published(outcome.report, document)
    kept = archive.keep_report(document.id, outcome.report, body, published, now)
    archive.choose_current(document.id)
    return kept.same


def body_of(report: Report, document: StoredDocument, watchlist: Watchlist) -> str | None:
    """The body of the watch list that a report is of: the one it names itself, else the one its entry was matched
    with."""
    own = [body.id for body in watchlist.bodies if report.body in body.names_for(report.year)]
    return own[0] if len(own) == 1 else document.body


def first_published(report: Report | None, document: StoredDocument) -> dt.date | None:
    """The earliest publication date that anybody states; None where only our own first sighting is known."""
    stated: Sequence[dt.date | None] = (
        document.platform_on,
        document.published_on,
        document.shown_on,
        report.published_on if report else None,
    )
    return min((date for date in stated if date), default=None)
