"""When a column is to be read again: data, and a pure function of the moment and of the visits so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_BEIJING = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Polling:
    """How often columns are read. Hours and months are those of Asia/Shanghai."""

    dense_months: tuple[int, ...] = (1, 2, 3, 4)
    """When reports appear: departments publish until 31 January, governments until 31 March, the late ones in April."""
    dense_every: dt.timedelta = dt.timedelta(hours=3)
    light_every: dt.timedelta = dt.timedelta(days=1)
    whole_every: dt.timedelta = dt.timedelta(days=7)
    """A column that is known is read from its first page only; so often all of its pages are."""
    night: tuple[int, int] = (0, 6)
    """The hours for whole passes, when nobody else needs the site."""
    whole_overdue: dt.timedelta = dt.timedelta(days=14)
    """After this a whole pass no longer waits for the night: the machine may be off then."""
    longest_wait: dt.timedelta = dt.timedelta(days=7)
    """The wait doubles with each visit that failed, up to this; for a column that does not answer, up to a day."""
    longest_wait_unreachable: dt.timedelta = dt.timedelta(days=1)
    slack: dt.timedelta = dt.timedelta(minutes=20)
    """So much early still counts as due: runs do not start to the second."""


POLLING = Polling()


@dataclass(frozen=True, slots=True)
class Looks:
    """What the archive knows of the visits to one column. `failures` counts those in a row that failed last; it
    `is_cut_off` if the crawl died before it came to all that it had listed there."""

    portal: str
    last_at: dt.datetime | None = None
    whole_at: dt.datetime | None = None
    failures: int = 0
    outcome: str = ""
    is_cut_off: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A column to be read now: all of it, or its first page."""

    portal: str
    whole: bool


def due_portals(now: dt.datetime, looks: Iterable[Looks], polling: Polling = POLLING) -> tuple[Due, ...]:
    """The columns whose turn has come at `now`, those left alone the longest first."""
    waiting = sorted(looks, key=lambda look: (look.last_at is not None, look.last_at or now, look.portal))
    return tuple(Due(look.portal, whole_is_due(now, look, polling)) for look in waiting if _is_due(now, look, polling))


def next_look(look: Looks, now: dt.datetime, polling: Polling = POLLING) -> dt.datetime:
    """When a column is to be read next; `now` for one that never was, or whose crawl died."""
    return now if look.last_at is None or look.is_cut_off else look.last_at + wait_after(look, now, polling)


def wait_after(look: Looks, now: dt.datetime, polling: Polling = POLLING) -> dt.timedelta:
    """The time between two visits: by season, and longer after failures."""
    dense = now.astimezone(_BEIJING).month in polling.dense_months
    every = polling.dense_every if dense else polling.light_every
    if not look.failures:
        return every
    longest = polling.longest_wait_unreachable if look.outcome == "unreachable" else polling.longest_wait
    doubled: dt.timedelta = every * 2 ** min(look.failures, 10)
    return min(doubled, max(longest, every))


def whole_is_due(now: dt.datetime, look: Looks, polling: Polling = POLLING) -> bool:
    """Whether a visit at `now` is to read all pages: the first, and at night the weekly one."""
    if look.whole_at is None:
        return True
    age = now - look.whole_at + polling.slack
    begins, ends = polling.night
    at_night = begins <= now.astimezone(_BEIJING).hour < ends
    return age >= polling.whole_overdue or (at_night and age >= polling.whole_every)


def _is_due(now: dt.datetime, look: Looks, polling: Polling) -> bool:
    return now + polling.slack >= next_look(look, now, polling) or (
        not look.failures and look.last_at is not None and whole_is_due(now, look, polling)
    )
