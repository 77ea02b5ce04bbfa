"""What waits on a channel that the configuration no longer has is given up, and that is said once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from monitor.finding import Finding
from monitor.routing import Others
from monitor.steps.finding_row import finding_row
from monitor.steps.report_channel import ALERTS
from monitor.wording.phrases import count_of
from storage.archive import Archive
from storage.plan import NOBODY
from storage.records import Change

REASON = "the channel is not configured any more"
SCOPE = "removed-channel:"
SHOWN_FOR = dt.timedelta(days=7)
"""How long it stays among what is open; after that it is on record only."""


def close_abandoned(
    archive: Archive, channels: Iterable[str], patience: dt.timedelta, now: dt.datetime
) -> list[Change]:
    """Give up what has been due for longer than `patience` on channels that are none of ours.

    Not sooner: a command may be run where a channel's secret is not at hand, and what waits for it is not lost.
    """
    names, changes = tuple(channels), []
    with archive.transaction():
        for name, number in archive.give_up_abandoned(names, REASON, now - patience, now).items():
            rows = [finding_row(_finding(name, number), name, None)]
            changes += archive.settle(f"{SCOPE}{name}", rows, Others(names), now)
        for scope in archive.scopes_open_since(SCOPE, now - SHOWN_FOR):
            changes += archive.settle(scope, [], NOBODY, now)
    return changes


def _finding(name: str, number: int) -> Finding:
    holes = {"name": name, "error": REASON, "since": "", "lost": count_of(number, ALERTS)}
    return Finding("channel.failing", name, None, holes=holes, subject=f"{name} removed", variant="removed")
