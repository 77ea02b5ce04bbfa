"""A digest: all that one channel is told at one time. Plain values, ready to be put into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.alerts.template import OURS, Templates
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
    finding: str = ""
    """Id of the finding it is about."""
    since: dt.date | None = None
    """Since when the finding has stood open; None where that says nothing."""
    thread: str | None = None
    """Where this channel was first told of the finding."""

    @property
    def is_follow_up(self) -> bool:
        """Whether it goes on with something this channel was told. What opens again years later is news of its own."""
        return self.thread is not None and self.transition is not Transition.OPENED


@dataclass(frozen=True, slots=True)
class Digest:
    """One message for one channel. `id` is stable over retries of the same notices; `at` is in Asia/Shanghai."""

    id: str
    at: dt.datetime
    language: Language
    notices: tuple[Notice, ...]
    watchlist: str
    archive_url: str | None = None
    """The archive's front page."""
    remark: str = ""
    """What it says where it has no notices: that it is a test."""
    is_summary: bool = False
    """True when there are too many notices to be told one by one: they are counted, and the rest is a link."""
    is_bare: bool = False
    """True for a message that was refused in its full form: nothing is attached to it."""
    templates: Templates = OURS
    """What it is worded with."""
    progress: Mapping[str, str] = field(default_factory=dict)
    """What of it the channel took in an earlier attempt, in the channel's own words."""

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
    is_message_refused: bool = False
    """True when the receiver works and will not have this message: too long, or something in it."""
    threads: Mapping[str, str] = field(default_factory=dict)
    """By finding: where the channel keeps what it was told of it."""
    templates: Templates = OURS
    """What it is worded with."""
    progress: Mapping[str, str] = field(default_factory=dict)
    """Parts or recipients that have it already, to be left out when it is tried again."""
