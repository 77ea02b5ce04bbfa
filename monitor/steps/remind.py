"""Remind: what stands for long is told again, once a day at most; a channel that is new is told what is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from storage.archive import Archive
from storage.plan import Plan
from storage.records import Change

CONSUMER = "remind.day"
"""Its cursor is the last day (as an ordinal) on which reminders were gone through."""


def remind_step(archive: Archive, plan: Plan, after: dt.timedelta, least: str, now: dt.datetime) -> list[Change]:
    """Tell again what was last told `after` ago and is still open, and what was snoozed until now."""
    if archive.cursor(CONSUMER) >= now.date().toordinal():
        return []
    with archive.transaction():
        changes = archive.remind(plan, after, least, now)
        archive.move_cursor(CONSUMER, now.date().toordinal(), now)
    return changes


def introduce_channels(archive: Archive, channels: Iterable[str], plan: Plan, now: dt.datetime) -> None:
    """Tell a channel that is new what was already open when it came: silence must mean that all is well."""
    for channel in channels:
        if not archive.cursor(f"channel.{channel}"):
            with archive.transaction():
                archive.tell_open_findings(channel, plan, now)
                archive.move_cursor(f"channel.{channel}", 1, now)
