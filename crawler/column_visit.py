"""One reading of one column, over all the pages it takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.items import Outcome, Visit
from crawler.watchlist import Portal

MAX_PAGES = 200
"""A column that leads to more pages than this leads in circles."""


@dataclass
class ColumnVisit:
    """Keeps count of the pages asked for; when the last one is in, `result()` is what came of the visit."""

    portal: Portal
    remark: str = ""
    asked: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    waiting: int = 0
    outcome: Outcome = "read"
    status: int | None = None
    detail: str = ""

    def ask(self, url: str) -> bool:
        """Whether `url` is still to be asked; counts it as asked."""
        if url in self.asked:
            return False
        if len(self.asked) >= MAX_PAGES:
            self.fail("unreadable", None, f"the column leads to more than {MAX_PAGES} pages")
            return False
        self.asked.add(url)
        self.waiting += 1
        return True

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
