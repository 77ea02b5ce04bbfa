"""When a column is read again: (season, hour, visits so far, what is due)."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.archive import Archive
from storage.polling import POLLING, Due, Looks, due_portals, next_look
from storage.records import DocumentRow, EntryRow, RunStats, VisitRow
from tests.storage.filled import PORTAL

BEIJING = dt.timezone(dt.timedelta(hours=8))
JANUARY = dt.datetime(2026, 1, 20, 14, tzinfo=BEIJING)
JULY = dt.datetime(2026, 7, 20, 14, tzinfo=BEIJING)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def looks(now: dt.datetime, since: dt.timedelta, whole: dt.timedelta = DAY, **more: object) -> Looks:
    return Looks("column", now - since, now - whole, **more)  # type: ignore[arg-type]


CASES: list[tuple[str, dt.datetime, Looks, bool | None]] = [
    ("never read", JULY, Looks("column"), True),
    ("never read, by day in the season", JANUARY, Looks("column"), True),
    ("season, an hour ago", JANUARY, looks(JANUARY, HOUR), None),
    ("season, three hours ago", JANUARY, looks(JANUARY, 3 * HOUR), False),
    ("season, a little less than three hours ago", JANUARY, looks(JANUARY, 2.8 * HOUR), False),
    ("light, three hours ago", JULY, looks(JULY, 3 * HOUR), None),
    ("light, a day ago", JULY, looks(JULY, DAY), False),
    ("whole pass by day waits for the night", JULY, looks(JULY, DAY, 8 * DAY), False),
    ("whole pass at night", JULY.replace(hour=2), looks(JULY.replace(hour=2), DAY, 8 * DAY), True),
    ("whole pass at night, though just read", JULY.replace(hour=2), looks(JULY.replace(hour=2), HOUR, 8 * DAY), True),
    ("whole pass before its week", JULY.replace(hour=2), looks(JULY.replace(hour=2), DAY, 6 * DAY), False),
    ("whole pass that no night came for", JULY, looks(JULY, DAY, 15 * DAY), True),
    ("failed once in the season", JANUARY, looks(JANUARY, 3 * HOUR, failures=1, outcome="unreachable"), None),
    ("failed once, twice the time ago", JANUARY, looks(JANUARY, 6 * HOUR, failures=1, outcome="unreachable"), False),
    ("does not answer for long: daily", JANUARY, looks(JANUARY, DAY, failures=30, outcome="unreachable"), False),
    ("refuses for long: weekly", JANUARY, looks(JANUARY, 6 * DAY, failures=30, outcome="blocked"), None),
    ("refuses for long, a week ago", JANUARY, looks(JANUARY, 7 * DAY, failures=30, outcome="blocked"), False),
    ("never read, and refused", JULY, Looks("column", JULY - HOUR, None, 1, "blocked"), None),
    ("never read, refused two days ago", JULY, Looks("column", JULY - 2 * DAY, None, 1, "blocked"), True),
]


@pytest.mark.parametrize(("now", "known", "whole"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_due(now: dt.datetime, known: Looks, whole: bool | None) -> None:
    assert due_portals(now, [known]) == (() if whole is None else (Due("column", whole),))


def test_the_hour_of_the_machine_does_not_matter() -> None:
    night = JULY.replace(hour=2)
    known = looks(night, DAY, 8 * DAY)
    assert due_portals(night.astimezone(dt.UTC), [known]) == due_portals(night, [known]) == (Due("column", True),)


def test_those_left_alone_the_longest_come_first() -> None:
    known = [Looks("b", JULY - 2 * DAY, JULY), Looks("a", JULY - DAY, JULY), Looks("c")]
    assert [due.portal for due in due_portals(JULY, known)] == ["c", "b", "a"]


def test_the_next_look_is_when_it_is_due() -> None:
    known = looks(JULY, HOUR)
    turn = next_look(known, JULY)
    assert due_portals(turn - POLLING.slack - dt.timedelta(seconds=1), [known]) == ()
    assert due_portals(turn, [known]) != ()


def test_the_archive_knows_what_the_looks_came_to(archive: Archive) -> None:
    run = archive.start_run(JULY)
    assert archive.looks() == [Looks(PORTAL.id)]
    for hours, outcome, whole in ((0, "read", True), (1, "read", False), (2, "blocked", False), (3, "blocked", False)):
        archive.record_visit(VisitRow(PORTAL.id, run, outcome, 200, 3, whole=whole), JULY + hours * HOUR)
    assert archive.looks() == [Looks(PORTAL.id, JULY + 3 * HOUR, JULY, 2, "blocked")]
    archive.record_visit(VisitRow(PORTAL.id, run, "read", 200, 3, whole=False), JULY + 4 * HOUR)
    assert archive.looks() == [Looks(PORTAL.id, JULY + 4 * HOUR, JULY, 0, "read")]


def test_visits_that_come_to_the_same_are_one_row(archive: Archive) -> None:
    run = archive.start_run(JULY)
    for hours in range(50):
        archive.record_visit(VisitRow(PORTAL.id, run, "read", 200, 3, whole=hours == 20), JULY + hours * HOUR)
    [row] = archive.rows("SELECT at, until, times, whole_at FROM visits")
    assert row == {
        "at": JULY.isoformat(),
        "until": (JULY + 49 * HOUR).isoformat(),
        "times": 50,
        "whole_at": (JULY + 20 * HOUR).isoformat(),
    }


def test_a_column_whose_crawl_died_before_its_entries_is_read_again_at_once(archive: Archive) -> None:
    """An entry that was listed and never asked for would wait a day; one that was asked for waits for its own turn."""
    run = archive.start_run(JULY)
    entry = archive.see_entry(EntryRow(PORTAL.id, f"{PORTAL.url}2.html", "年报", None, None, None), JULY).id
    archive.record_visit(VisitRow(PORTAL.id, run, "read", 200, 1, whole=True), JULY)
    archive.finish_run(run, "interrupted", RunStats(), JULY)
    assert [due.portal for due in due_portals(JULY + HOUR, archive.looks())] == [PORTAL.id]
    archive.see_document(DocumentRow(entry, f"{PORTAL.url}2.html", "page", "", None), JULY)
    assert [due.portal for due in due_portals(JULY + HOUR, archive.looks())] == []


def test_a_column_is_not_read_again_at_once_for_what_a_whole_crawl_left_alone(archive: Archive) -> None:
    run = archive.start_run(JULY)
    archive.see_entry(EntryRow(PORTAL.id, f"{PORTAL.url}2.html", "年报", None, None, None), JULY)
    archive.record_visit(VisitRow(PORTAL.id, run, "read", 200, 1, whole=True), JULY)
    archive.finish_run(run, "finished", RunStats(), JULY)
    assert due_portals(JULY + HOUR, archive.looks()) == ()


def test_a_column_that_failed_is_left_alone_though_its_crawl_died(archive: Archive) -> None:
    run = archive.start_run(JULY)
    archive.see_entry(EntryRow(PORTAL.id, f"{PORTAL.url}2.html", "年报", None, None, None), JULY)
    archive.record_visit(VisitRow(PORTAL.id, run, "blocked", 403, 0), JULY)
    archive.finish_run(run, "interrupted", RunStats(), JULY)
    assert due_portals(JULY + HOUR, archive.looks()) == ()
