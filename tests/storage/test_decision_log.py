"""What people decide lasts: through every run again, and until both the document and what was found in it change."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from storage.archive import Archive
from storage.plan import Everywhere
from storage.records import FindingRow
from tests.storage.asking import count, kinds
from tests.storage.filled import NOW, STATISTICS, balance_finding, build_report, keep

CHANNELS = Everywhere({"slack": "info"})
DAY = dt.timedelta(days=1)
FINDING = replace(balance_finding(0), report=None, source="page-1", evidence="figures-1")


def settle(archive: Archive, *findings: FindingRow, day: int = 0) -> None:
    archive.settle("reports", findings, CHANNELS, NOW + day * DAY)


def standing(archive: Archive, id_: str = FINDING.id) -> str:
    row = archive.one("SELECT decision FROM findings WHERE id = ?", (id_,))
    assert row is not None
    return str(row["decision"])


LASTING = [
    ("the same again", [{}]),
    ("read better: other evidence in the same bytes", [{"evidence": "figures-2"}]),
    ("edited elsewhere: other bytes, same evidence", [{"source": "page-2"}]),
    ("one after the other", [{"source": "page-2"}, {"source": "page-2", "evidence": "figures-2"}]),
    ("gone and back", [None, {}]),
    ("gone and back, read better", [None, {"evidence": "figures-2"}]),
]
LAPSING = [
    ("other bytes and other evidence", [{"source": "page-2", "evidence": "figures-2"}]),
    ("gone, and back as another matter", [None, {"source": "page-2", "evidence": "figures-2"}]),
]


def play(archive: Archive, runs: list[dict[str, Any] | None]) -> None:
    for day, changes in enumerate(runs, 1):
        settle(archive, *([] if changes is None else [replace(FINDING, **changes)]), day=day)


@pytest.mark.parametrize("verb", ["ack", "dismiss"])
@pytest.mark.parametrize(("runs"), [case[1] for case in LASTING], ids=[case[0] for case in LASTING])
def test_a_decision_lasts_and_is_silent(archive: Archive, verb: str, runs: list[dict[str, Any] | None]) -> None:
    settle(archive, FINDING)
    archive.decide(FINDING.id, verb, "Li", "spoke to the body", NOW)
    told = count(archive, "deliveries")
    play(archive, runs)
    assert standing(archive) == {"ack": "acked", "dismiss": "dismissed"}[verb]
    assert count(archive, "deliveries") == told
    assert [each.verb for each in archive.decisions_of(FINDING.id)] == [verb]


@pytest.mark.parametrize(("runs"), [case[1] for case in LAPSING], ids=[case[0] for case in LAPSING])
def test_a_decision_lapses_when_both_change(archive: Archive, runs: list[dict[str, Any] | None]) -> None:
    settle(archive, FINDING)
    archive.decide(FINDING.id, "dismiss", "Li", "rounding", NOW)
    told = count(archive, "deliveries")
    play(archive, runs)
    assert standing(archive) == ""
    assert count(archive, "deliveries") == told + 1
    assert [(each.verb, each.who) for each in archive.decisions_of(FINDING.id)] == [
        ("dismiss", "Li"),
        ("lapse", "nianbao"),
    ]
    assert "finding.lapsed" in kinds(archive)


def test_what_rests_on_no_document_lapses_with_its_evidence(archive: Archive) -> None:
    bare = replace(FINDING, source="")
    settle(archive, bare)
    archive.decide(bare.id, "ack", "Li", "they know", NOW)
    settle(archive, bare, day=1)
    assert standing(archive) == "acked"
    settle(archive, replace(bare, evidence="another"), day=2)
    assert standing(archive) == ""


def test_findings_from_before_sources_were_noted_keep_their_decision(archive: Archive) -> None:
    settle(archive, replace(FINDING, source=""))
    archive.decide(FINDING.id, "ack", "Li", "they know", NOW)
    settle(archive, replace(FINDING, evidence="read better"), day=1)
    assert standing(archive) == "acked"


def test_a_finding_that_takes_anothers_place_takes_on_its_decision(archive: Archive) -> None:
    settle(archive, FINDING)
    first = archive.decide(FINDING.id, "dismiss", "Li", "a footnote explains it", NOW)
    renamed = replace(FINDING, id="renamed", cells=FINDING.cells[:2], evidence="figures-2")
    settle(archive, renamed, day=1)
    assert standing(archive, "renamed") == "dismissed"
    (taken,) = archive.decisions_of("renamed")
    assert (taken.verb, taken.who, taken.why, taken.follows) == ("dismiss", "Li", "a footnote explains it", first)


@pytest.mark.parametrize("changes", [{"code": "applications.row_total"}, {"source": "page-2"}, {"cells": ("x.y.z",)}])
def test_another_matter_takes_on_nothing(archive: Archive, changes: dict[str, Any]) -> None:
    settle(archive, FINDING)
    archive.decide(FINDING.id, "dismiss", "Li", "a footnote explains it", NOW)
    settle(archive, replace(FINDING, id="other", **changes), day=1)
    assert standing(archive, "other") == ""


def test_reopened_is_told_again_and_a_note_changes_nothing(archive: Archive) -> None:
    settle(archive, FINDING)
    for verb in ("ack", "note"):
        archive.decide(FINDING.id, verb, "Li", "asked the body", NOW)
    assert standing(archive) == "acked"
    archive.decide(FINDING.id, "reopen", "Wang", "they deny it", NOW)
    assert standing(archive) == ""
    told = count(archive, "deliveries")
    settle(archive, replace(FINDING, evidence="figures-2"), day=1)
    assert count(archive, "deliveries") == told + 1
    assert [each.verb for each in archive.decisions_of(FINDING.id)] == ["ack", "note", "reopen"]


def test_what_is_waiting_to_be_told_is_told_no_more(archive: Archive) -> None:
    settle(archive, FINDING, replace(FINDING, id="other", cells=()))
    archive.decide(FINDING.id, "ack", "Li", "known", NOW)
    assert [notice.finding.id for notice in archive.pending_notices("slack", NOW)] == ["other"]


def test_nobody_decides_about_what_is_not_there(archive: Archive) -> None:
    with pytest.raises(KeyError):
        archive.decide("nothing", "ack", "Li", "why", NOW)
    assert count(archive, "decisions") == 0


@pytest.mark.parametrize("statement", ["UPDATE decisions SET why = ''", "DELETE FROM decisions"])
def test_decisions_can_only_be_added_to(archive: Archive, statement: str) -> None:
    settle(archive, FINDING)
    archive.decide(FINDING.id, "ack", "Li", "known", NOW)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        archive.db.conn.execute(statement)


CELL = "applications.received_new.total"


def test_a_correction_stands_beside_what_is_printed(archive: Archive) -> None:
    url = "https://example.invalid/nb/2021.html"
    id_ = keep(archive, b"first", build_report(b"first"), STATISTICS, url, NOW)
    stored = archive.report(id_)
    assert stored is not None
    archive.correct(stored, CELL, 17, "Li", "the scan shows 17", NOW)
    assert {cell: (each.value, each.printed) for cell, each in archive.corrections_of(stored).items()} == {
        CELL: (17, "16")
    }
    assert archive.report(id_) == stored, "the printed figure is untouched"
    for data, printed, holds in ((b"edited", "16", True), (b"revised", "18", False)):
        report = build_report(data, printed={CELL: printed}, text=data.decode())
        later = archive.report(keep(archive, data, report, STATISTICS, url, NOW))
        assert later is not None
        assert bool(archive.corrections_of(later)) == holds, data
    archive.correct(stored, CELL, None, "Li", "it was 16 after all", NOW)
    assert archive.corrections_of(stored) == {}
