"""Finds the columns of annual reports on portals, beginning at their home pages, with as few requests as will do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.column_visit import ColumnVisit, Known
from crawler.failures import explain
from crawler.families import Ask, Page
from crawler.families.markup import without_fragment
from crawler.families.sniff import sniff
from crawler.guards import HTML_MAX_BYTES
from crawler.items import Listing
from crawler.leads import Lead
from crawler.proposals import propose_bodies
from crawler.search import Search, may_be_column
from crawler.session import tell
from crawler.spiders.check import CheckSpider
from crawler.spiders.documents import to_page
from crawler.spiders.watch import ColumnFound
from crawler.watchlist import Portal


class DiscoverSpider(CheckSpider):
    """Follows the most promising link first, reads what may be a column, and tells of each that lists reports."""

    name = "discover"

    def __init__(self, *args: Any, homes: Sequence[str], pages: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.searches = [Search(home, pages) for home in homes]
        self.columns: dict[str, Portal] = {}
        self.search_of: dict[str, Search] = {}
        """Which search a column was tried in, by the column's id."""

    async def start(self) -> AsyncIterator[Any]:
        for search in self.searches:
            for request in self._request(search, search.begin()):
                yield request

    def portal_of(self, listing: Listing) -> Portal:
        return self.columns[listing.portal]

    def _go_on(self, search: Search) -> Iterator[Request]:
        yield from self._request(search, search.next_lead())

    def _request(self, search: Search, lead: Lead | None) -> Iterator[Request]:
        if lead:
            yield Request(
                without_fragment(lead.url),
                callback=self.read_lead,
                errback=self.lead_failed,
                cb_kwargs={"search": search, "lead": lead},
                meta={"download_maxsize": HTML_MAX_BYTES},
                dont_filter=True,
            )

    def read_lead(self, response: Response, search: Search, lead: Lead) -> Iterator[ColumnFound]:
        page = to_page(response, Ask(without_fragment(lead.url)))
        if page.status != 200 or response.meta.get("challenge"):
            detail = response.meta.get("challenge") or f"answered {page.status}"
            tell("lost", home=search.home, url=lead.url, detail=detail)
            yield from self._go_on(search)
            return
        search.learn(page, lead.depth)
        if may_be_column(lead, sniff(page)):
            yield from self._try_column(response, page, search, lead)
        else:
            yield from self._go_on(search)

    def lead_failed(self, failure: Failure) -> Iterator[Request]:
        asked: dict[str, Any] = failure.request.cb_kwargs  # type: ignore[attr-defined] # Scrapy puts it there
        tell("lost", home=asked["search"].home, url=asked["lead"].url, detail=explain(failure).detail)
        yield from self._go_on(asked["search"])

    def _try_column(self, response: Response, page: Page, search: Search, lead: Lead) -> Iterator[ColumnFound]:
        """Read a page that is here already as the first of a column."""
        visit = self._visit(search, lead.url, lead.words or lead.url, "auto", "never")
        visit.ask(page.asked)
        yield from self._read_page(response, page, visit)
        yield from self._page_done(visit)

    def _visit(self, search: Search, url: str, name: str, family: str, browser: str) -> ColumnVisit:
        id_ = f"column_{len(self.columns)}"
        values = {"id": id_, "name": name, "url": url, "family": family, "browser": browser}
        self.columns[id_] = Portal.model_validate(values)
        self.search_of[id_] = search
        return ColumnVisit(self.columns[id_], known=Known())

    def _visited(self, visit: ColumnVisit) -> Iterator[ColumnFound]:
        search, reports = self.search_of[visit.portal.id], self.look_at(visit.portal).reports
        search.pass_over([*visit.seen, *(ask.url for ask in (*visit.asked, *visit.put_off))])
        if reports and search.is_new(report.url for report in reports):
            self._tell(search, visit)
        elif not reports and self._may_be_rendered(visit):
            again = self._visit(search, visit.portal.url, visit.portal.name, "rendered", "always")
            yield from self._column_requests(again, [Ask(without_fragment(again.portal.url))])
            return
        elif not reports:
            detail = visit.result().detail or "it lists no report"
            tell("empty", home=search.home, url=visit.portal.url, name=visit.portal.name, detail=detail)
        yield from self._go_on(search)

    def _may_be_rendered(self, visit: ColumnVisit) -> bool:
        """Whether a page without reports may have some once a script has run: it is of no make that we know."""
        plain = visit.portal.browser == "never" and self.look_at(visit.portal).looks == "generic-static"
        return plain and not self.session.browser_missing

    def _tell(self, search: Search, visit: ColumnVisit) -> None:
        look, portal = self.look_at(visit.portal), visit.portal
        proposals = propose_bodies(report.title for report in look.reports)
        tell(
            "found",
            home=search.home,
            url=portal.url,
            name=portal.name,
            family=self._family_of(visit),
            browser=portal.browser,
            reports=len(look.reports),
            newest=look.newest.isoformat() if look.newest else None,
            older=bool(visit.put_off),
            bodies=[{"name": body.name, "kind": body.kind} for body in proposals],
        )

    def _family_of(self, visit: ColumnVisit) -> str:
        """The family to name in a watch list. What only leads on stays `auto`: it may lead elsewhere tomorrow."""
        look, portal = self.look_at(visit.portal), visit.portal
        if portal.family != "auto" or look.looks != "generic-static":
            return look.looks if portal.family == "auto" else portal.family
        if [report.url for report in look.reports] == [without_fragment(portal.url)]:
            return "report-page"
        return "auto" if len(visit.asked) > 1 else look.looks
