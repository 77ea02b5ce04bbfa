"""How hosts are treated: which of them want to be left alone, until when, and what is left of a day's requests."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from crawler.watchlist import Watchlist
from storage.archive import Archive
from storage.records import HostRow

BACK_OFF: tuple[dt.timedelta, ...] = tuple(dt.timedelta(hours=hours) for hours in (1, 3, 12, 24, 48, 96, 168))
"""How long a host is left alone after so many runs in a row in which it refused us; the last holds from then on."""
LONGEST_REST = dt.timedelta(days=7)
"""A Retry-After beyond this is a mistake of the server's."""


def host_key(url: str) -> str:
    """What counts as one host: its name; on this machine, where every port is another server, with the port."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").lower()
    return parts.netloc.lower() if _is_here(host) else host


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def read_retry_after(value: str, now: dt.datetime) -> dt.datetime | None:
    """The moment a Retry-After names, in seconds or as a date; None where it names none that lies ahead."""
    text = value.strip()
    try:
        moment = now + dt.timedelta(seconds=int(text)) if text.isdigit() else parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return min(moment, now + LONGEST_REST) if moment > now else None


def rest_until(refusals: int, now: dt.datetime, asked_for: dt.datetime | None = None) -> dt.datetime:
    """The end of a rest after so many runs with a refusal; never before the host asked us to come back."""
    own = now + BACK_OFF[min(max(refusals, 1), len(BACK_OFF)) - 1]
    return max(own, asked_for.astimezone(now.tzinfo)) if asked_for else own


class HostLedger:
    """The hosts as one crawl knows them. What has to outlive the crawl goes into the archive: a rest at once, the
    requests counted with `save_counts`."""

    def __init__(self, archive: Archive, watchlist: Watchlist, now: dt.datetime) -> None:
        self._archive = archive
        self._watchlist = watchlist
        self._day = now.date()
        self._rows = archive.hosts()
        self._spent: Counter[str] = Counter(
            {row.host: row.requests for row in self._rows.values() if row.day == self._day}
        )
        self._unsaved: set[str] = set()

    def resting(self, host: str, now: dt.datetime) -> HostRow | None:
        """The host, where it is to be left alone at `now`."""
        row = self._rows.get(host)
        return row if row and row.rests_until and row.rests_until > now else None

    def budget_left(self, host: str) -> int:
        return self._watchlist.requests_a_day_of(host) - self._spent[host]

    def count(self, host: str) -> None:
        """One more request was sent to `host`."""
        self._spent[host] += 1
        self._unsaved.add(host)

    def refused(self, host: str, reason: str, now: dt.datetime, asked_for: dt.datetime | None = None) -> None:
        """The host refused us in this run: it is left alone, the longer the more runs in a row it has."""
        row = self._row(host)
        refusals = row.refusals + 1
        self._keep(
            replace(row, rests_until=rest_until(refusals, now, asked_for), reason=reason, refusals=refusals), now
        )

    def served(self, host: str, now: dt.datetime) -> None:
        """The host answered as it should: what was held against it is forgotten."""
        row = self._rows.get(host)
        if row and (row.refusals or row.rests_until):
            self._keep(replace(self._row(host), rests_until=None, reason="", refusals=0), now)

    def save_counts(self, now: dt.datetime) -> None:
        """Put down the requests counted since the last time; belongs into the transaction of what they brought."""
        for host in sorted(self._unsaved):
            self._keep(self._row(host), now)
        self._unsaved.clear()

    def _row(self, host: str) -> HostRow:
        known = self._rows.get(host) or HostRow(host, None, "", 0, self._day, 0)
        return replace(known, day=self._day, requests=self._spent[host])

    def _keep(self, row: HostRow, now: dt.datetime) -> None:
        self._rows[row.host] = row
        self._archive.keep_host(row, now)
