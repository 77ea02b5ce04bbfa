"""robots.txt: obeyed, remembered for a day, and its Crawl-delay kept."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from crawler.hosts import host_key
from crawler.session import Session
from crawler.spiders.documents import DocumentSpider
from storage.records import RobotsRow

LONGEST_DELAY = 120.0
"""A Crawl-delay of more seconds than this would stop everything; it is kept up to here."""


class RobotsTxt(RobotsTxtMiddleware):
    """Scrapy's own, with three differences.

    What was fetched within a day is taken from the archive. Of an answer 4xx the body says nothing: there is no
    robots.txt, and everything is allowed. And one fault is mended: in Scrapy 2.19 the first of several requests that
    wait for a host's robots.txt takes the parser off the Deferred they share; the others are handed None, which means
    that everything is allowed.
    """

    @property
    def _session(self) -> Session:
        return cast(DocumentSpider, self.crawler.spider).session

    async def robot_parser(self, request: Request) -> RobotParser | None:
        parts = urlsplit(request.url)
        if parts.netloc not in self._parsers:
            remembered = self._session.robots.get(f"{parts.scheme}://{parts.netloc}")
            if remembered:
                self._parsers[parts.netloc] = self._parser(remembered.body)
                self._keep_delay(request, parts.netloc)
        parser = await super().robot_parser(request)
        kept = self._parsers.get(parts.netloc)
        return kept if parser is None and not isinstance(kept, Deferred) else parser

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if 400 <= response.status < 500:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        parts = urlsplit(request.url)
        if response.status < 500:
            row = RobotsRow(f"{parts.scheme}://{parts.netloc}", response.status, response.body)
            self._session.archive.keep_robots(row, self._session.clock())
        self._keep_delay(request, netloc)

    def _parser(self, body: bytes) -> RobotParser:
        return build_from_crawler(self._parserimpl, self.crawler, body)

    def _keep_delay(self, request: Request, netloc: str) -> None:
        """Wait as long between two requests as robots.txt asks for, where that is longer than we do anyway."""
        rules = getattr(self._parsers[netloc], "rp", None)
        asked = rules.crawl_delay(self._default_useragent) if rules else None
        if not asked or self.crawler.engine is None:
            return
        downloader = self.crawler.engine.downloader
        key = host_key(request.url)
        own = downloader.per_slot_settings.setdefault(key, {"concurrency": 1})
        own["delay"] = max(own.get("delay", self._session.watchlist.delay), min(float(asked), LONGEST_DELAY))
        if key in downloader.slots:
            downloader.slots[key].delay = own["delay"]
