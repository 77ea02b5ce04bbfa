"""The search for the columns of one portal: which links are left to follow, and how many more pages it may take."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.families import Page, Unreadable, shell
from crawler.families.markup import without_fragment
from crawler.leads import COLUMN, SECTION, Lead, find_leads
from storage.addresses import address_key

DEEPEST = 3
"""Links from the home page; a column that lies deeper is found by beginning further in."""


@dataclass
class Search:
    """Gives the most promising link first, each page once, and no more of them than it was allowed."""

    home: str
    pages_left: int
    leads: list[Lead] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
    """Keys of the addresses that need not be followed any more."""
    listed: set[str] = field(default_factory=set)
    """Keys of the reports of the columns found so far."""

    def begin(self) -> Lead | None:
        heapq.heappush(self.leads, Lead((0, 0, 0), self.home, ""))
        return self.next_lead()

    def next_lead(self) -> Lead | None:
        """The best lead that is left; None where there is none, or no page left to spend on it."""
        while self.leads and self.pages_left > 0:
            lead = heapq.heappop(self.leads)
            key = address_key(without_fragment(lead.url))
            if key not in self.followed:
                self.followed.add(key)
                self.pages_left -= 1
                return lead
        return None

    def learn(self, page: Page, depth: int) -> None:
        """Take note of where a page leads: its links, or what it is only a shell of."""
        if depth < DEEPEST:
            for lead in tuple(find_leads(page, depth + 1)) or _behind_shell(page, depth + 1):
                heapq.heappush(self.leads, lead)

    def pass_over(self, urls: Iterable[str]) -> None:
        """What a column lists, and the pages it takes, are no columns themselves."""
        self.followed |= {address_key(without_fragment(url)) for url in urls}

    def is_new(self, reports: Iterable[str]) -> bool:
        """Whether a column lists a report that no column found before it does; takes note of them."""
        keys = {address_key(url) for url in reports}
        new = bool(keys - self.listed)
        self.listed |= keys
        return new


def _behind_shell(page: Page, depth: int) -> tuple[Lead, ...]:
    """Where a page leads that has no links itself."""
    try:
        asks = shell.read_column(page, page.url).more
    except Unreadable:
        return ()
    return tuple(Lead((-SECTION, depth, number), ask.url, "") for number, ask in enumerate(asks))


def may_be_column(lead: Lead, looks: str) -> bool:
    """Whether a page is worth reading as a column; every page of the disclosure platform leads to its own."""
    return lead.worth == COLUMN or looks == "gkmlpt"
