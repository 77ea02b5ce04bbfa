"""Where what spiders found goes into the archive; nothing else in this package writes to it."""

from __future__ import annotations

import asyncio
from typing import cast

from scrapy.crawler import Crawler

from crawler.items import Failed, Fetched, Gone, Listing, Target, Visit
from crawler.session import Session, tell
from crawler.spiders.documents import DocumentSpider
from storage.errors import ArchiveError
from storage.records import DocumentRow, EntryRow, FailureRow, FetchRow, VisitRow

Item = Listing | Fetched | Failed | Gone | Visit


class ArchivePipeline:
    """Writes each item as it comes. When the archive can't be written the crawl ends: what is fetched would be lost."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.entries: dict[tuple[str, str], int] = {}
        self.stopping: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivePipeline:
        return cls(crawler)

    @property
    def session(self) -> Session:
        return cast(DocumentSpider, self.crawler.spider).session

    def process_item(self, item: Item) -> Item:
        if self.session.lost is None:
            try:
                self._keep(item)
            except ArchiveError as error:
                self.session.lost = error
                self.stopping = asyncio.get_running_loop().create_task(self.crawler.stop_async())
        return item

    def _keep(self, item: Item) -> None:
        match item:
            case Listing():
                self._entry(item)
            case Fetched():
                self._keep_document(item)
            case Failed():
                self._keep_failure(item)
            case Gone():
                self._keep_absence(item)
            case Visit():
                self._keep_visit(item)

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
        row = DocumentRow(owner, target.url, target.role, target.name, item.published_on if item else None)
        return self.session.archive.see_document(row, self.session.clock()).id

    def _keep_document(self, item: Fetched) -> None:
        session = self.session
        media_type = (
            item.headers.get("content-type", "").partition(";")[0].strip().lower() or "application/octet-stream"
        )
        fetch = FetchRow(
            document=self._document(item.target, item),
            run=session.run,
            status=item.status,
            headers=item.headers,
            media_type=media_type,
            body=item.body,
            rendered=item.rendered,
        )
        for attachment in item.attachments:
            self._document(attachment)  # noted before it is fetched: a crawl that dies in between leaves a trace
        kept = session.archive.keep_snapshot(fetch, session.clock())
        session.counts.snapshots_new += kept.new
        target = item.target
        tell("document", portal=target.portal, url=target.url, role=target.role, new=kept.new, changed=kept.changed)

    def _keep_failure(self, item: Failed) -> None:
        failure = FailureRow(self._document(item.target), self.session.run, item.status, item.headers, item.error)
        self.session.archive.record_failure(failure, self.session.clock())
        tell("failed", portal=item.target.portal, url=item.target.url, status=item.status, error=item.error)

    def _keep_absence(self, item: Gone) -> None:
        self.session.archive.document_gone(
            self._document(item.target), self.session.run, item.status, self.session.clock()
        )
        tell("failed", portal=item.target.portal, url=item.target.url, status=item.status, error="gone")

    def _keep_visit(self, visit: Visit) -> None:
        row = VisitRow(visit.portal, self.session.run, visit.outcome, visit.status, visit.entries, visit.detail)
        self.session.archive.record_visit(row, self.session.clock())
        tell("column", portal=visit.portal, outcome=visit.outcome, entries=visit.entries, detail=visit.detail)
