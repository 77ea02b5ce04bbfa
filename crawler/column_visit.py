"""One reading of one column, over all the pages it takes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.asks import write_asks
from crawler.families import Ask, Column, Entry, Page
from crawler.families.markup import decode
from crawler.items import Outcome, Visit
from crawler.watchlist import Portal
from storage.addresses import address_key
from storage.records import ColumnPage
from storage.volatile import without_volatile_markup

MAX_PAGES = 200
"""A column that leads to more pages than this leads in circles."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows of a column of which only the newest rows are to be read."""

    pages: Mapping[str, ColumnPage] = field(default_factory=dict)
    entries: frozenset[str] = frozenset()
    """Keys of the addresses of its entries."""
    count: int = 0
    """How many reports it listed last."""


@dataclass
class ColumnVisit:
    """Keeps count of the pages asked for; when the last one is in, `result()` is what came of the visit.

    With `known` only what may hold newer rows is read, and a page that is what it was is not looked into. Where such a
    visit lists no report at all, it goes on to the older rows: a page of mixed news may have pushed them down.
    """

    portal: Portal
    remark: str = ""
    known: Known | None = None
    asked: set[Ask] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    """Addresses of all rows so far, whatever they are about."""
    listed: set[str] = field(default_factory=set)
    """Keys of the addresses of the rows that are reports."""
    put_off: list[Ask] = field(default_factory=list)
    """What leads to older rows, and was not asked."""
    pages: list[ColumnPage] = field(default_factory=list)
    unchanged: int = 0
    waiting: int = 0
    outcome: Outcome = "read"
    status: int | None = None
    detail: str = ""

    def ask(self, ask: Ask) -> bool:
        """Whether `ask` is still to be asked; counts it as asked."""
        if ask in self.asked:
            return False
        if len(self.asked) >= MAX_PAGES:
            self.fail("unreadable", None, f"the column leads to more than {MAX_PAGES} pages")
            return False
        self.asked.add(ask)
        self.waiting += 1
        return True

    def last_time(self, ask: Ask) -> ColumnPage | None:
        """The page as it was when it was read last, where it need not be looked into when it is the same."""
        return self.known.pages.get(ask_key(ask)) if self.known else None

    def see(self, column: Column, page: Page) -> bool:
        """Take note of a page; whether it is worth going on to older ones.

        Some portals answer any page past the end with the last one, or with the first: a page whose rows were all
        seen before leads nowhere.
        """
        rows = {entry.url for entry in column.entries}
        unseen = not rows or bool(rows - self.seen)
        self.seen |= rows
        if column.remark and column.remark not in self.remark:
            self.remark = "; ".join(filter(None, (self.remark, column.remark)))
        if page.status == 200:
            self.pages.append(_column_page(self.portal.id, page, column))
        return unseen

    def lists(self, entry: Entry) -> bool:
        """Whether a report is listed for the first time in this visit; takes note of it."""
        key = address_key(entry.url)
        first = key not in self.listed
        self.listed.add(key)
        return first

    def older(self, asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
        """Those of the older rows that are to be read in this visit."""
        if self.known is None:
            return asks
        self.put_off.extend(asks)
        return ()

    def what_was_put_off(self) -> list[Ask]:
        """What is to be asked after all, once everything else is in: everything, where no report was found."""
        if self.known is None or self.listed or self.unchanged or self.outcome != "read":
            return []
        self.known = None
        asks, self.put_off = self.put_off, []
        return asks

    def answered(self, status: int) -> None:
        if self.outcome == "read":
            self.status = status

    def fail(self, outcome: Outcome, status: int | None, detail: str) -> None:
        """Note that a page of the column is missing; the first such page is the one told of."""
        if self.outcome == "read":
            self.outcome, self.status, self.detail = outcome, status, detail

    def result(self) -> Visit:
        detail = "; ".join(filter(None, (self.detail, self.remark)))
        count = len(self.listed)
        if self.known is not None:
            count = max(self.known.count, 0) + len(self.listed - self.known.entries)
        pages = tuple(self.pages) if self.outcome == "read" else ()
        return Visit(self.portal.id, self.outcome, self.status, count, detail, self.known is None, pages)


def ask_key(ask: Ask) -> str:
    """What tells one ask of a column from the others, as text: the address, and a hash of what is sent along."""
    sent = repr((ask.body, ask.headers, ask.presses)) if ask.body or ask.presses else ""
    return f"{ask.url} {hashlib.sha256(sent.encode()).hexdigest()[:12]}" if sent else ask.url


def page_digest(page: Page) -> str:
    """The same for the same page, whatever visit counters and tokens are on it."""
    return hashlib.sha256(without_volatile_markup(decode(page)).encode()).hexdigest()[:32]


def _column_page(portal: str, page: Page, column: Column) -> ColumnPage:
    headers = page.headers
    redirected = page.url != page.asked.url
    etag, modified = ("", "") if redirected else (headers.get("etag", ""), headers.get("last-modified", ""))
    return ColumnPage(portal, ask_key(page.asked), page_digest(page), etag, modified, write_asks(column.more))
