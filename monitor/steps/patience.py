"""How long a channel that fails is left alone, and when a message is given up."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

from monitor.alerts.digest import Receipt
from storage.records import ChannelState

FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=1)
REFUSED_WAIT = dt.timedelta(hours=3)
"""After a refusal that trying again can't mend, one look every so often is enough to see whether somebody mended it."""
LONGEST_ASKED = dt.timedelta(hours=24)
"""A receiver that asks for more is asked again all the same."""
MOST_FAILURES = 3
"""So many failures in a row, and the channel as a whole is left alone: its other messages would fail too."""


@dataclass(frozen=True, slots=True)
class Patience:
    give_up_after: dt.timedelta = dt.timedelta(hours=72)
    tell_failing_after: dt.timedelta = dt.timedelta(hours=4)

    def next_attempt(self, attempts: int, first: dt.datetime, receipt: Receipt, now: dt.datetime) -> dt.datetime | None:
        """When a message that failed is tried again; None where its time is over, or the receiver will not have it."""
        if receipt.is_message_refused or now - first > self.give_up_after:
            return None
        return now + wait(attempts, receipt)


DEFAULT = Patience()


def wait(attempts: int, receipt: Receipt) -> dt.timedelta:
    """Doubling from a minute to an hour, with jitter; never less than the receiver asked for."""
    doubled: dt.timedelta = min(FIRST_WAIT * 2 ** min(attempts, 10), LONGEST_WAIT)
    if receipt.permanent:
        doubled = REFUSED_WAIT
    jittered = doubled * random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries, guards nothing
    return max(jittered, min(dt.timedelta(seconds=receipt.retry_after or 0), LONGEST_ASKED))


def after_failure(state: ChannelState, receipt: Receipt, patience: Patience, now: dt.datetime) -> ChannelState:  # noqa: ARG001
    """The channel after a failed attempt: left alone at once where it asked for it or refused us for good, otherwise
    after a few failures in a row."""
    failures = state.failures + 1
    is_left_alone = receipt.permanent or receipt.retry_after is not None or failures >= MOST_FAILURES
    until = now + wait(failures - 1, receipt) if is_left_alone else None
    return replace(
        state,
        failures=failures,
        failing_since=state.failing_since or now,
        waiting_from=now if until else None,
        waiting_until=until,
        error=receipt.error,
    )


def after_success(state: ChannelState, now: dt.datetime) -> ChannelState:
    """The channel after a message it took: nothing is held against it."""
    return ChannelState(state.name, delivered_at=now)
