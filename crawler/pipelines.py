"""Where what spiders found goes into the archive; nothing else in this package writes to it."""

from __future__ import annotations

import asyncio
from typing import cast

from scrapy.crawler import Crawler

from crawler.items import Fetched, Gone
from crawler.keeping import Item, Keeping
from crawler.session import Session
from crawler.spiders.documents import DocumentSpider
from storage.errors import ArchiveError

MOST_ITEMS = 100
MOST_BYTES = 8 * 2**20
LONGEST_WAIT = 0.3
"""Items wait for each other, so many, so large, or so many seconds: then they go into the archive in one transaction. A
crawl that is killed meanwhile fetches them again."""


class ArchivePipeline:
    """Gathers items and writes them together, as a transaction each would take longer than a request.

    When the archive can't be written the crawl ends: what is fetched would be lost. That a document is gone counts only
    in a run that could read its column, so such items wait for the end of the run.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.waiting: list[Item] = []
        self.gone: list[Gone] = []
        self.size = 0
        self.timer: asyncio.TimerHandle | None = None
        self.writing: asyncio.Task[None] | None = None
        self.stopping: asyncio.Task[None] | None = None
        self._keeping: Keeping | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivePipeline:
        return cls(crawler)

    @property
    def session(self) -> Session:
        return cast(DocumentSpider, self.crawler.spider).session

    async def process_item(self, item: Item) -> Item:
        if isinstance(item, Gone):
            self.gone.append(item)
        else:
            self.waiting.append(item)
            self.size += len(item.body) if isinstance(item, Fetched) else 0
        if self._is_full() and self.writing:
            await self.writing  # the disk is slower than the network: let it catch up
        if self._is_full():
            self._begin()
        elif self.timer is None and self.waiting:
            self.timer = asyncio.get_running_loop().call_later(LONGEST_WAIT, self._begin)
        return item

    def _is_full(self) -> bool:
        return len(self.waiting) >= MOST_ITEMS or self.size >= MOST_BYTES

    async def close_spider(self) -> None:
        self._begin()
        if self.writing:
            await self.writing
        self.waiting = list(self.gone)
        self._begin()
        if self.writing:
            await self.writing

    def _begin(self) -> None:
        """Begin to put down everything that waits, after what is being put down already."""
        if self.timer:
            self.timer.cancel()
        self.timer, self.size = None, 0
        items, self.waiting = self.waiting, []
        self.writing = asyncio.get_running_loop().create_task(self._write_after(self.writing, items))

    async def _write_after(self, before: asyncio.Task[None] | None, items: list[Item]) -> None:
        if before:
            await before
        if self.session.lost is None:
            try:
                await self._write(items)
            except ArchiveError as error:
                self.session.lost = error
                self.stopping = asyncio.get_running_loop().create_task(self.crawler.stop_async())

    async def _write(self, items: list[Item]) -> None:
        """Bytes first, while the network goes on; then all that is known of them, in one transaction."""
        session = self.session
        keeping = self._keeping = self._keeping or Keeping(session)
        await asyncio.to_thread(keeping.keep_bytes, items)
        with session.archive.transaction():
            for item in items:
                keeping.keep(item)
            session.hosts.save_counts(session.clock())
        keeping.tell()
