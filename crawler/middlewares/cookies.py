"""Cookies, for as long as a crawl lasts."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.cookies import CookieJar


class HostCookies:
    """Sends a host its own cookies back, for as long as the crawl lasts.

    Some portals answer with a cookie and a redirect to the same address. Scrapy's own middleware would do, but it
    fetches the Public Suffix List from the internet with the first cookie; a jar per host needs no such list.
    """

    def __init__(self) -> None:
        self.jars: dict[str, CookieJar] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostCookies:  # noqa: ARG003 - Scrapy's signature
        return cls()

    def process_request(self, request: Request) -> None:
        request.headers.pop("Cookie", None)  # a redirect takes over the headers of the request before it
        if self.jars and (jar := self.jars.get(urlsplit(request.url).netloc)):
            jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        if "Set-Cookie" in response.headers:
            self.jars.setdefault(urlsplit(request.url).netloc, CookieJar()).extract_cookies(response, request)
        return response
