"""The verbs of the crawl: runs, visits, entries, documents, snapshots and sightings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from storage.connection import Connection, clear_errors, from_date, to_date, to_text
from storage.records import (
    BodyRow,
    DocumentRow,
    DueDocument,
    EntryRow,
    FailureRow,
    FetchRow,
    Kept,
    PortalRow,
    RunStats,
    Seen,
    StoredDocument,
    VisitRow,
)

REVISIT_AFTER: tuple[tuple[int, int], ...] = ((7, 1), (60, 7))
"""How often a known document is fetched again: (up to this age in days, every so many days)."""
REVISIT_LATER = 30
"""Days between two fetches of a document older than that."""


class CrawlLog(Connection):
    """What a crawl writes. Every verb is one transaction, with the event that announces it."""

    def sync_watchlist(self, bodies: Iterable[BodyRow], portals: Iterable[PortalRow]) -> None:
        """Make the archive know the bodies and columns of a watch list; what is no longer in it stays, disabled."""
        with self.transaction():
            self.db.conn.execute("UPDATE portals SET enabled = 0")
            for body in bodies:
                self._sync_body(body)
            for portal in portals:
                self._sync_portal(portal)

    def _sync_body(self, body: BodyRow) -> None:
        row = {
            "id": body.id,
            "name": body.name,
            "kind": body.kind,
            "region": body.region,
            "aliases": to_text(list(body.aliases)),
            "first_year": body.first_year,
            "due": body.due,
        }
        self.db.table("bodies").upsert(row, pk="id")

    def _sync_portal(self, portal: PortalRow) -> None:
        row = {
            "id": portal.id,
            "name": portal.name,
            "url": portal.url,
            "family": portal.family,
            "enabled": int(portal.enabled),
        }
        self.db.table("portals").upsert(row, pk="id")
        self.db.conn.execute("DELETE FROM portal_bodies WHERE portal = ?", (portal.id,))
        for body in portal.bodies:
            self.db.conn.execute("INSERT INTO portal_bodies (portal, body) VALUES (?, ?)", (portal.id, body))

    def start_run(self, now: dt.datetime) -> int:
        with self.transaction():
            run = self._insert("runs", {"started_at": now.isoformat()})
            self.log("run.started", run, now)
        return run

    def finish_run(self, run: int, outcome: str, stats: RunStats, now: dt.datetime) -> None:
        with self.transaction():
            values = {
                "finished_at": now.isoformat(),
                "outcome": outcome,
                "portals": stats.portals,
                "requests": stats.requests,
                "entries_new": stats.entries_new,
                "snapshots_new": stats.snapshots_new,
            }
            self.db.table("runs").update(run, values)
            self.log("run.finished", run, now, outcome=outcome)

    def record_visit(self, visit: VisitRow, now: dt.datetime) -> None:
        with self.transaction():
            last = self.one("SELECT outcome, entries FROM visits WHERE portal = ? ORDER BY id DESC", (visit.portal,))
            row = {
                "portal": visit.portal,
                "run": visit.run,
                "at": now.isoformat(),
                "outcome": visit.outcome,
                "status": visit.status,
                "entries": visit.entries,
                "detail": visit.detail,
            }
            self._insert("visits", row)
            if last is None or visit.outcome != "read" or last["outcome"] != "read" or last["entries"] != visit.entries:
                self.log("portal.visited", visit.portal, now, outcome=visit.outcome, entries=visit.entries)

    def see_entry(self, entry: EntryRow, now: dt.datetime) -> Seen:
        """Note that `entry` stands in its column; a new one is an event."""
        with self.transaction():
            known = self.one("SELECT id FROM entries WHERE portal = ? AND url = ?", (entry.portal, entry.url))
            if known:
                self.db.conn.execute(
                    "UPDATE entries SET last_seen_at = ?, title = ?, body = ?, year = ? WHERE id = ?",
                    (now.isoformat(), entry.title, entry.body, entry.year, known["id"]),
                )
                return Seen(known["id"], new=False)
            id_ = self._insert("entries", _entry_row(entry, now))
            self.log("entry.seen", id_, now, portal=entry.portal, body=entry.body, year=entry.year)
        return Seen(id_, new=True)

    def see_document(self, document: DocumentRow, now: dt.datetime) -> Seen:
        with self.transaction():
            known = self.one("SELECT id FROM documents WHERE url = ?", (document.url,))
            if known:
                self.db.conn.execute(
                    "UPDATE documents SET published_on = coalesce(?, published_on) WHERE id = ?",
                    (from_date(document.published_on), known["id"]),
                )
                return Seen(known["id"], new=False)
            row = {
                "url": document.url,
                "entry": document.entry,
                "role": document.role,
                "name": document.name,
                "published_on": from_date(document.published_on),
                "first_seen_at": now.isoformat(),
            }
            id_ = self._insert("documents", row)
        return Seen(id_, new=True)

    def keep_snapshot(self, fetch: FetchRow, now: dt.datetime) -> Kept:
        """Keep the bytes once and note the sighting; other bytes than last time are an event."""
        with clear_errors(self.blobs.root):
            sha256 = self.blobs.keep(fetch.body)
        with self.transaction():
            new = self.one("SELECT 1 FROM snapshots WHERE sha256 = ?", (sha256,)) is None
            if new:
                row = {
                    "sha256": sha256,
                    "size": len(fetch.body),
                    "media_type": fetch.media_type,
                    "first_seen_at": now.isoformat(),
                }
                self.db.table("snapshots").insert(row)
            changed = sha256 != self.latest_snapshot(fetch.document)
            self._insert("sightings", _sighting_row(fetch, sha256, now))
            self._note_answer(fetch.document, now)
            if changed:
                self.log("snapshot.kept", fetch.document, now, sha256=sha256)
        return Kept(sha256, new, changed)

    def latest_snapshot(self, document: int) -> str | None:
        """Hash of the bytes that `document` last answered with."""
        row = self.one(
            "SELECT sha256 FROM sightings WHERE document = ? AND sha256 IS NOT NULL ORDER BY id DESC LIMIT 1",
            (document,),
        )
        return row["sha256"] if row else None

    def _note_answer(self, document: int, now: dt.datetime) -> None:
        gone = self.one("SELECT gone_since FROM documents WHERE id = ?", (document,))
        self.db.conn.execute(
            "UPDATE documents SET last_fetched_at = ?, gone_since = NULL, gone_passes = 0 WHERE id = ?",
            (now.isoformat(), document),
        )
        if gone and gone["gone_since"]:
            self.log("document.back", document, now)

    def record_failure(self, failure: FailureRow, now: dt.datetime) -> None:
        """Note a fetch that brought nothing. It never counts as gone: we could not look."""
        with self.transaction():
            row = {
                "document": failure.document,
                "run": failure.run,
                "at": now.isoformat(),
                "status": failure.status,
                "headers": to_text(dict(failure.headers)),
                "error": failure.error,
                "rendered": 0,
            }
            self._insert("sightings", row)

    def document_gone(self, document: int, run: int, status: int, now: dt.datetime) -> None:
        """Note that the server said in so many words that `document` is not there (404, 410)."""
        with self.transaction():
            self.record_failure(FailureRow(document, run, status, {}, "gone"), now)
            self.db.conn.execute(
                "UPDATE documents SET gone_since = coalesce(gone_since, ?), gone_passes = gone_passes + 1 WHERE id = ?",
                (now.isoformat(), document),
            )
            self.log("document.gone", document, now, status=status)

    def documents_fetched(self, portal: str) -> frozenset[str]:
        """Addresses of a column's documents that have answered with bytes."""
        rows = self.rows(
            "SELECT d.url FROM documents d JOIN entries e ON e.id = d.entry"
            " WHERE e.portal = ? AND d.last_fetched_at IS NOT NULL",
            (portal,),
        )
        return frozenset(row["url"] for row in rows)

    def documents_due(self, now: dt.datetime) -> tuple[DueDocument, ...]:
        """Known documents whose next look has come: daily at first, then thinning out; what is gone is looked at
        daily."""
        rows = self.rows(
            "SELECT d.*, e.portal, (SELECT max(at) FROM sightings s WHERE s.document = d.id) AS last_at"
            " FROM documents d JOIN entries e ON e.id = d.entry JOIN portals p ON p.id = e.portal"
            " WHERE p.enabled = 1 ORDER BY d.id"
        )
        return tuple(
            DueDocument(row["id"], row["url"], row["entry"], row["portal"], row["role"])
            for row in rows
            if _is_due(row, now.date())
        )

    def document(self, id_: int) -> StoredDocument:
        """A document with its entry; raises KeyError for a number the archive does not know."""
        row = self.one(
            "SELECT d.*, e.portal, e.title, e.body, e.year, e.shown_on, e.platform_on,"
            " e.first_seen_at AS entry_seen_at,"
            " (SELECT max(at) FROM sightings s WHERE s.document = d.id AND s.error = 'gone') AS last_gone_at"
            " FROM documents d JOIN entries e ON e.id = d.entry WHERE d.id = ?",
            (id_,),
        )
        if row is None:
            raise KeyError(id_)
        return _stored_document(row)

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names from this file only
        return int(self.db.conn.execute(sql, tuple(row.values())).lastrowid or 0)


