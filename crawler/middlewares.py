"""What stands between the spiders and the network: addresses we stay away from, and hosts that want to be left alone."""

from __future__ import annotations

from collections import Counter
from typing import cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.errors import AddressRefused, HostResting
from crawler.guards import CHALLENGE_STATUSES, refusal
from crawler.spiders.documents import DocumentSpider

FAILURES_IN_A_ROW = 6
"""After so many a host is left alone for the rest of the run; three addresses, each asked twice."""
_ROBOTS = "/robots.txt"


class AllowedAddresses:
    """Lets only addresses of the watch list's hosts pass; a redirect is a new request and is asked again."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AllowedAddresses:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        self._hold_against_list(request.url)

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy passes it by name
        self._hold_against_list(response.url)  # a browser follows redirects by itself
        return response

    def _hold_against_list(self, url: str) -> None:
        spider = cast(DocumentSpider, self.crawler.spider)
        if reason := refusal(url, spider.session.watchlist.allowed_hosts):
            raise AddressRefused(reason)


class RestingHosts:
    """Leaves a host alone once it fails again and again, limits us (429), challenges us, or can't serve its robots.txt."""

    def __init__(self) -> None:
        self.failures: Counter[str] = Counter()
        self.resting: dict[str, HostResting] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RestingHosts:  # noqa: ARG003 - Scrapy's signature
        return cls()

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc in self.resting and parts.path != _ROBOTS:
            raise self.resting[parts.netloc]

    def process_response(self, request: Request, response: Response) -> Response:
        parts = urlsplit(request.url)
        if response.status < 500 and response.status not in (429, *CHALLENGE_STATUSES):
            self.failures[parts.netloc] = 0
            if parts.path == _ROBOTS:
                self.resting.pop(parts.netloc, None)
            return response
        at_once = response.status in (429, *CHALLENGE_STATUSES) or parts.path == _ROBOTS
        self._count(parts.netloc, f"{parts.path} answered {response.status}", response.status, at_once=at_once)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, IgnoreRequest):
            self._count(urlsplit(request.url).netloc, type(exception).__name__, None, at_once=False)

    def _count(self, host: str, why: str, status: int | None, *, at_once: bool) -> None:
        self.failures[host] += 1
        if at_once or self.failures[host] >= FAILURES_IN_A_ROW:
            self.resting.setdefault(host, HostResting(f"{host} is left alone for this run: {why}", status))
