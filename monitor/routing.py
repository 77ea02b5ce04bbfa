"""Routes: which findings are told on which channel, at once or at the hour of a digest, and in which language."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from crawler.watchlist import Body, Watchlist
from monitor.channel_config import WEEKDAYS, Route
from storage.plan import Planned, at_least
from storage.records import FindingRow


@dataclass(frozen=True, slots=True)
class Routing:
    """The plan of an installation. On each channel the first route that fits a finding decides."""

    routes: tuple[Route, ...]
    watchlist: Watchlist
    unstable_after: int = 3
    unstable_within: dt.timedelta = dt.timedelta(days=14)

    def __call__(self, finding: FindingRow, transition: str, now: dt.datetime) -> Iterable[Planned]:  # noqa: ARG002
        told: dict[str, Planned] = {}
        bodies = self._bodies_of(finding)
        for route in self.routes:
            if fits(route, finding, bodies):
                for channel in route.channels:
                    told.setdefault(channel, Planned(channel, due_at(route, now), route.language or ""))
        return told.values()

    def mark_of(self, channel: str) -> int:
        """A number for what is told on a channel: another one when other routes lead there than before."""
        told = [_conditions(route) for route in self.routes if channel in route.channels]
        return zlib.crc32(repr(sorted(told)).encode()) + 1

    def _bodies_of(self, finding: FindingRow) -> Sequence[Body]:
        """The body a finding is about; for a column, those whose reports are expected in it."""
        known = self.watchlist.bodies_by_id
        if finding.portal:
            column = next((each for each in self.watchlist.portals if each.id == finding.portal), None)
            return [known[id_] for id_ in column.bodies if id_ in known] if column else ()
        return [known[finding.body_id]] if finding.body_id in known else ()


@dataclass(frozen=True, slots=True)
class Others:
    """The plan for what is wrong with a channel itself: told at once, on every channel but that one."""

    channels: tuple[str, ...]
    unstable_after: int = 3
    unstable_within: dt.timedelta = dt.timedelta(days=1)

    def __call__(self, finding: FindingRow, transition: str, now: dt.datetime) -> Iterable[Planned]:  # noqa: ARG002
        return [Planned(channel) for channel in self.channels]


def fits(route: Route, finding: FindingRow, bodies: Sequence[Body]) -> bool:
    """Whether a finding about any of `bodies` is what the route is for. What is about no body, such as our own failing,
    concerns all of them."""
    if not at_least(finding.severity, route.least_severity) or not _named(route.codes, finding.code):
        return False
    is_about_nobody = not bodies and finding.body_id is None
    if is_about_nobody or not (route.bodies or route.regions):
        return True
    return any(_named(route.bodies, body.id) and _lies_in(route.regions, body.region) for body in bodies)


def _conditions(route: Route) -> tuple[object, ...]:
    """What a finding has to be like; when and how it is told is left out."""
    lists = (route.bodies, route.regions, route.codes)
    return (*(tuple(sorted(each)) for each in lists), str(route.least_severity))


def _named(patterns: Sequence[str], name: str) -> bool:
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)


def _lies_in(regions: Sequence[str], region: str) -> bool:
    return not regions or any(region == each or region.startswith(f"{each.rstrip('/')}/") for each in regions)


def due_at(route: Route, now: dt.datetime) -> dt.datetime | None:
    """The next moment of the route's digest; None where it sends at once."""
    if route.send == "now":
        return None
    due = now.replace(hour=route.at.hour, minute=route.at.minute, second=0, microsecond=0)
    step = dt.timedelta(days=1)
    if route.send == "weekly":
        due += step * ((WEEKDAYS.index(route.weekday) - due.weekday()) % 7)
        step *= 7
    return due if due > now else due + step


def is_quiet(span: tuple[dt.time, dt.time] | None, now: dt.datetime) -> bool:
    """Whether `now` lies in the span, which may go over midnight."""
    if span is None:
        return False
    begin, end = span
    at = now.timetz().replace(tzinfo=None)
    return begin <= at < end if begin <= end else at >= begin or at < end


def unknown_names(routes: Iterable[Route], watchlist: Watchlist) -> Iterable[tuple[int, str, str]]:
    """Route, key and name, where a route names a body or a region that the watch list does not have."""
    for number, route in enumerate(routes):
        for body in route.bodies:
            if not any(fnmatchcase(each.id, body) for each in watchlist.bodies):
                yield number, "bodies", body
        for region in route.regions:
            if not any(_lies_in((region,), each.region) for each in watchlist.bodies):
                yield number, "regions", region
