"""From what spiders found to the verbs of the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from crawler.items import Failed, Fetched, Gone, Listed, Listing, Pictured, Target, Unchanged, Visit
from crawler.session import Session, tell_all
from storage.connection import clear_errors
from storage.records import DocumentRow, EntryRow, FailureRow, FetchRow, VisitRow

Item = Listed | Target | Fetched | Unchanged | Failed | Gone | Pictured | Visit

COLUMN_READ_WITHIN = dt.timedelta(hours=48)
"""That a document is gone counts where its column was read so lately: else the site may be down as a whole."""


class Keeping:
    """Writes items; belongs into a transaction. What is to be told of them waits for its end."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.entries: dict[tuple[str, str], int] = {}
        self._hashes: dict[int, str] = {}
        """Of the bytes put down last, by the item they are of."""
        self._told: list[tuple[str, dict[str, Any]]] = []

    def keep_bytes(self, items: Iterable[Item]) -> None:
        """Put the bytes of the items on the disk; they are not known to anybody yet. Raises ArchiveError."""
        blobs = self.session.archive.blobs
        fetched = [item for item in items if isinstance(item, Fetched)]
        with clear_errors(blobs.root):
            hashes = blobs.keep_all([item.body for item in fetched])
        self._hashes = {id(item): sha256 for item, sha256 in zip(fetched, hashes, strict=True)}

    def keep(self, item: Item) -> None:
        match item:
            case Listed():
                for listing in item.listings:
                    self._entry(listing)
            case Target():
                self._document(item)
            case Fetched():
                self._fetched(item)
            case Unchanged():
                self._unchanged(item)
            case Failed():
                self._failed(item)
            case Gone():
                self._gone(item)
            case Pictured():
                self.session.archive.keep_screenshot(self._document(item.target), item.picture, self.session.clock())
            case Visit():
                self._visit(item)

    def tell(self) -> None:
        """Tell the parent process what has been kept."""
        told, self._told = self._told, []
        tell_all(told)

    def _later(self, event: str, **particulars: object) -> None:
        self._told.append((event, particulars))

    def _entry(self, listing: Listing) -> int:
        """The archive's number of an entry; it is told of once in a crawl."""
        key = listing.portal, listing.entry.url
        if key not in self.entries:
            entry = listing.entry
            row = EntryRow(*key, entry.title, listing.body, listing.year, entry.shown_on, entry.platform_on)
            seen = self.session.archive.see_entry(row, self.session.clock())
            self.session.counts.entries_new += seen.new
            self.entries[key] = seen.id
        return self.entries[key]

    def _document(self, target: Target, item: Fetched | None = None) -> int:
        """The archive's number of a document."""
        if target.document is not None and item is None:
            return target.document
        owner = target.owner if isinstance(target.owner, int) else self._entry(target.owner)
        published, code = (item.published_on, item.site_code) if item else (None, "")
        row = DocumentRow(owner, target.url, target.role, target.name, published, target.left_alone, code)
        return self.session.archive.see_document(row, self.session.clock()).id

    def _fetched(self, item: Fetched) -> None:
        session, target = self.session, item.target
        declared = item.headers.get("content-type", "").partition(";")[0].strip().lower()
        fetch = FetchRow(
            document=self._document(target, item),
            run=session.run,
            status=item.status,
            headers=item.headers,
            media_type=declared or "application/octet-stream",
            body=item.body,
            rendered=item.rendered,
            exchange=item.exchange,
            screenshot=item.screenshot,
            sha256=self._hashes.get(id(item), ""),
        )
        for attachment in item.attachments:
            self._document(attachment)  # noted before it is fetched: a crawl that dies in between leaves a trace
        kept = session.archive.keep_snapshot(fetch, session.clock())
        session.counts.snapshots_new += kept.new
        told = {"portal": target.portal, "url": target.url, "role": target.role}
        self._later("document", **told, new=kept.new, changed=kept.changed)

    def _unchanged(self, item: Unchanged) -> None:
        target = item.target
        answer = FailureRow(self._document(target), self.session.run, 304, item.headers, "", item.exchange)
        self.session.archive.document_unchanged(answer, self.session.clock())
        told = {"portal": target.portal, "url": target.url, "role": target.role}
        self._later("document", **told, new=False, changed=False)

    def _failed(self, item: Failed) -> None:
        document = self._document(item.target)
        failure = FailureRow(document, self.session.run, item.status, item.headers, item.error, item.exchange)
        self.session.archive.record_failure(failure, self.session.clock())
        self._later("failed", portal=item.target.portal, url=item.target.url, status=item.status, error=item.error)

    def _gone(self, item: Gone) -> None:
        """What is gone counts only while its column can be read: else we have not looked in earnest."""
        archive, now = self.session.archive, self.session.clock()
        document = self._document(item.target)
        read = archive.last_read(item.target.portal)
        if read and now - read <= COLUMN_READ_WITHIN:
            archive.document_gone(document, self.session.run, item.status, now, item.exchange)
            error = "gone"
        else:
            error = f"answered {item.status} as if gone, while its column could not be read"
            archive.record_failure(FailureRow(document, self.session.run, item.status, {}, error, item.exchange), now)
        self._later("failed", portal=item.target.portal, url=item.target.url, status=item.status, error=error)

    def _visit(self, visit: Visit) -> None:
        """A visit that was put off is none: nobody has looked."""
        told = {"portal": visit.portal, "outcome": visit.outcome, "entries": visit.entries, "detail": visit.detail}
        if visit.outcome != "postponed":
            archive, now = self.session.archive, self.session.clock()
            run = self.session.run
            row = VisitRow(visit.portal, run, visit.outcome, visit.status, visit.entries, visit.detail, visit.whole)
            archive.record_visit(row, now)
            for page in visit.pages:
                archive.keep_column_page(page, now)
        self._later("column", **told)
