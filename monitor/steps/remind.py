"""Remind: what stands for long is told again, once a day at most; a channel that is new, or that other routes lead to
than before, is told what is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

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


def introduce_channels(archive: Archive, channels: Mapping[str, int], plan: Plan, now: dt.datetime) -> None:
    """Tell a channel that is new, or that is to hear of other things than before, what of that was already open:
    silence must mean that all is well. `channels` gives each a number that is another when its routes are others."""
    for channel, routes in channels.items():
        if archive.cursor(f"channel.{channel}") != routes:
            with archive.transaction():
                archive.tell_open_findings(channel, plan, now)
                archive.move_cursor(f"channel.{channel}", routes, now)
