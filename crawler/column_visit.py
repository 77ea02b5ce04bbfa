"""One reading of one column, over all the pages it takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.families import Ask, Column
from crawler.items import Outcome, Visit
from crawler.watchlist import Portal

MAX_PAGES = 200
"""A column that leads to more pages than this leads in circles."""


@dataclass
class ColumnVisit:
    """Keeps count of the pages asked for; when the last one is in, `result()` is what came of the visit."""

    portal: Portal
    remark: str = ""
    asked: set[Ask] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    """Addresses of all rows so far, whatever they are about."""
    listed: set[str] = field(default_factory=set)
    """Addresses of the rows that are reports."""
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

    def see(self, column: Column) -> bool:
        """Take note of a page; whether it is worth going on to older ones.

        Some portals answer any page past the end with the last one, or with the first: a page whose rows were all
        seen before leads nowhere.
        """
        rows = {entry.url for entry in column.entries}
        unseen = not rows or bool(rows - self.seen)
        self.seen |= rows
        if column.remark and column.remark not in self.remark:
            self.remark = "; ".join(filter(None, (self.remark, column.remark)))
        return unseen

    def answered(self, status: int) -> None:
        if self.outcome == "read":
            self.status = status

    def fail(self, outcome: Outcome, status: int | None, detail: str) -> None:
        """Note that a page of the column is missing; the first such page is the one told of."""
        if self.outcome == "read":
            self.outcome, self.status, self.detail = outcome, status, detail

    def result(self) -> Visit:
        detail = "; ".join(filter(None, (self.detail, self.remark)))
        return Visit(self.portal.id, self.outcome, self.status, len(self.listed), detail)
