"""One crawl from beginning to end, in this process; Scrapy's reactor runs once in a process."""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.browser import usable_chromium
from crawler.session import Clock, Orders, Session, open_session, tell
from crawler.settings import build_settings
from crawler.spiders.revisit import RevisitSpider
from crawler.spiders.watch import WatchSpider
from crawler.watchlist import Portal, Watchlist
from storage.archive import Archive
from storage.polling import next_look
from storage.records import RunStats

_NOISY = (
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.core.downloader.handlers.http11",
    "scrapy-playwright",
)
"""Loggers that put tracebacks on stderr for what we record as a visit or a sighting."""


def run_crawl(
    home: Path, watchlist: Watchlist, portals: tuple[Portal, ...], clock: Clock, orders: Orders, log_level: str
) -> int:
    """Crawl and record what came of it; returns the exit code. Raises ArchiveError when nothing can be written."""
    with Archive.open(home) as archive:
        session = open_session(archive, watchlist, portals, clock, orders)
        if session is None:
            tell("nothing_due", portals=len(portals), next_at=_next_turn(archive, portals, clock))
            return 0
        needs_browser = orders.screenshots or any(portal.browser != "never" for portal in portals)
        session.browser_missing = needs_browser and usable_chromium() is None
        crawler = run_spider(session, RevisitSpider if session.due else WatchSpider, log_level)
        if session.lost:
            raise session.lost
        return _finish(session, crawler)


def _next_turn(archive: Archive, portals: tuple[Portal, ...], clock: Clock) -> str | None:
    """When the first of the columns is to be read again."""
    chosen = {portal.id for portal in portals}
    turns = [next_look(look, clock()) for look in archive.looks() if look.portal in chosen]
    return min(turns).isoformat() if turns else None


def run_spider(
    session: Session, spider: type[WatchSpider], log_level: str, settings: Mapping[str, Any] = {}, **asked: object
) -> Crawler:
    """Run the one spider this process takes, with `settings` over the usual ones; blocks until it is done."""
    process = AsyncCrawlerProcess(build_settings(session, log_level) | dict(settings))
    logging.getLogger("scrapy").setLevel(log_level)  # else each line is made before it is dropped
    gc.freeze()  # what was imported stays: it need not be gone through again and again
    gc.set_threshold(20_000, 20, 20)  # a request makes hundreds of objects, and nearly all of them go by themselves
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    crawler = process.create_crawler(spider)
    process.crawl(crawler, session=session, **asked)
    process.start()
    return crawler


def _finish(session: Session, crawler: Crawler) -> int:
    numbers = crawler.stats.get_stats() if crawler.stats else {}
    stats = RunStats(
        portals=len(session.columns),
        requests=session.counts.requests,
        entries_new=session.counts.entries_new,
        snapshots_new=session.counts.snapshots_new,
    )
    whole = session.ended == "finished"
    outcome = "finished" if whole else "interrupted"
    session.archive.finish_run(session.run, outcome, stats, session.clock())
    tell(
        outcome,
        run=session.run,
        portals=stats.portals,
        requests=stats.requests,
        entries_new=stats.entries_new,
        snapshots_new=stats.snapshots_new,
        errors=numbers.get("log_count/ERROR", 0),
    )
    return 0 if whole else 1
