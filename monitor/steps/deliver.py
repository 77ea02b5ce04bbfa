"""Deliver: pending alerts go out, one digest per channel, and what became of it is recorded before anything else
happens."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from monitor.alerts.digest import Digest, Notice, Receipt
from monitor.catalogue import Language, Severity
from monitor.finding import Operand, Transition
from storage.archive import Archive
from storage.records import PendingNotice

Send = Callable[[Digest], Receipt]
"""A channel, ready to be used."""

FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """How digests are worded, and how long a delivery is tried."""

    language: Language
    watchlist: str
    archive_url: str
    give_up_after: dt.timedelta = dt.timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Delivered:
    """One attempt: the digest, its channel and what the channel answered."""

    channel: str
    digest: Digest
    receipt: Receipt


def deliver_step(
    archive: Archive, channels: Mapping[str, Send], telling: Telling, clock: Callable[[], dt.datetime]
) -> list[Delivered]:
    """Send what is due on each channel. A channel that fails is tried again later and holds up no other."""
    attempts = []
    for channel, send in channels.items():
        while pending := archive.pending_notices(channel, clock()):
            attempt = _deliver(archive, channel, send, pending, telling, clock)
            attempts.append(attempt)
            if not attempt.receipt.delivered:
                break
    return attempts


def _deliver(
    archive: Archive,
    channel: str,
    send: Send,
    pending: Sequence[PendingNotice],
    telling: Telling,
    clock: Callable[[], dt.datetime],
) -> Delivered:
    """One attempt. The digest's id is written down first: should we die while sending, the repetition carries the
    same."""
    digest = build_digest(pending, telling)
    archive.begin_digest(digest.id, [notice.delivery for notice in pending], clock())
    receipt = _send(send, digest)
    now = clock()
    if receipt.delivered:
        archive.digest_delivered(digest.id, now)
    else:
        oldest = min(notice.at for notice in pending)
        again = None if now - oldest > telling.give_up_after else now + _wait(pending[0].attempts, receipt)
        archive.digest_failed(digest.id, receipt.error, again, now)
    return Delivered(channel, digest, receipt)


def _send(send: Send, digest: Digest) -> Receipt:
    try:
        return send(digest)
    except Exception as error:
        return Receipt(delivered=False, error=f"the channel failed ({type(error).__name__}: {error})")


def _wait(attempts: int, receipt: Receipt) -> dt.timedelta:
    """Doubling from a minute to an hour, with jitter; never less than the receiver asked for."""
    doubled: dt.timedelta = min(FIRST_WAIT * 2 ** min(attempts, 10), LONGEST_WAIT)
    jittered = doubled * random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries, guards nothing
    return max(jittered, dt.timedelta(seconds=receipt.retry_after or 0))


def build_digest(pending: Sequence[PendingNotice], telling: Telling) -> Digest:
    """The message for these deliveries; the same deliveries give the same id, however often they are tried."""
    keys = sorted(notice.key for notice in pending)
    id_ = pending[0].digest or hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]
    notices = tuple(_notice(notice, telling) for notice in pending)
    return Digest(id_, max(notice.at for notice in pending), telling.language, notices, telling.watchlist)


def _notice(pending: PendingNotice, telling: Telling) -> Notice:
    finding = pending.finding
    page = f"/report/{finding.report}" if finding.report else f"/finding/{finding.id}"
    return Notice(
        key=pending.key,
        transition=Transition(pending.transition),
        code=finding.code,
        severity=Severity(finding.severity),
        body=finding.body,
        year=finding.year,
        message=finding.message_zh if telling.language is Language.ZH else finding.message_en,
        cells=tuple(Operand(**operand) for operand in finding.operands),
        expected=finding.expected,
        found=finding.found,
        source_url=pending.source_url,
        archive_url=f"{telling.archive_url.rstrip('/')}{page}",
    )
