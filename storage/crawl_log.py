"""The verbs of the crawl about what stands in columns: entries, documents, snapshots and sightings."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from typing import Any

from storage.addresses import address_key, twins
from storage.connection import clear_errors, from_date, to_date, to_text
from storage.records import (
    UNKNOWN_EXCHANGE,
    DocumentRow,
    DueDocument,
    EntryRow,
    Exchange,
    FailureRow,
    FetchRow,
    Kept,
    Seen,
    StoredDocument,
)
from storage.visit_log import VisitLog

REVISIT_AFTER: tuple[tuple[int, int], ...] = ((7, 1), (60, 7))
"""How often a known document is fetched again: (up to this age in days, every so many days)."""
REVISIT_LATER = 30
"""Days between two fetches of a document older than that."""
_OF_AN_EXCHANGE = fields(Exchange)


class CrawlLog(VisitLog):
    """What a crawl writes. Every verb is one transaction, with the event that announces it."""

    def see_entry(self, entry: EntryRow, now: dt.datetime) -> Seen:
        """Note that `entry` stands in its column, under this address or a twin of it; a new one is an event."""
        with self.transaction():
            addresses = twins(entry.url)
            marks = ", ".join("?" * len(addresses))
            sql = f"SELECT id FROM entries WHERE portal = ? AND url IN ({marks}) ORDER BY id"  # noqa: S608 - only marks
            known = self.one(sql, (entry.portal, *addresses))
            if known:
                self.db.conn.execute(
                    "UPDATE entries SET last_seen_at = ?, title = ?, body = ?, year = ?,"
                    " shown_on = coalesce(?, shown_on), platform_on = coalesce(?, platform_on) WHERE id = ?",
                    (
                        now.isoformat(),
                        entry.title,
                        entry.body,
                        entry.year,
                        from_date(entry.shown_on),
                        from_date(entry.platform_on),
                        known["id"],
                    ),
                )
                return Seen(known["id"], new=False)
            id_ = self._insert("entries", _entry_row(entry, now))
            self.log("entry.seen", id_, now, portal=entry.portal, body=entry.body, year=entry.year)
        return Seen(id_, new=True)

    def see_document(self, document: DocumentRow, now: dt.datetime) -> Seen:
        """Note that an entry leads to `document`, under this address or a twin of it."""
        with self.transaction():
            addresses = twins(document.url)
            marks = ", ".join("?" * len(addresses))
            sql = f"SELECT id FROM documents WHERE url IN ({marks}) ORDER BY id"  # noqa: S608 - only question marks
            known = self.one(sql, addresses)
            if known:
                self.db.conn.execute(
                    "UPDATE documents SET published_on = coalesce(?, published_on), left_alone = ?,"
                    " site_code = iif(? = '', site_code, ?) WHERE id = ?",
                    (
                        from_date(document.published_on),
                        document.left_alone,
                        document.site_code,
                        document.site_code,
                        known["id"],
                    ),
                )
                return Seen(known["id"], new=False)
            id_ = self._insert("documents", _document_row(document, now))
        return Seen(id_, new=True)

    def keep_snapshot(self, fetch: FetchRow, now: dt.datetime) -> Kept:
        """Keep the bytes once and note the sighting; other bytes than last time are an event."""
        with clear_errors(self.blobs.root):
            sha256 = fetch.sha256 or self.blobs.keep(fetch.body)
            screenshot = self.blobs.keep(fetch.screenshot) if fetch.screenshot else None
        with self.transaction():
            new = self._see_bytes(sha256, len(fetch.body), fetch.media_type, now)
            if screenshot and fetch.screenshot:
                self._see_bytes(screenshot, len(fetch.screenshot), "image/png", now)
            changed = sha256 != self.latest_snapshot(fetch.document)
            self._insert("sightings", _sighting_row(fetch, sha256, screenshot, now))
            self._note_answer(fetch.document, now)
            if changed:
                self.log("snapshot.kept", fetch.document, now, sha256=sha256)
        return Kept(sha256, new, changed)

    def _see_bytes(self, sha256: str, size: int, media_type: str, now: dt.datetime) -> bool:
        """Whether these bytes were never had before."""
        row = self.db.conn.execute(
            "INSERT OR IGNORE INTO snapshots (sha256, size, media_type, first_seen_at) VALUES (?, ?, ?, ?)",
            (sha256, size, media_type, now.isoformat()),
        )
        return row.rowcount == 1

    def document_unchanged(self, answer: FailureRow, now: dt.datetime) -> None:
        """Note that the server said, asked with the validators of its last answer, that nothing has changed (304)."""
        with self.transaction():
            self._insert("sightings", _answer_row(answer, self.latest_snapshot(answer.document), now))
            self._note_answer(answer.document, now)

    def keep_screenshot(self, document: int, picture: bytes, now: dt.datetime) -> None:
        """Keep a picture of a page with the last sighting of it."""
        with clear_errors(self.blobs.root):
            sha256 = self.blobs.keep(picture)
        with self.transaction():
            self._see_bytes(sha256, len(picture), "image/png", now)
            self.db.conn.execute(
                "UPDATE sightings SET screenshot = ? WHERE id = (SELECT max(id) FROM sightings WHERE document = ?)",
                (sha256, document),
            )

    def latest_snapshot(self, document: int) -> str | None:
        """Hash of the bytes that `document` last answered with."""
        row = self.one(
            "SELECT sha256 FROM sightings WHERE document = ? AND sha256 IS NOT NULL ORDER BY id DESC LIMIT 1",
            (document,),
        )
        return row["sha256"] if row else None

    def _note_answer(self, document: int, now: dt.datetime) -> None:
        back = self.db.conn.execute(
            "UPDATE documents SET gone_since = NULL, gone_passes = 0 WHERE id = ? AND gone_since IS NOT NULL",
            (document,),
        )
        self.db.conn.execute("UPDATE documents SET last_fetched_at = ? WHERE id = ?", (now.isoformat(), document))
        if back.rowcount:
            self.log("document.back", document, now)

    def record_failure(self, failure: FailureRow, now: dt.datetime) -> None:
        """Note a fetch that brought nothing. It never counts as gone: we could not look."""
        with self.transaction():
            self._insert("sightings", _answer_row(failure, None, now))

    def document_gone(
        self, document: int, run: int, status: int, now: dt.datetime, exchange: Exchange = UNKNOWN_EXCHANGE
    ) -> None:
        """Note that the server said, in a pass in which the column could be read, that `document` is not there."""
        with self.transaction():
            self.record_failure(FailureRow(document, run, status, {}, "gone", exchange), now)
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

    def addresses_fetched(self) -> frozenset[str]:
        """Keys of all addresses that have answered with bytes, in whichever column they were found."""
        rows = self.rows("SELECT url FROM documents WHERE last_fetched_at IS NOT NULL")
        return frozenset(address_key(row["url"]) for row in rows)

    def documents_due(self, now: dt.datetime) -> tuple[DueDocument, ...]:
        """Known documents whose next look has come, those left alone the longest first: daily at first, then thinning
        out; what is gone is looked at daily."""
        rows = self.rows(
            "SELECT d.*, e.portal, (SELECT max(at) FROM sightings s WHERE s.document = d.id) AS last_at,"
            " (SELECT s.headers FROM sightings s WHERE s.document = d.id AND s.sha256 IS NOT NULL AND s.rendered = 0"
            "  AND s.exchange NOT LIKE '%\"redirects\": [[%' ORDER BY s.id DESC LIMIT 1) AS headers"
            " FROM documents d JOIN entries e ON e.id = d.entry JOIN portals p ON p.id = e.portal"
            " WHERE p.enabled = 1 AND d.left_alone = '' ORDER BY last_at, d.id"
        )
        return tuple(_due_document(row) for row in rows if _is_due(row, now.date()))

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


def _document_row(document: DocumentRow, now: dt.datetime) -> dict[str, Any]:
    return {
        "url": document.url,
        "entry": document.entry,
        "role": document.role,
        "name": document.name,
        "published_on": from_date(document.published_on),
        "first_seen_at": now.isoformat(),
        "left_alone": document.left_alone,
        "site_code": document.site_code,
    }


def _sighting_row(fetch: FetchRow, sha256: str, screenshot: str | None, now: dt.datetime) -> dict[str, Any]:
    answer = FailureRow(fetch.document, fetch.run, fetch.status, fetch.headers, "", fetch.exchange)
    return _answer_row(answer, sha256, now) | {"rendered": int(fetch.rendered), "screenshot": screenshot}


def _answer_row(answer: FailureRow, sha256: str | None, now: dt.datetime) -> dict[str, Any]:
    return {
        "document": answer.document,
        "sha256": sha256,
        "run": answer.run,
        "at": now.isoformat(),
        "status": answer.status,
        "headers": to_text(dict(answer.headers)),
        "error": answer.error,
        "rendered": 0,
        "exchange": to_text(_told(answer.exchange)),
    }


def _told(exchange: Exchange) -> dict[str, Any]:
    """What is known of an exchange; nothing is not written down."""
    told = {field.name: getattr(exchange, field.name) for field in _OF_AN_EXCHANGE}
    return {name: value for name, value in told.items() if value}


def _due_document(row: dict[str, Any]) -> DueDocument:
    headers = json.loads(row["headers"] or "{}")
    validators = headers.get("etag", ""), headers.get("last-modified", "")
    return DueDocument(row["id"], row["url"], row["entry"], row["portal"], row["role"], *validators)


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
        site_code=row["site_code"] or "",
    )
