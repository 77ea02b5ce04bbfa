"""Fetching documents: what every spider here does once it knows what to fetch."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.exchange import exchange_of, plain_headers
from crawler.failures import explain
from crawler.families import FAMILIES, Ask, Family, Page, Post
from crawler.families.markup import decode
from crawler.families.metadata import read_site_code
from crawler.guards import find_soft_404, is_html, refusal, too_large
from crawler.items import Failed, Fetched, Gone, Pictured, Target, Unchanged
from crawler.session import Session
from storage.addresses import address_key
from storage.records import Exchange

_LOGGER = logging.getLogger(__name__)
_GONE = (404, 410)
_NOT_MODIFIED = 304

Found = Fetched | Failed | Gone | Unchanged | Target | Request


def to_page(response: Response, ask: Ask | None = None) -> Page:
    return Page(response.url, response.status, plain_headers(response.headers), response.body, ask)


def validators(etag: str, last_modified: str) -> dict[str, str]:
    """Headers that ask for a thing only if it has changed; none where the server offered nothing to ask with."""
    named = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in named.items() if value}


class DocumentSpider(scrapy.Spider):
    """Base of the spiders: inherit, write `start()`, and pass what is to be fetched to `document_requests`.

    For example `yield from self.document_requests([Target("some_portal", "http://…/post_1.html", "page", listing)])`.
    """

    def __init__(self, session: Session, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self.asked = set(session.known)

    def closed(self, reason: str) -> None:
        """Called by Scrapy at the end."""
        self.session.ended = reason

    def family_of(self, portal: str) -> Family:
        return FAMILIES[self.session.portals_by_id[portal].family]

    def document_requests(self, targets: Iterable[Target]) -> Iterator[Request | Target]:
        """Requests for what is not in the archive yet and may be fetched, each once in a crawl; what may not be fetched
        comes as it is, to be noted."""
        hosts = self.session.watchlist.allowed_hosts
        for target in targets:
            key = address_key(target.url)
            if key in self.asked:
                continue
            self.asked.add(key)
            if reason := refusal(target.url, hosts):
                yield target.set_aside(reason)
            else:
                yield self.document_request(target)

    def document_request(self, target: Target, headers: dict[str, str] | None = None) -> Request:
        portal = self.session.portals_by_id[target.portal]
        rendered = target.role == "page" and portal.browser != "never"
        return Request(
            target.url,
            headers=headers,
            callback=self.read_document,
            errback=self.document_failed,
            cb_kwargs={"target": target},
            meta=self.rendering(FAMILIES[portal.family].content, picture=self.session.screenshots) if rendered else {},
            dont_filter=True,  # we keep our own list, and a redirect back to itself with a cookie is no repetition
        )

    def rendering(self, content: str, *, picture: bool = False) -> dict[str, Any]:
        """Request meta for a page that a browser has to show; empty when there is no browser."""
        if self.session.browser_missing:
            return {}
        from crawler.rendering import rendering_meta  # imports Playwright, which most crawls do without

        return rendering_meta(content, self.settings["USER_AGENT"], picture=picture)

    def read_document(self, response: Response, target: Target) -> Iterator[Found]:
        page, exchange = to_page(response), exchange_of(response)
        if page.status == _NOT_MODIFIED and target.document is not None:
            yield Unchanged(target, page.headers, exchange)
        elif page.status in _GONE or find_soft_404(page, target.url):
            yield Gone(target, page.status, exchange)
        elif problem := response.meta.get("challenge") or _problem(page):
            yield Failed(target, problem, page.status, page.headers, exchange)
        else:
            yield from self._keep(response, page, target, exchange)

    def _keep(self, response: Response, page: Page, target: Target, exchange: Exchange) -> Iterator[Found]:
        post = self._read_post(page, target)
        attachments = tuple(
            Target(target.portal, file.url, "attachment", target.owner, file.name) for file in post.attachments
        )
        yield Fetched(
            target=target,
            status=page.status,
            headers=page.headers,
            body=page.body,
            rendered="playwright" in response.flags and is_html(page),
            published_on=post.published_on,
            attachments=attachments,
            exchange=exchange,
            site_code=read_site_code(decode(page)) if is_html(page) else "",
            screenshot=_picture(response),
        )
        yield from self.document_requests(attachments)
        if self.session.screenshots and target.role == "page" and not response.meta.get("playwright"):
            yield from self._picture_requests(target)

    def _picture_requests(self, target: Target) -> Iterator[Request]:
        """A page that was fetched plainly is shown to a browser as well, for the picture only."""
        if meta := self.rendering(self.family_of(target.portal).content, picture=True):
            yield Request(
                target.url, callback=self.read_picture, cb_kwargs={"target": target}, meta=meta, dont_filter=True
            )

    def read_picture(self, response: Response, target: Target) -> Iterator[Pictured]:
        if (picture := _picture(response)) and response.status == 200:
            yield Pictured(target, picture)

    def document_failed(self, failure: Failure) -> Iterator[Failed]:
        reason = explain(failure)
        if reason.outcome != "postponed":
            yield Failed(failure.request.cb_kwargs["target"], reason.detail, reason.status)  # type: ignore[attr-defined]

    def _read_post(self, page: Page, target: Target) -> Post:
        """What the page says of itself. A page that trips us is kept all the same: its bytes are what matters."""
        if not is_html(page):
            return Post()
        try:
            return self.family_of(target.portal).read_post(page)
        except Exception:
            _LOGGER.exception("the attachments of %s can't be made out", target.url)
            return Post()


def _problem(page: Page) -> str | None:
    """Why an answer is not the document that was asked for."""
    if page.status != 200:
        return f"answered {page.status}"
    if not page.body:
        return "answered with nothing"
    return too_large(page)


def _picture(response: Response) -> bytes | None:
    """The picture a browser took of the page, where it was asked for one."""
    methods = response.meta.get("playwright_page_methods", ()) if response.request else ()
    return next((method.result for method in methods if isinstance(getattr(method, "result", None), bytes)), None)
