"""What a crawl writes: seen once, kept once, looked at again in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from storage.archive import Archive
from storage.records import EntryRow, FetchRow, VisitRow
from tests.storage.asking import count, fetch, kinds
from tests.storage.filled import NOW, PORTAL, SITE, TOWN

DAY = dt.timedelta(days=1)


def test_a_watchlist_is_followed(archive: Archive) -> None:
    archive.sync_watchlist([replace(TOWN, name="示例镇政府")], [])
    assert archive.one("SELECT name FROM bodies WHERE id = 'town'") == {"name": "示例镇政府"}
    assert archive.one("SELECT enabled FROM portals") == {"enabled": 0}


def test_seeing_again_is_no_event(archive: Archive) -> None:
    entry = EntryRow(PORTAL.id, f"{SITE}/2.html", "年报", None, None, None)
    first = archive.see_entry(entry, NOW)
    again = archive.see_entry(replace(entry, title="年报（更正）", year=2021), NOW + DAY)
    assert (first.new, again.new, again.id) == (True, False, first.id)
    assert kinds(archive) == ["entry.seen"]
    assert archive.one("SELECT title, year FROM entries") == {"title": "年报（更正）", "year": 2021}


def test_only_a_change_of_a_column_is_an_event(archive: Archive) -> None:
    run = archive.start_run(NOW)
    for outcome, entries in (("read", 3), ("read", 3), ("blocked", 0), ("read", 3), ("read", 2)):
        archive.record_visit(VisitRow(PORTAL.id, run, outcome, 200, entries), NOW)
    assert kinds(archive).count("portal.visited") == 4


def test_bytes_are_kept_once(archive: Archive, document: int) -> None:
    run = archive.start_run(NOW)
    kept = [
        archive.keep_snapshot(FetchRow(document, run, 200, {}, "text/html", data), NOW)
        for data in (b"a", b"a", b"b", b"a")
    ]
    assert [(one.new, one.changed) for one in kept] == [(True, True), (False, False), (True, True), (False, True)]
    assert count(archive, "snapshots") == 2
    assert count(archive, "sightings") == 4
    assert kinds(archive).count("snapshot.kept") == 3
    assert archive.blobs.read(kept[0].sha256) == b"a"
    assert archive.latest_snapshot(document) == kept[0].sha256


def test_what_is_gone_can_come_back(archive: Archive, document: int) -> None:
    fetch(archive, document, b"a")
    archive.document_gone(document, 1, 404, NOW + DAY)
    archive.document_gone(document, 1, 404, NOW + 2 * DAY)
    stored = archive.document(document)
    assert (stored.gone_since, stored.gone_passes, stored.last_gone_on) == (
        (NOW + DAY).date(),
        2,
        (NOW + 2 * DAY).date(),
    )
    fetch(archive, document, b"a", NOW + 3 * DAY)
    assert (archive.document(document).gone_since, archive.document(document).gone_passes) == (None, 0)
    assert kinds(archive)[-1] == "document.back"


def test_an_unknown_document_is_a_key_error(archive: Archive) -> None:
    with pytest.raises(KeyError):
        archive.document(99)


@pytest.mark.parametrize(
    ("age", "since_last", "due"),
    [
        (0, 0, False),
        (3, 1, True),
        (7, 1, True),
        (8, 1, False),
        (30, 7, True),
        (60, 6, False),
        (90, 29, False),
        (90, 30, True),
    ],
)
def test_looks_at_a_document_thin_out(archive: Archive, document: int, age: int, since_last: int, due: bool) -> None:
    today = NOW + age * DAY
    fetch(archive, document, b"a", today - since_last * DAY)
    assert [one.id for one in archive.documents_due(today)] == ([document] if due else [])


def test_what_is_gone_is_looked_at_daily(archive: Archive, document: int) -> None:
    fetch(archive, document, b"a")
    archive.document_gone(document, 1, 404, NOW + 99 * DAY)
    assert archive.documents_due(NOW + 99 * DAY) == ()
    assert [one.url for one in archive.documents_due(NOW + 100 * DAY)] == [f"{SITE}/1.html"]


def test_documents_of_a_disabled_column_are_not_due(archive: Archive, document: int) -> None:
    fetch(archive, document, b"a")
    archive.sync_watchlist([], [replace(PORTAL, enabled=False)])
    assert archive.documents_due(NOW + 100 * DAY) == ()
    assert archive.documents_fetched(PORTAL.id) == {f"{SITE}/1.html"}
