"""Between the spiders and the network: addresses we stay away from, hosts that want to be left alone, cookies."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from scrapy.robotstxt import RobotParser
from twisted.internet.defer import Deferred

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


class RobotsTxt(RobotsTxtMiddleware):
    """Scrapy's own, with one fault mended: robots.txt holds for all requests that waited for it.

    In Scrapy 2.19 the first of several requests that wait for a host's robots.txt takes the parser off the Deferred
    they share; the others are handed None, which means that everything is allowed.
    """

    async def robot_parser(self, request: Request) -> RobotParser | None:
        parser = await super().robot_parser(request)
        kept = self._parsers.get(urlsplit(request.url).netloc)
        return kept if parser is None and not isinstance(kept, Deferred) else parser


class RestingHosts:
    """Leaves a host alone once it fails again and again, limits or challenges us, or can't serve its robots.txt."""

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


class HostCookies:
    """Sends a host its own cookies back, for as long as the crawl lasts.

    Some portals answer with a cookie and a redirect to the same address. Scrapy's own middleware would do, but it
    fetches the Public Suffix List from the internet with the first cookie; a jar per host needs no such list.
    """

    def __init__(self) -> None:
        self.jars: defaultdict[str, CookieJar] = defaultdict(CookieJar)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostCookies:  # noqa: ARG003 - Scrapy's signature
        return cls()

    def process_request(self, request: Request) -> None:
        request.headers.pop("Cookie", None)  # a redirect takes over the headers of the request before it
        self.jars[urlsplit(request.url).netloc].add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        self.jars[urlsplit(request.url).netloc].extract_cookies(response, request)
        return response
