"""The verbs about runs and columns: the watch list as it stands, each crawl, each visit, and the pages of columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from storage.addresses import address_key, twins
from storage.connection import Connection, to_moment, to_text
from storage.polling import Looks
from storage.records import BodyRow, ColumnPage, PortalRow, RunStats, VisitRow


class VisitLog(Connection):
    """What a crawl writes about columns. Every verb is one transaction, with the event that announces it."""

    def sync_watchlist(self, bodies: Iterable[BodyRow], portals: Iterable[PortalRow]) -> None:
        """Make the archive know the bodies and columns of a watch list; what is no longer in it stays, disabled."""
        with self.transaction():
            self.db.conn.execute("UPDATE portals SET enabled = 0")
            for body in bodies:
                self._sync_body(body)
            for portal in portals:
                self._sync_portal(portal)

    def _sync_body(self, body: BodyRow) -> None:
        row = {
            "id": body.id,
            "name": body.name,
            "kind": body.kind,
            "region": body.region,
            "aliases": to_text(list(body.aliases)),
            "first_year": body.first_year,
            "due": body.due,
        }
        self.db.table("bodies").upsert(row, pk="id")

    def _sync_portal(self, portal: PortalRow) -> None:
        row = {
            "id": portal.id,
            "name": portal.name,
            "url": portal.url,
            "family": portal.family,
            "enabled": int(portal.enabled),
        }
        self.db.table("portals").upsert(row, pk="id")
        self.db.conn.execute("DELETE FROM portal_bodies WHERE portal = ?", (portal.id,))
        for body in portal.bodies:
            self.db.conn.execute("INSERT INTO portal_bodies (portal, body) VALUES (?, ?)", (portal.id, body))

    def start_run(self, now: dt.datetime) -> int:
        with self.transaction():
            run = self._insert("runs", {"started_at": now.isoformat()})
            self.log("run.started", run, now)
        return run

    def finish_run(self, run: int, outcome: str, stats: RunStats, now: dt.datetime) -> None:
        with self.transaction():
            values = {
                "finished_at": now.isoformat(),
                "outcome": outcome,
                "portals": stats.portals,
                "requests": stats.requests,
                "entries_new": stats.entries_new,
                "snapshots_new": stats.snapshots_new,
            }
            self.db.table("runs").update(run, values)
            self.log("run.finished", run, now, outcome=outcome)

    def record_visit(self, visit: VisitRow, now: dt.datetime) -> None:
        """Note a visit; one that came to the same as the last only moves on its end, so that years of silence cost
        nothing. An event where something changed or failed."""
        with self.transaction():
            last = self.one("SELECT * FROM visits WHERE portal = ? ORDER BY id DESC LIMIT 1", (visit.portal,))
            whole_at = now.isoformat() if visit.whole and visit.outcome == "read" else None
            if last and _came_to(last) == (visit.outcome, visit.status, visit.entries, visit.detail):
                self.db.conn.execute(
                    "UPDATE visits SET until = ?, times = times + 1, run = ?, whole_at = coalesce(?, whole_at)"
                    " WHERE id = ?",
                    (now.isoformat(), visit.run, whole_at, last["id"]),
                )
            else:
                self._insert("visits", _visit_row(visit, whole_at, now))
            if last is None or visit.outcome != "read" or last["outcome"] != "read" or last["entries"] != visit.entries:
                self.log("portal.visited", visit.portal, now, outcome=visit.outcome, entries=visit.entries)

    def looks(self) -> list[Looks]:
        """What is known of the visits to each enabled column, for `due_portals`."""
        rows = self.rows(
            "SELECT p.id, max(v.until) AS last_at, max(v.whole_at) AS whole_at,"
            " (SELECT l.outcome FROM visits l WHERE l.portal = p.id ORDER BY l.id DESC LIMIT 1) AS outcome,"
            " (SELECT sum(f.times) FROM visits f WHERE f.portal = p.id AND f.id > coalesce((SELECT max(r.id)"
            "  FROM visits r WHERE r.portal = p.id AND r.outcome = 'read'), 0)) AS failures,"
            " EXISTS (SELECT 1 FROM visits c JOIN runs ON runs.id = c.run"
            "  WHERE c.id = (SELECT max(m.id) FROM visits m WHERE m.portal = p.id) AND c.outcome = 'read'"
            "  AND (runs.finished_at IS NULL OR runs.outcome = 'interrupted')"
            "  AND EXISTS (SELECT 1 FROM entries e WHERE e.portal = p.id"
            "   AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.entry = e.id))) AS is_cut_off"
            " FROM portals p LEFT JOIN visits v ON v.portal = p.id WHERE p.enabled = 1 GROUP BY p.id ORDER BY p.id"
        )
        return [
            Looks(
                row["id"],
                to_moment(row["last_at"]) if row["last_at"] else None,
                to_moment(row["whole_at"]) if row["whole_at"] else None,
                row["failures"] or 0,
                row["outcome"] or "",
                bool(row["is_cut_off"]),
            )
            for row in rows
        ]

    def last_read(self, portal: str) -> dt.datetime | None:
        """When a column was read, if its last visit did not fail."""
        row = self.one("SELECT outcome, until FROM visits WHERE portal = ? ORDER BY id DESC LIMIT 1", (portal,))
        return to_moment(row["until"]) if row and row["outcome"] == "read" else None

    def column_pages(self, portal: str) -> dict[str, ColumnPage]:
        """The pages of a column as they were read last, by address."""
        rows = self.rows("SELECT * FROM column_pages WHERE portal = ?", (portal,))
        return {
            row["url"]: ColumnPage(portal, row["url"], row["digest"], row["etag"], row["last_modified"], row["leads"])
            for row in rows
        }

    def keep_column_page(self, page: ColumnPage, now: dt.datetime) -> None:
        """Put down what a page of a column was like; one that is the same as last time is left as it is."""
        with self.transaction():
            self.db.conn.execute(
                "INSERT INTO column_pages (portal, url, at, digest, etag, last_modified, leads)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (portal, url) DO UPDATE SET at = excluded.at, digest = excluded.digest,"
                " etag = excluded.etag, last_modified = excluded.last_modified, leads = excluded.leads"
                " WHERE digest <> excluded.digest OR etag <> excluded.etag OR last_modified <> excluded.last_modified"
                " OR leads <> excluded.leads",
                (page.portal, page.url, now.isoformat(), page.digest, page.etag, page.last_modified, page.leads),
            )

    def entries_of(self, portal: str) -> frozenset[str]:
        """Keys of the addresses of every entry ever seen in a column."""
        rows = self.rows("SELECT url FROM entries WHERE portal = ?", (portal,))
        return frozenset(address_key(row["url"]) for row in rows)

    def entries_waiting(self, portal: str) -> list[tuple[int, str]]:
        """Number and address of the entries of a column that nobody has tried to fetch: the crawl was killed, or their
        host wanted to be left alone."""
        rows = self.rows(
            "SELECT id, url FROM entries e WHERE portal = ?"
            " AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.entry = e.id) ORDER BY id",
            (portal,),
        )
        return [(row["id"], row["url"]) for row in rows if not self._is_a_document(row["url"])]

    def _is_a_document(self, url: str) -> bool:
        addresses = twins(url)
        marks = ", ".join("?" * len(addresses))
        return self.one(f"SELECT 1 FROM documents WHERE url IN ({marks})", addresses) is not None  # noqa: S608 - only marks

    def last_count(self, portal: str) -> int:
        """How many reports a column listed when it was last read."""
        row = self.one(
            "SELECT entries FROM visits WHERE portal = ? AND outcome = 'read' ORDER BY id DESC LIMIT 1", (portal,)
        )
        return int(row["entries"]) if row else 0

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names from this file only
        return int(self.db.conn.execute(sql, tuple(row.values())).lastrowid or 0)


def _came_to(row: dict[str, Any]) -> tuple[str, int | None, int, str]:
    return row["outcome"], row["status"], row["entries"], row["detail"]


def _visit_row(visit: VisitRow, whole_at: str | None, now: dt.datetime) -> dict[str, Any]:
    return {
        "portal": visit.portal,
        "run": visit.run,
        "at": now.isoformat(),
        "outcome": visit.outcome,
        "status": visit.status,
        "entries": visit.entries,
        "detail": visit.detail,
        "until": now.isoformat(),
        "times": 1,
        "whole_at": whole_at,
    }
