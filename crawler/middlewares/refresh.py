"""Pages that lead on by a meta tag."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

_HEAD = 16 * 2**10
"""Bytes in which Scrapy looks for the tag: 4096 characters, of four bytes at most."""


class MetaRefresh(MetaRefreshMiddleware):
    """Scrapy's own, which decodes each page and goes through it; here only those that mention such a tag."""

    def process_response(  # type: ignore[override] # Scrapy is done with passing the spider
        self, request: Request, response: Response
    ) -> Request | Response:
        if b"refresh" not in response.body[:_HEAD].lower():
            return response
        return super().process_response(request, response)
