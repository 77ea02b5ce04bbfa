"""A document that goes back and forth between two versions: each change is told once, and that it goes on is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from crawler.sample.calendar import PUBLICATIONS
from monitor.clock import ZONE
from monitor.config import Config
from monitor.steps.flow import build_flow
from monitor.workers import ReadPool
from storage.archive import Archive
from storage.records import BodyRow, DocumentRow, EntryRow, FetchRow, PortalRow
from tests.short_season import DOCUMENTS

ALTERED = next(each for each in PUBLICATIONS if each.altered)
BEGAN = dt.datetime(2021, 3, 1, 9, tzinfo=ZONE)


def test_a_document_that_flips_is_told_of_once_each_way(tmp_path: Path) -> None:
    config = Config(watchlist="sample")
    moment = BEGAN
    flow = build_flow(tmp_path, config, lambda: moment)
    told = []
    with Archive.open(tmp_path) as archive, ReadPool(config.reading, "fork") as pool:
        body = next(each for each in flow.watchlist.bodies if each.name == ALTERED.body)
        archive.sync_watchlist(
            [BodyRow(body.id, body.name, str(body.kind), body.region, (), 2020)],
            [PortalRow("sample_nfcms", "示例", "http://127.0.0.1/nb/", "nfcms", True, (body.id,))],
        )
        url = f"http://127.0.0.1/nb/1.{ALTERED.media}"
        entry = archive.see_entry(EntryRow("sample_nfcms", url, ALTERED.title, body.id, ALTERED.year, None), moment)
        document = archive.see_document(DocumentRow(entry.id, url, "page", "report"), moment).id
        for number in range(6):
            moment = BEGAN + number * dt.timedelta(hours=3)
            stem = ALTERED.altered if number % 2 else ALTERED.document
            data = (DOCUMENTS / f"{stem}.{ALTERED.media}").read_bytes()
            run = archive.start_run(moment)
            archive.keep_snapshot(FetchRow(document, run, 200, {}, "text/html", data), moment)
            list(flow.read(archive, pool))
            told.append([each.transition for each in flow.check(archive) if each.finding.code == "document.revised"])
    assert told == [[], ["opened"], ["opened"], [], [], []]
