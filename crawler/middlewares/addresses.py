"""Addresses that are not fetched: hosts the watch list does not name, names that lead into a private network."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from twisted.internet import error

from crawler.errors import AddressRefused
from crawler.guards import refusal
from crawler.resolution import private_refusal, resolve
from crawler.spiders.documents import DocumentSpider


class AllowedAddresses:
    """Lets only addresses of the watch list's hosts pass; a redirect is a new request and is asked again.

    A name is looked up once in a crawl and checked before anything is sent; the connection is then made to the address
    that was checked, as Scrapy's resolver keeps it. So a name can't answer one thing to the check and another to the
    connection.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._checked: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AllowedAddresses:
        return cls(crawler)

    @property
    def _allowed(self) -> tuple[str, ...]:
        return cast(DocumentSpider, self.crawler.spider).session.watchlist.allowed_hosts

    async def process_request(self, request: Request) -> None:
        if reason := refusal(request.url, self._allowed):
            raise AddressRefused(reason)
        host = urlsplit(request.url).hostname or ""
        if host not in self._checked:
            await self._check(host)
            self._checked.add(host)

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy passes it by name
        if reason := refusal(response.url, self._allowed):  # a browser follows redirects by itself
            raise AddressRefused(reason)
        return response

    async def _check(self, host: str) -> None:
        try:
            address = await resolve(host)
        except error.DNSLookupError as failure:
            raise CannotResolveHostError(str(failure)) from failure
        if reason := private_refusal(host, address, self._allowed):
            raise AddressRefused(reason)