def _is_due(row: dict[str, Any], today: dt.date) -> bool:
    first, last = to_date(row["first_seen_at"]), to_date(row["last_at"])
    if first is None or last is None:
        return True
    if row["gone_since"]:
        return (today - last).days >= 1
    age = (today - first).days
    every = next((days for up_to, days in REVISIT_AFTER if age <= up_to), REVISIT_LATER)
    return (today - last).days >= every


def _entry_row(entry: EntryRow, now: dt.datetime) -> dict[str, Any]:
    return {
        "portal": entry.portal,
        "url": entry.url,
        "title": entry.title,
        "body": entry.body,
        "year": entry.year,
        "shown_on": from_date(entry.shown_on),
        "platform_on": from_date(entry.platform_on),
        "first_seen_at": now.isoformat(),
        "last_seen_at": now.isoformat(),
    }


def _sighting_row(fetch: FetchRow, sha256: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "document": fetch.document,
        "sha256": sha256,
        "run": fetch.run,
        "at": now.isoformat(),
        "status": fetch.status,
        "headers": to_text(dict(fetch.headers)),
        "error": "",
        "rendered": int(fetch.rendered),
    }


def _stored_document(row: dict[str, Any]) -> StoredDocument:
    seen = to_date(row["entry_seen_at"])
    if seen is None:
        raise KeyError(row["id"])
    return StoredDocument(
        id=row["id"],
        url=row["url"],
        role=row["role"],
        name=row["name"],
        portal=row["portal"],
        entry=row["entry"],
        title=row["title"],
        body=row["body"],
        year=row["year"],
        shown_on=to_date(row["shown_on"]),
        platform_on=to_date(row["platform_on"]),
        published_on=to_date(row["published_on"]),
        first_seen_on=seen,
        gone_since=to_date(row["gone_since"]),
        gone_passes=row["gone_passes"],
        last_gone_on=to_date(row["last_gone_at"]),
    )
