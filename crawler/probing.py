"""One look at portals, in this process; Scrapy's reactor runs once in a process."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawler.browser import browser_settings, usable_chromium
from crawler.crawl import run_spider
from crawler.hosts import HostLedger
from crawler.session import ROBOTS_KEPT_FOR, Session, tell
from crawler.spiders.check import CheckSpider
from crawler.spiders.discover import DiscoverSpider
from crawler.watchlist import Portal, Watchlist
from storage.archive import Archive

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_KEEP_NOTHING: dict[str, Any] = {"ITEM_PIPELINES": {}}


def run_check(home: Path, watchlist: Watchlist, portals: tuple[Portal, ...], log_level: str) -> int:
    """Look at the columns of a watch list and tell of each; returns the exit code."""
    with Archive.open(home) as archive:
        session = _session(archive, watchlist, portals)
        return _run(session, CheckSpider, log_level, _KEEP_NOTHING)


def run_discover(home: Path, site: Watchlist, homes: tuple[str, ...], pages: int, log_level: str) -> int:
    """Look for the columns of portals and tell of each; `pages` is how many pages each may take. Returns the exit
    code."""
    with Archive.open(home) as archive:
        session = _session(archive, site, ())
        session.browser_missing = usable_chromium() is None
        settings = _KEEP_NOTHING | browser_settings(session)
        return _run(session, DiscoverSpider, log_level, settings, homes=homes, pages=pages)


def _session(archive: Archive, watchlist: Watchlist, portals: tuple[Portal, ...]) -> Session:
    """A session of no run: nothing is known, and what is seen is not kept."""
    now = dt.datetime.now(_SHANGHAI)
    session = Session(
        archive=archive,
        run=0,
        watchlist=watchlist,
        portals=portals,
        columns=portals,
        clock=lambda: dt.datetime.now(_SHANGHAI),
        known=frozenset(),
        hosts=HostLedger(archive, watchlist, now),
        robots=archive.robots(now - ROBOTS_KEPT_FOR),
    )
    session.browser_missing = any(portal.browser != "never" for portal in portals) and usable_chromium() is None
    return session


def _run(session: Session, spider: type[CheckSpider], log_level: str, settings: dict[str, Any], **asked: object) -> int:
    crawler = run_spider(session, spider, log_level, settings, **asked)
    session.hosts.save_counts(session.clock())
    numbers = crawler.stats.get_stats() if crawler.stats else {}
    tell("finished", requests=session.counts.requests, errors=numbers.get("log_count/ERROR", 0))
    return 0 if session.ended == "finished" else 1
