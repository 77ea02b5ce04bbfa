"""Who is told of a change of state, on which channel and when: what the archive asks when a finding changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from storage.records import FindingRow

SEVERITIES = ("error", "warning", "info")
"""Gravest first."""


def at_least(severity: str, least: str) -> bool:
    """Whether a severity is as grave as `least`, or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(least)


@dataclass(frozen=True, slots=True)
class Planned:
    """One delivery to be made: not before `due_at`, where a digest or quiet hours want it later."""

    channel: str
    due_at: dt.datetime | None = None
    language: str = ""
    """As the channel's reader wants it; empty for the language of the installation."""


class Plan(Protocol):
    """Answers for one installation; `unstable_after` openings within `unstable_within` are damped to one alert."""

    @property
    def unstable_after(self) -> int: ...

    @property
    def unstable_within(self) -> dt.timedelta: ...

    def __call__(self, finding: FindingRow, transition: str, now: dt.datetime) -> Iterable[Planned]:
        """The deliveries of one change of state, at most one a channel."""
        ...


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The plainest plan: every channel is told at once of all that is grave enough for it."""

    least: Mapping[str, str]
    """The least severity told on each channel, by its name."""
    unstable_after: int = 3
    unstable_within: dt.timedelta = dt.timedelta(days=14)

    def __call__(self, finding: FindingRow, transition: str, now: dt.datetime) -> Iterable[Planned]:  # noqa: ARG002
        return [Planned(channel) for channel, least in self.least.items() if at_least(finding.severity, least)]


NOBODY = Everywhere({})
