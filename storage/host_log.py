"""The verbs about hosts: who wants to be left alone and until when, what was spent of a day's budget, robots.txt."""

from __future__ import annotations

import datetime as dt

from storage.connection import Connection, to_moment
from storage.records import HostRow, RobotsRow


class HostLog(Connection):
    """What a crawl has to remember of a host beyond its own end."""

    def hosts(self) -> dict[str, HostRow]:
        """Every host the archive knows anything of, by name."""
        return {
            row["host"]: HostRow(
                row["host"],
                to_moment(row["rests_until"]) if row["rests_until"] else None,
                row["reason"],
                row["refusals"],
                dt.date.fromisoformat(row["day"]),
                row["requests"],
            )
            for row in self.rows("SELECT * FROM hosts")
        }

    def keep_host(self, host: HostRow, now: dt.datetime) -> None:
        """Put down how a host stands; the beginning and the end of a rest are events."""
        with self.transaction():
            known = self.one("SELECT rests_until FROM hosts WHERE host = ?", (host.host,))
            until = host.rests_until.isoformat() if host.rests_until else None
            row = {
                "host": host.host,
                "rests_until": until,
                "reason": host.reason,
                "refusals": host.refusals,
                "day": host.day.isoformat(),
                "requests": host.requests,
            }
            self.db.table("hosts").upsert(row, pk="host")
            before = known["rests_until"] if known else None
            if until and until != before:
                self.log("host.rests", host.host, now, until=until, reason=host.reason, refusals=host.refusals)
            elif before and not until:
                self.log("host.served", host.host, now)

    def robots(self, since: dt.datetime) -> dict[str, RobotsRow]:
        """The robots.txt that were fetched after `since`, by scheme, host and port."""
        rows = self.rows("SELECT * FROM robots")
        fresh = (row for row in rows if to_moment(row["at"]) > since)
        return {row["site"]: RobotsRow(row["site"], row["status"], row["body"]) for row in fresh}

    def keep_robots(self, robots: RobotsRow, now: dt.datetime) -> None:
        with self.transaction():
            row = {"site": robots.site, "at": now.isoformat(), "status": robots.status, "body": robots.body}
            self.db.table("robots").upsert(row, pk="site")
