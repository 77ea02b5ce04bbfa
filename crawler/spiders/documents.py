"""Fetching documents: what every spider here does once it knows what to fetch."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.failures import explain
from crawler.families import FAMILIES, Ask, Family, Page, Post
from crawler.guards import find_challenge, is_html, refusal, too_large
from crawler.items import Failed, Fetched, Gone, Target
from crawler.session import Session

_LOGGER = logging.getLogger(__name__)
_GONE = (404, 410)


def to_page(response: Response, ask: Ask | None = None) -> Page:
    named = response.headers.items()
    headers = {name.decode("latin-1").lower(): b", ".join(values).decode("latin-1") for name, values in named}
    headers.pop("set-cookie", None)  # nothing that could identify a session is kept
    return Page(response.url, response.status, headers, response.body, ask)


class DocumentSpider(scrapy.Spider):
    """Base of the spiders: inherit, write `start()`, and pass what is to be fetched to `document_requests`.

    For example `yield from self.document_requests([Target("some_portal", "http://…/post_1.html", "page", listing)])`.
    """

    def __init__(self, session: Session, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self.asked = set(session.known)

    def family_of(self, portal: str) -> Family:
        return FAMILIES[self.session.portals_by_id[portal].family]

    def document_requests(self, targets: Iterable[Target]) -> Iterator[Request]:
        """Requests for what is not in the archive yet and may be fetched, each once in a crawl."""
        hosts = self.session.watchlist.allowed_hosts
        for target in targets:
            if target.url in self.asked:
                continue
            self.asked.add(target.url)
            if reason := refusal(target.url, hosts):
                _LOGGER.info("%s of %s is left alone: %s", target.role, target.portal, reason)
                continue
            yield self.document_request(target)

    def document_request(self, target: Target) -> Request:
        portal = self.session.portals_by_id[target.portal]
        rendered = target.role == "page" and portal.browser != "never"
        return Request(
            target.url,
            callback=self.read_document,
            errback=self.document_failed,
            cb_kwargs={"target": target},
            meta=self.rendering(FAMILIES[portal.family].content) if rendered else {},
            dont_filter=True,  # we keep our own list, and a redirect back to itself with a cookie is no repetition
        )

    def rendering(self, content: str) -> dict[str, Any]:
        """Request meta for a page that a browser has to show; empty when there is no browser."""
        if self.session.browser_missing:
            return {}
        from crawler.rendering import rendering_meta  # imports Playwright, which most crawls do without

        return rendering_meta(content, self.settings["USER_AGENT"])

    def read_document(self, response: Response, target: Target) -> Iterator[Fetched | Failed | Gone | Request]:
        page = to_page(response)
        if page.status in _GONE:
            yield Gone(target, page.status)
        elif problem := _problem(page):
            yield Failed(target, problem, page.status, page.headers)
        else:
            post = self._read_post(page, target)
            attachments = tuple(
                Target(target.portal, file.url, "attachment", target.owner, file.name) for file in post.attachments
            )
            rendered = "playwright" in response.flags and is_html(page)
            yield Fetched(target, page.status, page.headers, page.body, rendered, post.published_on, attachments)
            yield from self.document_requests(attachments)

    def document_failed(self, failure: Failure) -> Iterator[Failed]:
        reason = explain(failure)
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
    if challenge := find_challenge(page):
        return challenge
    if page.status != 200:
        return f"answered {page.status}"
    if not page.body:
        return "answered with nothing"
    return too_large(page)
