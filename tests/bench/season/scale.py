"""A whole archive checked anew: how long it takes on two cores, and whether memory stays flat.

Some bodies' reports go in through the archive's own verbs; the rest are copies of these under other names, made by SQL,
since reading a hundred thousand documents is not what is measured here.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

from crawler.watchlist import Body, Watchlist
from monitor.clock import ZONE
from monitor.steps.affected import Checking
from monitor.steps.check import Passed, recheck
from monitor.steps.judges import JudgePool, Terms
from storage.archive import Archive
from storage.plan import NOBODY
from tests.monitor.archives import at, open_archive, show

from .run import set_traps
from .world import Chronicle, draw_season
from .years import LAST

REPORTS = 100_000
MOST_SECONDS = 180.0
CORES = 2
TODAY = dt.date(LAST + 1, 4, 20)
NOW = dt.datetime.combine(TODAY, dt.time(9), ZONE)
_COPY = (
    "INSERT INTO entries (id, portal, url, title, body, year, shown_on, platform_on, first_seen_at, last_seen_at)"
    " SELECT id + {shift}, portal, url || '?{n}', title, body || '_{n}', year, shown_on, platform_on, first_seen_at,"
    " last_seen_at FROM entries WHERE id <= :last",
    "INSERT INTO documents (id, url, entry, role, name, published_on, first_seen_at, gone_passes)"
    " SELECT id + {shift}, url || '?{n}', entry + {shift}, role, name, published_on, first_seen_at, 0 FROM documents"
    " WHERE id <= :last",
    "INSERT INTO sightings (document, sha256, run, at, status, headers, error, rendered)"
    " SELECT document + {shift}, sha256, run, at, status, headers, error, rendered FROM sightings"
    " WHERE document <= :last",
    "INSERT INTO readings (document, sha256, at, outcome, message, report)"
    " SELECT document + {shift}, sha256, at, outcome, message, report + {shift} FROM readings WHERE document <= :last",
    "INSERT INTO reports (id, body, body_id, year, sha256, document, form, title, published_on, signed_on,"
    " first_published_on, read_at, current, json) SELECT id + {shift}, body, body_id || '_{n}', year, sha256,"
    " document + {shift}, form, title, published_on, signed_on, first_published_on, read_at, current, json FROM reports"
    " WHERE id <= :last",
    "INSERT INTO figures SELECT report + {shift}, cell, table_name, row_name, column_name, value, exact, raw, doubted,"
    " page, grid, grid_row, grid_column FROM figures WHERE report <= :last",
    "INSERT INTO sections SELECT report + {shift}, number, heading, text FROM sections WHERE report <= :last",
)


@dataclass(frozen=True, slots=True)
class Scale:
    """What checking everything anew took. `cpu` is the CPU time of all processes, MiB are those of the largest."""

    reports: int
    cpu: float
    wall: float
    early: float
    late: float
    changes: int
    changes_again: int

    @property
    def seconds(self) -> float:
        """For a season of REPORTS on two cores of this machine, from the CPU time."""
        return self.cpu / CORES * REPORTS / self.reports

    @property
    def holds(self) -> bool:
        return self.seconds <= MOST_SECONDS and self.is_flat and self.changes_again == 0

    @property
    def is_flat(self) -> bool:
        return self.late <= self.early * 1.1 + 16


def measure(bodies: int = 60, copies: int = 23, seed: str = "scale") -> Scale:
    """Fill an archive, check it, and check it again as after an upgrade; the second time is measured."""
    chronicles = set_traps(draw_season(seed, bodies), seed)
    with tempfile.TemporaryDirectory(prefix="nianbao-season-") as folder:
        home = Path(folder)
        everybody = fill(home, chronicles, copies)
        watchlist = Watchlist(name="season", first_year=2019, bodies=everybody, portals=())
        with Archive.open(home) as archive:
            changes = sum(len(passed.changes) for passed in _passes(archive, watchlist))
            return _measured(archive, watchlist, changes)


def fill(home: Path, chronicles: list[Chronicle], copies: int) -> tuple[Body, ...]:
    """All reports of the chronicles, and so many copies of each under other bodies' names."""
    bodies = [chronicle.nature.body for chronicle in chronicles]
    with open_archive(home, bodies) as archive:
        for chronicle in chronicles:
            with archive.transaction():
                for year, draft in chronicle.history.items():
                    show(archive, draft.build(), draft.body, at(f"{year + 1}-01-20"))
        for number in range(1, copies + 1):
            _copy(archive, number, [body.id for body in bodies])
    return tuple(
        body.model_copy(update={"id": f"{body.id}_{number}"}) if number else body
        for number in range(copies + 1)
        for body in bodies
    )


def _copy(archive: Archive, number: int, originals: list[str]) -> None:
    last = len(originals) * 7
    with archive.transaction():
        for id_ in originals:
            archive.db.conn.execute(
                "INSERT INTO bodies SELECT ?, name, kind, region, aliases, first_year, due FROM bodies WHERE id = ?",
                (f"{id_}_{number}", id_),
            )
        for statement in _COPY:
            archive.db.conn.execute(statement.format(n=number, shift=number * last), {"last": last})


def _passes(archive: Archive, watchlist: Watchlist) -> Iterator[Passed]:
    terms = Terms(archive.home, watchlist, TODAY, 7, use_corrections=False, rules_path="")
    with JudgePool(terms, CORES) as pool:
        yield from recheck(archive, Checking(watchlist, NOBODY, TODAY), NOW, pool)


def _measured(archive: Archive, watchlist: Watchlist, changes: int) -> Scale:
    reports = int(archive.rows("SELECT count(*) AS number FROM reports")[0]["number"])
    start, began = _cpu(), time.monotonic()
    resident: list[float] = []
    again = 0
    for passed in _passes(archive, watchlist):
        resident.append(max(_resident(pid) for pid in (os.getpid(), *(child.pid or 0 for child in active_children()))))
        again += len(passed.changes)
    early = max(resident[: max(1, len(resident) // 3)])
    return Scale(reports, _cpu() - start, time.monotonic() - began, early, max(resident), changes, again)


def _cpu() -> float:
    """CPU seconds of this process and of those that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 2**20
