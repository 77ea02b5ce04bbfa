"""The state of one body's report on one year, in a word: what `nianbao status` shows, and what a clerk asks first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from crawler.watchlist import Body, Watchlist
from monitor.calendar import due_date
from monitor.workdays import WorkingDays, working_days
from storage.archive import Archive
from storage.body_standings import NOTHING_KNOWN, BodyStanding


class State(StrEnum):
    """From what needs somebody to act, over what we can't know, to all being well."""

    WITHDRAWN = "withdrawn"
    """Published, and gone since."""
    MISSING = "missing"
    """Not there after the date, though every column was read after it."""
    LATE = "late"
    """Published after the date."""
    REVISED = "revised"
    """Published, and changed since."""
    UNWATCHABLE = "unwatchable"
    """Not seen, and a column in which it may stand has not been readable for longer than its patience."""
    UNKNOWN = "unknown"
    """Not seen, and nothing can be said: the columns were not all read since the date, or the year is from before we
    watched."""
    DUE_SOON = "due_soon"
    """Not there yet, and the date is near."""
    NOT_DUE = "not_due"
    """Not there yet, and has time; or the body has no date."""
    PUBLISHED = "published"
    """There, and in time as far as is known."""


@dataclass(frozen=True, slots=True)
class BodyState:
    """`since` is the day of publication, or that on which the finding behind the state was opened; `left` counts the
    working days to the date while the report is not there."""

    body: Body
    year: int
    state: State
    due: dt.date | None
    since: dt.date | None
    left: WorkingDays | None
    standing: BodyStanding


_OF_PUBLISHED: tuple[tuple[str, State], ...] = (
    ("document.withdrawn", State.WITHDRAWN),
    ("deadline.late", State.LATE),
    ("document.revised", State.REVISED),
)
"""Open findings that say more of a published report than that it is there; the first that is open counts."""


def body_states(archive: Archive, watchlist: Watchlist, today: dt.date, due_soon_days: int) -> Iterator[BodyState]:
    """The state of every body of the list in every year it is watched for, and in those whose report is known."""
    standings, unreadable = archive.body_standings(), archive.unreadable_since()
    for body in watchlist.bodies:
        known = {year for id_, year in standings if id_ == body.id}
        for year in sorted(known | set(watchlist.years_of(body, today))):
            standing = standings.get((body.id, year), NOTHING_KNOWN)
            yield state_of(body, year, standing, unreadable.get(body.id), today, due_soon_days)


def state_of(
    body: Body, year: int, standing: BodyStanding, unreadable: dt.date | None, today: dt.date, due_soon_days: int
) -> BodyState:
    """The state at `today`. What needed judging was judged by the rules; here it is only put into one word."""
    due = due_date(body, year)
    state = _published(standing) if standing.published else _absent(standing, unreadable, due, today, due_soon_days)
    since = {State.MISSING: standing.open.get("deadline.missing"), State.UNWATCHABLE: unreadable}.get(state)
    if standing.published:
        since = standing.open.get(_code_of(state), standing.published_on)
    waiting = due is not None and state in (State.NOT_DUE, State.DUE_SOON)
    left = working_days(today, due) if due is not None and waiting else None
    return BodyState(body, year, state, due, since, left, standing)


def _code_of(state: State) -> str:
    """The finding whose day says since when; a late report's day is that of its publication."""
    return next((code for code, each in _OF_PUBLISHED if each is state and each is not State.LATE), "")


def _published(standing: BodyStanding) -> State:
    return next((state for code, state in _OF_PUBLISHED if code in standing.open), State.PUBLISHED)


def _absent(
    standing: BodyStanding, unreadable: dt.date | None, due: dt.date | None, today: dt.date, due_soon_days: int
) -> State:
    if "deadline.missing" in standing.open:
        return State.MISSING
    if unreadable:
        return State.UNWATCHABLE
    if due is None:
        return State.NOT_DUE
    if today > due:
        return State.UNKNOWN
    return State.DUE_SOON if today >= due - dt.timedelta(days=due_soon_days) else State.NOT_DUE
