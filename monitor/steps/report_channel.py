"""A channel that fails is itself a finding: told on another channel, and resolved when it takes messages again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from monitor.finding import Finding
from monitor.routing import Others
from monitor.steps.finding_row import finding_row
from monitor.steps.patience import REFUSED_WAIT, Patience
from monitor.wording.phrases import count_of
from storage.archive import Archive
from storage.records import Change, ChannelState

ALERTS = ("alert", "alerts", " 条提醒")


def report_channel(
    archive: Archive, channels: Iterable[str], fallback: str | None, patience: Patience, now: dt.datetime
) -> list[Change]:
    """Settle what is wrong with the channels themselves; returns what changed."""
    names = tuple(channels)
    changes: list[Change] = []
    for name in names:
        finding = channel_finding(archive, archive.channel_state(name), patience, now)
        is_able = finding is not None and finding.variant == "refused"
        others = tuple(each for each in names if (each != name and fallback in (None, name, each)) or is_able)
        scope = f"channel:{name}"
        if finding or archive.open_findings(scope):
            rows = [finding_row(finding, name, None)] if finding else []
            changes += archive.settle(scope, rows, Others(others), now)
    for name in set(archive.failing_channels()) - set(names):
        changes += archive.settle(f"channel:{name}", [], Others(names), now)
    return changes


def channel_finding(archive: Archive, state: ChannelState, patience: Patience, now: dt.datetime) -> Finding | None:
    """What is to be said of a channel: it refuses us for good, fails for too long, has lost alerts, or leaves somebody
    out."""
    lost = len(archive.given_up(state.name))
    since = state.failing_since
    is_refused = _is_long(state)
    is_waited_for = archive.is_waited_for(state.name)
    has_failed_long = since is not None and now - since >= patience.tell_failing_after and is_waited_for
    remark = archive.last_remark(state.name)
    if not (lost or is_refused or has_failed_long or remark):
        return None
    error = state.error or (archive.last_error(state.name) if lost else remark)
    holes = {
        "name": state.name,
        "error": error,
        "since": f"{since:%Y-%m-%d %H:%M}" if since else "",
        "lost": count_of(lost, ALERTS),
    }
    return Finding(
        "channel.failing",
        state.name,
        None,
        holes=holes,
        subject=state.name,
        variant="lost" if lost else "" if is_refused or has_failed_long else "refused",
    )


def _is_long(state: ChannelState) -> bool:
    """Whether the wait is that after a refusal for good."""
    if state.waiting_from is None or state.waiting_until is None:
        return False
    return state.waiting_until - state.waiting_from >= 0.8 * REFUSED_WAIT
