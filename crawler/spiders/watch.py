"""Reads the columns of the watch list and fetches what is new in them, once."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.asks import read_asks
from crawler.column_visit import ColumnVisit, Known, page_digest
from crawler.entries import find_year, is_annual_report, match_body
from crawler.failures import explain
from crawler.families import FAMILIES, Ask, Column, Entry, Family, Page, Unreadable
from crawler.families.attachments import file_name, is_file
from crawler.guards import HTML_MAX_BYTES, find_soft_404
from crawler.items import Listed, Listing, Outcome, Role, Target, Visit
from crawler.spiders.documents import DocumentSpider, Found, to_page, validators
from crawler.watchlist import Portal
from storage.addresses import address_key
from storage.records import ColumnPage

_LOGGER = logging.getLogger(__name__)
_NO_BROWSER = "no browser was found, pages were fetched without one; install Chromium or set NIANBAO_CHROMIUM"
_COLUMNS_FIRST = 10
_OUTCOMES: dict[int, Outcome] = {401: "blocked", 403: "blocked", 429: "blocked", 404: "moved", 410: "moved"}
"""What an answer to a column means by its status; any other is that the column can't be reached."""

ColumnFound = Listed | Visit | Found


class WatchSpider(DocumentSpider):
    """Columns, their entries, and the documents of those not fetched before."""

    name = "watch"

    async def start(self) -> AsyncIterator[Any]:
        for portal in self.session.columns:
            remark = _NO_BROWSER if portal.browser != "never" and self.session.browser_missing else ""
            visit = ColumnVisit(portal, remark, self._known(portal))
            for request in self._column_requests(visit, [self.family_of(portal.id).start(portal.url)]):
                yield request
        for portal in self.session.columns:
            for found in self.document_requests(self._left_over(portal)):
                yield found

    def _left_over(self, portal: Portal) -> Iterator[Target]:
        """Entries that an earlier crawl listed and did not come to; a column that is the same is not looked into."""
        for entry, url in self.session.archive.entries_waiting(portal.id):
            yield _target(portal.id, url, entry)

    def _known(self, portal: Portal) -> Known | None:
        """What is known of a column of which the first page is enough."""
        if portal.id not in self.session.first_pages:
            return None
        archive = self.session.archive
        return Known(archive.column_pages(portal.id), archive.entries_of(portal.id), archive.last_count(portal.id))

    def _column_requests(self, visit: ColumnVisit, asks: Iterable[Ask]) -> Iterator[Request]:
        for ask in filter(visit.ask, asks):
            last = visit.last_time(ask)
            yield Request(
                ask.url,
                method=ask.method,
                body=ask.body,
                headers=dict(ask.headers) | (validators(last.etag, last.last_modified) if last else {}),
                callback=self.read_column,
                errback=self.column_failed,
                cb_kwargs={"visit": visit, "ask": ask},
                meta={"download_maxsize": HTML_MAX_BYTES, **self._column_rendering(visit.portal, ask)},
                priority=_COLUMNS_FIRST,
                dont_filter=True,  # two portals may share a page
            )

    def _reader(self, portal: Portal, ask: Ask) -> Family:
        """The family that reads what comes of `ask`."""
        return FAMILIES[ask.family or portal.family]

    def _column_rendering(self, portal: Portal, ask: Ask) -> dict[str, Any]:
        if portal.browser != "always" or ask.data or self.session.browser_missing:
            return {}
        from crawler.rendering import column_meta  # imports Playwright, which most crawls do without

        return column_meta(self.settings["USER_AGENT"], ask.presses)

    def read_column(self, response: Response, visit: ColumnVisit, ask: Ask) -> Iterator[ColumnFound]:
        page, last = to_page(response, ask), visit.last_time(ask)
        if last and _is_the_same(page, last):
            visit.answered(200)
            visit.unchanged += 1
            yield from self._column_requests(visit, read_asks(last.leads))
        else:
            yield from self._read_page(response, page, visit)
        yield from self._page_done(visit)

    def _read_page(self, response: Response, page: Page, visit: ColumnVisit) -> Iterator[ColumnFound]:
        column = self._column_of(page, visit, response.meta.get("challenge")).read_by(page.asked.family)
        leads_on = visit.see(column, page)
        reports = [entry for entry in column.entries if is_annual_report(entry.title) and visit.lists(entry)]
        listings = tuple(self._listing(visit.portal, entry) for entry in reports)
        if listings:
            yield Listed(listings)
        for listing in listings:
            yield from self._documents_of(listing, response, page.asked)
        yield from self._column_requests(visit, column.more)
        yield from self._column_requests(visit, visit.older(column.older) if leads_on else ())

    def _documents_of(self, listing: Listing, response: Response, ask: Ask) -> Iterator[Found]:
        """What an entry leads to; a column that is the report is in our hands already, and not asked for again."""
        target, key = _target(listing.portal, listing.entry.url, listing), address_key(listing.entry.url)
        if target.url == response.url and not ask.data and key not in self.asked:
            self.asked.add(key)
            yield from self.read_document(response, target)
        else:
            yield from self.document_requests([target])

    def column_failed(self, failure: Failure) -> Iterator[ColumnFound]:
        visit: ColumnVisit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined] # Scrapy puts it there
        reason = explain(failure)
        visit.fail(reason.outcome, reason.status, reason.detail)
        yield from self._page_done(visit)

    def _page_done(self, visit: ColumnVisit) -> Iterator[ColumnFound]:
        visit.waiting -= 1
        if visit.waiting == 0:
            yield from self._column_requests(visit, visit.what_was_put_off())
        if visit.waiting == 0:
            yield visit.result()

    def _column_of(self, page: Page, visit: ColumnVisit, challenge: str | None) -> Column:
        """What a page of the column says; where it says nothing, the visit is told why."""
        family = self._reader(visit.portal, page.asked)
        if challenge:
            visit.fail("blocked", page.status, challenge)
        elif page.status != 200 and (instead := family.read_error(page, visit.portal.url)):
            visit.answered(200)
            return instead
        elif page.status != 200:
            visit.fail(_OUTCOMES.get(page.status, "unreachable"), page.status, f"{page.url} answered {page.status}")
        elif len(visit.asked) == 1 and (missing := find_soft_404(page, page.asked.url)):
            visit.fail("moved", page.status, f"{page.asked.url}: {missing}")
        else:
            visit.answered(page.status)
            return self._read(family, page, visit)
        return Column()

    def _read(self, family: Family, page: Page, visit: ColumnVisit) -> Column:
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
        year = find_year(entry.title)
        body = match_body(entry.title, expected, watchlist.bodies, entry.publisher, year)
        return Listing(portal.id, entry, body, year)


def _is_the_same(page: Page, last: ColumnPage) -> bool:
    return page.status == 304 or (page.status == 200 and page_digest(page) == last.digest)


def _target(portal: str, url: str, owner: Listing | int) -> Target:
    """The document an entry leads to: a page, or straight to a file."""
    role: Role = "attachment" if is_file(url) else "page"
    return Target(portal, url, role, owner, file_name(url) if role == "attachment" else "")
