"""A season without its crawl, so short that it can be killed hundreds of times: what the crawl would have kept is kept
day by day, then read, checked and told for real.

Run as a program it waits for a line, forks, plays the season in the child, and says how the child ended.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

from crawler.sample.calendar import PUBLICATIONS, Publication
from crawler.watchlist import load_watchlist
from monitor.clock import ZONE
from monitor.config import Config, load_config
from monitor.steps.flow import build_flow
from monitor.workers import ReadPool
from storage.archive import Archive
from storage.records import BodyRow, DocumentRow, EntryRow, FetchRow, PortalRow, VisitRow

DOCUMENTS = Path(__file__).parent.parent / "crawler" / "sample" / "documents"
DAYS = tuple(
    sorted(
        {day for each in PUBLICATIONS for day in (each.published_on, each.altered_on, each.withdrawn_on) if day}
        | {dt.date(2021, 1, 25), dt.date(2021, 2, 1), dt.date(2021, 3, 8), dt.date(2021, 3, 10), dt.date(2021, 4, 1)}
    )
)
CONSUMER = "short season"
PORTAL = "sample_nfcms"


class Clock:
    moment = dt.datetime(2020, 1, 1, 9, tzinfo=ZONE)

    def __call__(self) -> dt.datetime:
        return self.moment


def play(home: Path, config: Config) -> None:
    """Play what is left of the season."""
    clock = Clock()
    flow = build_flow(home, config, clock)
    with Archive.open(home) as archive, ReadPool(config.reading, "fork") as pool:
        _sync(archive, config)
        for number, day in enumerate(DAYS[archive.cursor(CONSUMER) :], archive.cursor(CONSUMER) + 1):
            clock.moment = dt.datetime.combine(day, dt.time(9), ZONE)
            _keep_day(archive, day, clock.moment)
            list(flow.read(archive, pool))
            flow.check(archive)
            flow.deliver(archive)
            with archive.transaction():
                archive.move_cursor(CONSUMER, number, clock.moment)


def _sync(archive: Archive, config: Config) -> None:
    watchlist = load_watchlist(Path(config.watchlist))
    bodies = [
        BodyRow(body.id, body.name, str(body.kind), body.region, body.aliases, watchlist.first_year)
        for body in watchlist.bodies
    ]
    all_ids = tuple(body.id for body in bodies)
    archive.sync_watchlist(bodies, [PortalRow(PORTAL, "示例栏目", "http://127.0.0.1/nb/", "nfcms", True, all_ids)])


def _keep_day(archive: Archive, day: dt.date, now: dt.datetime) -> None:
    """What a crawl on that day would have kept; kept twice, it is the same."""
    begun = archive.one("SELECT id FROM runs WHERE started_at = ?", (now.isoformat(),))
    run = int(begun["id"]) if begun else archive.start_run(now)
    archive.record_visit(VisitRow(PORTAL, run, "read", 200, 9), now)
    for each in PUBLICATIONS:
        if each.published_on <= day:
            _keep(archive, each, day, run, now)


def _keep(archive: Archive, each: Publication, day: dt.date, run: int, now: dt.datetime) -> None:
    watched = {body["name"]: body["id"] for body in archive.rows("SELECT name, id FROM bodies")}
    url = f"http://127.0.0.1/nb/{each.id}.{each.media}"
    entry = EntryRow(PORTAL, url, each.title, watched.get(each.body), each.year, each.published_on)
    document = archive.see_document(DocumentRow(archive.see_entry(entry, now).id, url, "page", each.file), now).id
    if not each.is_up(day):
        looked = archive.one("SELECT 1 AS one FROM sightings WHERE document = ? AND run = ?", (document, run))
        if not looked:  # a day that is played again is still one pass
            archive.document_gone(document, run, 404, now)
        return
    data = (DOCUMENTS / each.file_on(day)).read_bytes()
    archive.keep_snapshot(FetchRow(document, run, 200, {}, "text/html", data), now)


def main() -> None:
    """Wait for lines; for each, play in a child, and say its number and then how it ended."""
    home, config = Path(sys.argv[1]), load_config(Path(sys.argv[2]), os.environ)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.close(0)
            play(home, config)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
