"""What other programs subscribe to, read by the parsers such programs have."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar

from storage.archive import Archive
from storage.plan import Everywhere
from storage.records import BodyRow
from storage.web.deadline_calendar import build_calendar
from storage.web.feed import ATOM
from tests.storage.asking import get
from tests.storage.filled import NOW, Filled, balance_finding

NAMES = {"a": ATOM}


def entries(text: str) -> list[ET.Element]:
    return ET.fromstring(text).findall("a:entry", NAMES)


def test_the_feed_tells_each_change_once_newest_first(filled: Filled) -> None:
    response = get(filled.home, "/findings.atom")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = entries(response.text)
    ids = [entry.findtext("a:id", "", NAMES) for entry in found]
    assert len(ids) == len(set(ids)) > 3
    moments = [entry.findtext("a:updated", "", NAMES) for entry in found]
    assert moments == sorted(moments, reverse=True)
    assert all(dt.datetime.fromisoformat(moment).tzinfo for moment in moments)


@pytest.mark.parametrize(
    ("asked", "code"), [("code=document.revised", "document.revised"), ("severity=info", "form.stale_basis")]
)
def test_the_feed_can_be_narrowed_down(filled: Filled, asked: str, code: str) -> None:
    found = entries(get(filled.home, f"/findings.atom?{asked}").text)
    assert {entry.findall("a:category", NAMES)[1].get("term") for entry in found} == {code}


def test_an_empty_archive_has_an_empty_feed_and_calendar(empty_home: Path) -> None:
    assert entries(get(empty_home, "/findings.atom").text) == []
    assert Calendar.from_ical(get(empty_home, "/deadlines.ics").text).walk("VEVENT") == []


def test_what_documents_say_cannot_break_the_feed(tmp_path: Path) -> None:
    bad = "</summary><script>\x00\x0b\ud800 & ]]>"
    finding = replace(balance_finding(0), report=None, body=bad, body_id=None, message_en=bad.replace("\ud800", ""))
    with Archive.open(tmp_path) as archive:
        archive.settle("x", [replace(finding, body=bad.replace("\ud800", ""))], Everywhere({}), NOW)
    (entry,) = entries(get(tmp_path, "/findings.atom").text)
    assert "</summary><script>" in (entry.findtext("a:summary", "", NAMES))


def test_dismissed_findings_are_not_in_the_feed(tmp_path: Path) -> None:
    finding = replace(balance_finding(0), report=None, body_id=None)
    with Archive.open(tmp_path) as archive:
        archive.settle("x", [finding], Everywhere({}), NOW)
        archive.decide(finding.id, "dismiss", "clerk", "as it should be", NOW)
    assert entries(get(tmp_path, "/findings.atom").text) == []


def row(id_: str, kind: str, due: str | None = None, years: str = "", missing: str = "") -> dict[str, object]:
    body = BodyRow(id_, f"示例市{id_}", kind, "", (), 2018, due)
    return {
        "id": body.id,
        "name": body.name,
        "kind": kind,
        "due": due,
        "first_year": 2018,
        "years": years,
        "missing": missing,
    }


TODAY = dt.datetime(2026, 1, 10, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_one_event_a_day_with_what_is_lacking() -> None:
    found = [row("甲", "department", years="2024,2025"), row("乙", "department"), row("丙", "government")]
    calendar = Calendar.from_ical(build_calendar(found, "http://127.0.0.1:8001/", TODAY))
    events = {event.decoded("dtstart"): event for event in calendar.walk("VEVENT")}
    this = events[dt.date(2026, 1, 31)]
    assert "2 个单位，尚未见到 1 个" in str(this["summary"])
    assert "示例市乙" in str(this["description"])
    assert "示例市甲" not in str(this["description"])
    assert dt.date(2026, 3, 31) in events
    assert this.walk("VALARM")


def test_a_statutory_date_is_not_moved_by_a_local_one_and_a_town_has_only_its_own() -> None:
    found = [row("甲", "department", "03-01"), row("乙", "town"), row("丙", "town", "02-29")]
    calendar = Calendar.from_ical(build_calendar(found, "http://x/", TODAY))
    days = {event.decoded("dtstart") for event in calendar.walk("VEVENT")}
    assert days == {dt.date(year, *day) for year in (2026, 2027) for day in ((1, 31), (2, 28))}


def test_the_same_day_keeps_its_identity() -> None:
    uids = [
        {
            str(event["uid"])
            for event in Calendar.from_ical(build_calendar([row("甲", "department")], "u", at)).walk("VEVENT")
        }
        for at in (TODAY, TODAY + dt.timedelta(days=40))
    ]
    assert uids[0] == uids[1]
    assert len(uids[0]) == 2


def test_after_the_day_only_what_is_on_record_as_missing_is_named() -> None:
    found = [row("甲", "department", years="2025"), row("乙", "department"), row("丙", "department", missing="2025")]
    march = TODAY.replace(month=3)
    events = Calendar.from_ical(build_calendar(found, "http://x/", march)).walk("VEVENT")
    past = next(event for event in events if event.decoded("dtstart") == dt.date(2026, 1, 31))
    assert "逾期未见 1 个 missing" in str(past["summary"])
    assert "示例市丙" in str(past["description"])
    assert "示例市乙" not in str(past["description"]), "nobody has looked since, so nothing is said"
    assert not past.walk("VALARM"), "what is past needs no reminder"
