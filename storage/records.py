"""The values that go into the archive and come out of it. Dates are `date`, moments are aware `datetime`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from parsers.report import Report


@dataclass(frozen=True, slots=True)
class BodyRow:
    id: str
    name: str
    kind: str
    region: str
    aliases: tuple[str, ...]
    first_year: int
    due: str | None = None


@dataclass(frozen=True, slots=True)
class PortalRow:
    id: str
    name: str
    url: str
    family: str
    enabled: bool
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunStats:
    """What a crawl did, in numbers."""

    portals: int = 0
    requests: int = 0
    entries_new: int = 0
    snapshots_new: int = 0


@dataclass(frozen=True, slots=True)
class HostRow:
    """What is remembered of a host: its rest and why, refusals in a row over runs, requests sent on `day`."""

    host: str
    rests_until: dt.datetime | None
    reason: str
    refusals: int
    day: dt.date
    requests: int


@dataclass(frozen=True, slots=True)
class RobotsRow:
    """A robots.txt as it answered; `site` is scheme, host and port."""

    site: str
    status: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """A page of a column as it was read last: what to ask with, and by what to know it again."""

    portal: str
    url: str
    digest: str
    etag: str = ""
    last_modified: str = ""
    leads: str = ""
    """What it leads to for newer rows, as the crawl writes it."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One attempt to read a column. `outcome` is read, unreachable, blocked, unreadable or moved; `whole` when all of
    its pages were read."""

    portal: str
    run: int
    outcome: str
    status: int | None = None
    entries: int = 0
    detail: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row of a column that is a report by its title; `body` and `year` where the title tells them."""

    portal: str
    url: str
    title: str
    body: str | None
    year: int | None
    shown_on: dt.date | None
    platform_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An address that belongs to an entry; `role` is page or attachment, `left_alone` why it is not fetched."""

    entry: int
    url: str
    role: str
    name: str = ""
    published_on: dt.date | None = None
    left_alone: str = ""
    site_code: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """How something was asked for, and who answered."""

    url: str = ""
    """The address that answered in the end."""
    request: Mapping[str, str] = field(default_factory=dict)
    """Headers of the request."""
    protocol: str = ""
    address: str = ""
    """IP address that answered."""
    certificate: str = ""
    """SHA-256 of the certificate the other side showed."""
    redirects: tuple[tuple[str, str], ...] = ()
    """Addresses that sent us on, each with the status it answered, in order."""


UNKNOWN_EXCHANGE = Exchange()


@dataclass(frozen=True, slots=True)
class FetchRow:
    """An answer with bytes."""

    document: int
    run: int
    status: int
    headers: Mapping[str, str]
    media_type: str
    body: bytes = field(repr=False)
    rendered: bool = False
    exchange: Exchange = UNKNOWN_EXCHANGE
    screenshot: bytes | None = field(default=None, repr=False)
    sha256: str = ""
    """Hash of the body, where that is kept already."""


@dataclass(frozen=True, slots=True)
class FailureRow:
    """A fetch that brought no document, or the word that it is still the same (`error` empty)."""

    document: int
    run: int
    status: int | None
    headers: Mapping[str, str]
    error: str
    exchange: Exchange = UNKNOWN_EXCHANGE


@dataclass(frozen=True, slots=True)
class Seen:
    id: int
    new: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """`new`: never had these bytes before; `changed`: this document did not answer with them last time."""

    sha256: str
    new: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class DueDocument:
    """A known document that is to be fetched again; the validators are those of its last answer."""

    id: int
    url: str
    entry: int
    portal: str
    role: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the log."""

    seq: int
    at: dt.datetime
    kind: str
    subject: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with what its entry says of it."""

    id: int
    url: str
    role: str
    name: str
    portal: str
    entry: int
    title: str
    body: str | None
    year: int | None
    shown_on: dt.date | None
    platform_on: dt.date | None
    published_on: dt.date | None
    first_seen_on: dt.date
    gone_since: dt.date | None
    gone_passes: int
    last_gone_on: dt.date | None
    site_code: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What came of reading a snapshot of a document; `outcome` is report or an error code of the contract."""

    document: int
    sha256: str
    outcome: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as the archive keeps it."""

    id: str
    code: str
    severity: str
    body: str
    body_id: str | None
    year: int | None
    cells: tuple[str, ...]
    message_en: str
    message_zh: str
    expected: str | None
    found: str | None
    operands: tuple[Mapping[str, Any], ...]
    suggestion: Mapping[str, Any] | None
    evidence: str
    report: int | None = None
    document: int | None = None
    portal: str | None = None
    source: str = ""
    """Hash of the documents it rests on; empty where it rests on none, and the evidence says all there is."""
    decision: str = ""
    """What a person decided that still holds: acked, dismissed, or nothing. Written by the verbs of decisions only."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A line of what people decided about a finding. `verb` is ack, dismiss, reopen, note or lapse; `follows` is the
    decision about another finding that this one takes on."""

    id: int
    finding: str
    verb: str
    who: str
    why: str
    at: dt.datetime
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What a person says should stand in a cell, beside what was `printed` there when they said it."""

    id: int
    cell: str
    printed: str
    value: int | Decimal
    who: str
    why: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PendingNotice:
    """A delivery with all that its message needs. `thread` is where the channel was last told of the finding: a mail's
    Message-ID, a Slack message's ts."""

    delivery: int
    key: str
    channel: str
    transition: str
    at: dt.datetime
    attempts: int
    digest: str | None
    finding: FindingRow
    source_url: str | None
    language: str = ""
    first_attempt_at: dt.datetime | None = None
    opened_at: dt.datetime | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How a channel has been behaving: failures in a row and, where it is being left alone, from when until when."""

    name: str
    failures: int = 0
    failing_since: dt.datetime | None = None
    waiting_from: dt.datetime | None = None
    waiting_until: dt.datetime | None = None
    error: str = ""
    delivered_at: dt.datetime | None = None

    def is_waiting(self, now: dt.datetime) -> bool:
        """Whether the channel is to be left alone. A wait that begins in the future was noted by a clock that has since
        been set back, and counts for nothing."""
        if self.waiting_from is None or self.waiting_until is None:
            return False
        return self.waiting_from <= now < self.waiting_until


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a finding's state, as `settle` recorded it."""

    finding: FindingRow
    transition: str


@dataclass(frozen=True, slots=True)
class StoredReading:
    """Number of the report a reading gave; `same` when the document already read so before."""

    id: int
    same: bool


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as kept, with what the archive knows of its publication."""

    id: int
    body_id: str | None
    document: int
    sha256: str
    first_published_on: dt.date | None
    report: Report
