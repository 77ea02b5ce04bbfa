"""Reads the columns of the watch list and fetches what is new in them, once."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.column_visit import ColumnVisit
from crawler.entries import find_year, is_annual_report, match_body
from crawler.failures import explain
from crawler.families import FAMILIES, Ask, Column, Entry, Family, Page, Unreadable
from crawler.families.attachments import file_name, is_file
from crawler.guards import HTML_MAX_BYTES, find_challenge
from crawler.items import Failed, Fetched, Gone, Listing, Outcome, Role, Target, Visit
from crawler.spiders.documents import DocumentSpider, to_page
from crawler.watchlist import Portal

_LOGGER = logging.getLogger(__name__)
_NO_BROWSER = "no browser was found, pages were fetched without one; install Chromium or set NIANBAO_CHROMIUM"
_COLUMNS_FIRST = 10
Found = Listing | Visit | Fetched | Failed | Gone


class WatchSpider(DocumentSpider):
    """Columns, their entries, and the documents of those not fetched before."""

    name = "watch"

    async def start(self) -> AsyncIterator[Any]:
        for portal in self.session.portals:
            remark = _NO_BROWSER if portal.browser != "never" and self.session.browser_missing else ""
            visit = ColumnVisit(portal, remark)
            for request in self._column_requests(visit, [self.family_of(portal.id).start(portal.url)]):
                yield request

    def _column_requests(self, visit: ColumnVisit, asks: Iterable[Ask]) -> Iterator[Request]:
        for ask in filter(visit.ask, asks):
            yield Request(
                ask.url,
                method=ask.method,
                body=ask.body,
                headers=dict(ask.headers),
                callback=self.read_column,
                errback=self.column_failed,
                cb_kwargs={"visit": visit, "ask": ask},
                meta={"download_maxsize": HTML_MAX_BYTES, **self._column_rendering(visit.portal, ask)},
                priority=_COLUMNS_FIRST,
                dont_filter=True,  # two portals may share a page
            )

    def _reader(self, portal: Portal, ask: Ask) -> Family:
        """The family that reads what comes of `ask`."""
        return FAMILIES[ask.family] if ask.family else self.family_of(portal.id)

    def _column_rendering(self, portal: Portal, ask: Ask) -> dict[str, Any]:
        if portal.browser != "always" or ask.data or self.session.browser_missing:
            return {}
        from crawler.rendering import column_meta  # imports Playwright, which most crawls do without

        return column_meta(self.settings["USER_AGENT"], ask.presses)

    def read_column(self, response: Response, visit: ColumnVisit, ask: Ask) -> Iterator[Found | Request]:
        column = self._column_of(to_page(response, ask), visit)
        leads_on = visit.see(column)
        for entry in column.entries:
            if is_annual_report(entry.title) and entry.url not in visit.listed:
                visit.listed.add(entry.url)
                listing = self._listing(visit.portal, entry)
                yield listing
                yield from self._documents_of(listing, response, ask)
        further = (*column.more, *(column.older if leads_on else ()))
        yield from self._column_requests(visit, (each.read_by(ask.family) for each in further))
        yield from self._page_done(visit)

    def _documents_of(self, listing: Listing, response: Response, ask: Ask) -> Iterator[Found | Request]:
        """What an entry leads to; a column that is the report is in our hands already, and not asked for again."""
        target = _target(listing)
        if target.url == response.url and not ask.data and target.url not in self.asked:
            self.asked.add(target.url)
            yield from self.read_document(response, target)
        else:
            yield from self.document_requests([target])

    def column_failed(self, failure: Failure) -> Iterator[Visit]:
        visit: ColumnVisit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined] # Scrapy puts it there
        reason = explain(failure)
        visit.fail(reason.outcome, reason.status, reason.detail)
        yield from self._page_done(visit)

    def _page_done(self, visit: ColumnVisit) -> Iterator[Visit]:
        visit.waiting -= 1
        if visit.waiting == 0:
            yield visit.result()

    def _column_of(self, page: Page, visit: ColumnVisit) -> Column:
        """What a page of the column says; where it says nothing, the visit is told why."""
        family = self._reader(visit.portal, page.asked)
        if challenge := find_challenge(page):
            visit.fail("blocked", page.status, challenge)
        elif page.status != 200 and (instead := family.read_error(page, visit.portal.url)):
            visit.answered(200)
            return instead
        elif page.status != 200:
            outcome: Outcome = "blocked" if page.status in (401, 403, 429) else "unreachable"
            visit.fail(outcome, page.status, f"{page.url} answered {page.status}")
        else:
            visit.answered(page.status)
            try:
                return family.read_column(page, visit.portal.url)
            except Unreadable as error:
                visit.fail("unreadable", page.status, f"{page.url}: {error}")
            except Exception as error:
                _LOGGER.exception("%s of %s can't be read", page.url, visit.portal.id)
                visit.fail("unreadable", page.status, f"{page.url}: {type(error).__name__}: {error}")
        return Column()

    def _listing(self, portal: Portal, entry: Entry) -> Listing:
        watchlist = self.session.watchlist
        expected = [watchlist.bodies_by_id[body] for body in portal.bodies]
        return Listing(portal.id, entry, match_body(entry.title, expected, watchlist.bodies), find_year(entry.title))


def _target(listing: Listing) -> Target:
    """The document an entry leads to: a page, or straight to a file."""
    url = listing.entry.url
    role: Role = "attachment" if is_file(url) else "page"
    return Target(listing.portal, url, role, listing, file_name(url) if role == "attachment" else "")
