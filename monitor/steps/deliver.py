"""Deliver: pending alerts go out, one digest per channel, and what became of it is recorded before anything else
happens."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.alerts.digest import Digest, Notice, Receipt
from monitor.alerts.template import OURS, Templates
from monitor.catalogue import Language, Severity
from monitor.finding import Operand, Transition
from monitor.routing import is_quiet
from monitor.steps.abandoned import close_abandoned
from monitor.steps.patience import DEFAULT, Patience, after_failure, after_success
from monitor.steps.report_channel import report_channel
from storage.archive import Archive
from storage.lock import Held, hold_lock
from storage.records import ChannelState, PendingNotice

LOCK = "deliver.lock"
LOCK_PATIENCE = 60.0
"""Seconds we wait for another process that is sending; after that the next pass sees to it."""

Send = Callable[[Digest], Receipt]
"""A channel, ready to be used."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A channel by its name: how it is sent to, and when it wants to be left alone."""

    send: Send
    quiet: tuple[dt.time, dt.time] | None = None
    most_per_hour: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """How digests are worded, and how long a delivery is tried."""

    language: Language
    watchlist: str
    archive_url: str
    patience: Patience = DEFAULT
    storm: int = 100
    """So many notices at once are summed up."""
    fallback: str | None = None
    """The channel that is told when another fails; all others, where none is named."""
    templates: Templates = OURS


@dataclass(frozen=True, slots=True)
class Delivered:
    """One attempt: the digest, its channel and what the channel answered."""

    channel: str
    digest: Digest
    receipt: Receipt


def deliver_step(
    archive: Archive, outlets: Mapping[str, Outlet], telling: Telling, clock: Callable[[], dt.datetime]
) -> list[Delivered]:
    """Send what is due on each channel, those that failed last after the others. A channel that fails is tried again
    later and holds up no other; what its failing is worth telling goes out on the others in the same pass."""
    attempts: list[Delivered] = []
    close_abandoned(archive, outlets, telling.patience.give_up_after, clock())
    for _ in range(2):
        for channel in sorted(outlets, key=lambda name: archive.channel_state(name).failures):
            attempts += _deliver_on(archive, channel, outlets[channel], telling, clock)
        if not report_channel(archive, outlets, telling.fallback, telling.patience, clock()):
            break
    return attempts


def _deliver_on(
    archive: Archive, channel: str, outlet: Outlet, telling: Telling, clock: Callable[[], dt.datetime]
) -> list[Delivered]:
    attempts: list[Delivered] = []
    while archive.has_due(channel, clock()) and may_send(archive, channel, outlet, clock()):
        attempt = _deliver_alone(archive, channel, outlet, telling, clock)
        if attempt is None or not attempt.receipt.delivered:
            return [*attempts, attempt] if attempt else attempts
        attempts.append(attempt)
    return attempts


def _deliver_alone(
    archive: Archive, channel: str, outlet: Outlet, telling: Telling, clock: Callable[[], dt.datetime]
) -> Delivered | None:
    """One attempt, while no other process sends: a command and the service must not tell the same thing twice. None
    where there is nothing left to do."""
    try:
        with hold_lock(archive.home / LOCK, clock(), LOCK_PATIENCE):
            pending = archive.pending_notices(channel, clock())
            return _deliver(archive, channel, outlet, pending, telling, clock) if pending else None
    except Held:
        return None


def may_send(archive: Archive, channel: str, outlet: Outlet, now: dt.datetime) -> bool:
    """Whether the channel takes messages now: not in its quiet hours, not beyond its hourly measure, and not while it
    is being left alone after failures."""
    if is_quiet(outlet.quiet, now) or archive.channel_state(channel).is_waiting(now):
        return False
    lately = archive.messages_since(channel, now - dt.timedelta(hours=1)) if outlet.most_per_hour else 0
    return not outlet.most_per_hour or lately < outlet.most_per_hour


def _deliver(
    archive: Archive,
    channel: str,
    outlet: Outlet,
    pending: Sequence[PendingNotice],
    telling: Telling,
    clock: Callable[[], dt.datetime],
) -> Delivered:
    """One attempt. The digest's id is written down first: should we die while sending, the repetition carries the
    same."""
    digest = build_digest(pending, telling)
    archive.begin_digest(digest.id, channel, [notice.delivery for notice in pending], clock())
    digest = replace(digest, progress=archive.progress_of(digest.id))
    receipt = send_safely(outlet.send, digest)
    if receipt.is_message_refused and not digest.is_summary:
        digest = replace(digest, is_summary=True, is_bare=True, progress={})
        receipt = send_safely(outlet.send, digest)
    with archive.transaction():
        _record(archive, archive.channel_state(channel), digest, pending, receipt, telling.patience, clock())
    return Delivered(channel, digest, receipt)


def _record(
    archive: Archive,
    state: ChannelState,
    digest: Digest,
    pending: Sequence[PendingNotice],
    receipt: Receipt,
    patience: Patience,
    now: dt.datetime,
) -> None:
    if receipt.delivered:
        archive.digest_delivered(digest.id, now, receipt.threads, receipt.error, receipt.progress)
        archive.keep_channel_state(after_success(state, now))
        return
    first = min((notice.first_attempt_at for notice in pending if notice.first_attempt_at), default=now)
    again = patience.next_attempt(pending[0].attempts, first, receipt, now)
    archive.digest_failed(digest.id, receipt.error, again, now, receipt.progress)
    if not receipt.is_message_refused:
        archive.keep_channel_state(after_failure(state, receipt, patience, now))


def send_safely(send: Send, digest: Digest) -> Receipt:
    """What the channel answers; a channel that raises is one that did not take the message."""
    try:
        return send(digest)
    except Exception as error:
        return Receipt(delivered=False, error=f"the channel failed ({type(error).__name__}: {error})")


def build_digest(pending: Sequence[PendingNotice], telling: Telling) -> Digest:
    """The message for these deliveries; the same deliveries give the same id, however often they are tried. Of several
    changes of one finding that wait together the last is told."""
    language = Language(pending[0].language or telling.language)
    newest = {notice.finding.id: notice for notice in pending}
    return Digest(
        id=pending[0].digest or _digest_id(pending),
        at=max(notice.at for notice in pending),
        language=language,
        notices=tuple(_notice(notice, language, telling.archive_url) for notice in newest.values()),
        watchlist=telling.watchlist,
        archive_url=telling.archive_url,
        is_summary=len(newest) >= telling.storm,
        templates=telling.templates,
    )


def _digest_id(pending: Sequence[PendingNotice]) -> str:
    """Of a message that was sent before and is wanted once more, another than the first time."""
    parts = sorted(notice.key + (f"+{notice.attempts}" if notice.attempts else "") for notice in pending)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _notice(pending: PendingNotice, language: Language, archive_url: str) -> Notice:
    finding = pending.finding
    page = f"/report/{finding.report}" if finding.report else f"/finding/{finding.id}"
    return Notice(
        key=pending.key,
        transition=Transition(pending.transition),
        code=finding.code,
        severity=Severity(finding.severity),
        body=finding.body,
        year=finding.year,
        message=finding.message_zh if language is Language.ZH else finding.message_en,
        cells=tuple(Operand(**operand) for operand in finding.operands),
        expected=finding.expected,
        found=finding.found,
        source_url=pending.source_url,
        archive_url=f"{archive_url.rstrip('/')}{page}",
        finding=finding.id,
        since=pending.opened_at.date() if pending.opened_at else None,
        thread=pending.thread,
    )
