"""Hosts that refuse us, limit us or fail are left alone, and none is asked more than its budget."""

from __future__ import annotations

from collections import Counter
from typing import cast
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.errors import BudgetSpent, HostResting, Postponed
from crawler.failures import in_words
from crawler.families import Page
from crawler.guards import CHALLENGE_STATUSES, find_challenge
from crawler.hosts import host_key, read_retry_after
from crawler.session import Session
from crawler.spiders.documents import DocumentSpider

FAILURES_IN_A_ROW = 6
"""After so many a host is left alone for the rest of the run; three addresses, each asked twice."""
REFUSALS_IN_A_ROW = 3
"""After so many refusals that are no word about the whole host (403, a page that asks for a captcha)."""
REFUSED = (401, 403, 405)
AT_ONCE = (429, *CHALLENGE_STATUSES)
"""Answers that speak for the whole host."""
_ROBOTS = "/robots.txt"


def _told_apart(response: Response) -> Page:
    """An answer with the one header that tells a page from a file; all of them take longer to read than the page."""
    kind = response.headers.get("Content-Type") or b""
    return Page(response.url, response.status, {"content-type": kind.decode("latin-1")}, response.body)


class ConsiderateHosts:
    """Counts what is sent to each host and what it answers; the nearest of our middlewares to the network."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.failures: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.resting: dict[str, HostResting] = {}
        self.told: set[str] = set()
        """Hosts whose refusal is in the archive already."""
        self.served: set[str] = set()
        self.last_refusal: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ConsiderateHosts:
        ours = cls(crawler)
        crawler.signals.connect(ours.spider_closed, signal=signals.spider_closed)
        return ours

    @property
    def session(self) -> Session:
        return cast(DocumentSpider, self.crawler.spider).session

    def process_request(self, request: Request) -> None:
        host = host_key(request.url)
        request.meta["download_slot"] = host  # a redirect takes over the slot of the request before it
        if host in self.resting and urlsplit(request.url).path != _ROBOTS:
            raise self.resting[host]
        hosts, now = self.session.hosts, self.session.clock()
        row = hosts.resting(host, now) if host not in self.resting else None
        if row and row.rests_until:
            raise Postponed(f"{host} is left alone until {row.rests_until:%Y-%m-%d %H:%M}: {row.reason}")
        if hosts.budget_left(host) <= 0:
            raise BudgetSpent(f"{host} was sent as many requests today as it may be; it is asked again tomorrow")
        hosts.count(host)
        self.session.counts.requests += 1

    def process_response(self, request: Request, response: Response) -> Response:
        host, path = host_key(request.url), urlsplit(request.url).path
        if challenge := find_challenge(_told_apart(response)):
            request.meta["challenge"] = challenge
        why = challenge or f"{path} answered {response.status}"
        pause = response.headers.get("Retry-After") if response.status in (429, 503) else None
        if response.status in AT_ONCE or pause:
            self._rest(host, why, response.status, asked_for=pause.decode("latin-1") if pause else "")
        elif response.status >= 500:
            self._failed(host, why, response.status, at_once=path == _ROBOTS)
        elif path == _ROBOTS:
            self._robots_answered(host)
        elif challenge or response.status in REFUSED:
            self._refused(host, why, response.status)
        else:
            self.failures[host] = self.refusals[host] = 0
            self.served.add(host)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, IgnoreRequest):
            robots = urlsplit(request.url).path == _ROBOTS
            why = f"{'its robots.txt ' if robots else 'it '}{in_words(exception)}"
            self._failed(host_key(request.url), why, None, at_once=robots)

    def spider_closed(self) -> None:
        """What this run has shown of each host is what the next begins with."""
        now = self.session.clock()
        for host, why in self.last_refusal.items():
            if host not in self.served and host not in self.told:
                self.session.hosts.refused(host, why, now)
        for host in self.served - self.told:
            self.session.hosts.served(host, now)

    def _robots_answered(self, host: str) -> None:
        """A host is asked a second time for its robots.txt; when that goes well, the first time is forgotten."""
        self.failures[host] = 0
        self.resting.pop(host, None)

    def _refused(self, host: str, why: str, status: int) -> None:
        self.refusals[host] += 1
        self.last_refusal[host] = why
        if self.refusals[host] >= REFUSALS_IN_A_ROW:
            self._rest(host, why, status)

    def _failed(self, host: str, why: str, status: int | None, *, at_once: bool) -> None:
        self.failures[host] += 1
        if at_once or self.failures[host] >= FAILURES_IN_A_ROW:
            reason = f"{host} is left alone for this run: {why}"
            self.resting.setdefault(host, HostResting(reason, status, refused=False))

    def _rest(self, host: str, why: str, status: int, asked_for: str = "") -> None:
        """Leave the host alone in this run and, longer with each run in which it comes to this, in the next ones."""
        reason = f"{host} is left alone for this run: {why}"
        self.resting.setdefault(host, HostResting(reason, status, refused=True))
        if host not in self.told:
            self.told.add(host)
            now = self.session.clock()
            self.session.hosts.refused(host, why, now, read_retry_after(asked_for, now))
