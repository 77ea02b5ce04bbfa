"""A digest: all that one channel is told at one time. Plain values, ready to be put into words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from monitor.catalogue import Language, Severity
from monitor.finding import Operand, Transition


@dataclass(frozen=True, slots=True)
class Notice:
    """One alert as its reader needs it; `key` is the delivery's, and stays the same when it is tried again."""

    key: str
    transition: Transition
    code: str
    severity: Severity
    body: str
    year: int | None
    message: str
    """One or two sentences in the digest's language: what is wrong."""
    cells: tuple[Operand, ...]
    """The cells it rests on, the one at fault first, each with its official label and printed text."""
    expected: str | None
    found: str | None
    source_url: str | None
    """Where the body published the document; None for what was never published."""
    archive_url: str | None
    """The report's page (or the finding's) in the archive."""


@dataclass(frozen=True, slots=True)
class Digest:
    """One message for one channel. `id` is stable over retries of the same notices; `at` is in Asia/Shanghai."""

    id: str
    at: dt.datetime
    language: Language
    notices: tuple[Notice, ...]
    watchlist: str

    def count(self, severity: Severity) -> int:
        return sum(
            notice.severity is severity for notice in self.notices if notice.transition is not Transition.RESOLVED
        )

    @property
    def resolved(self) -> tuple[Notice, ...]:
        return tuple(notice for notice in self.notices if notice.transition is Transition.RESOLVED)

    @property
    def standing(self) -> tuple[Notice, ...]:
        """What is not resolved, gravest first."""
        order = list(Severity)
        open_ = [notice for notice in self.notices if notice.transition is not Transition.RESOLVED]
        return tuple(sorted(open_, key=lambda notice: (order.index(notice.severity), notice.body, notice.code)))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a channel answered: delivered, or the error and whether trying again can help."""

    delivered: bool
    error: str = ""
    retry_after: float | None = None
    """Seconds the receiver asked us to wait."""
    permanent: bool = False
    """True when trying again can't help until the configuration changes (a refused password, a revoked token)."""
