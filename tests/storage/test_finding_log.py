"""Findings open, change and resolve once; what is told is told whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from storage.archive import Archive
from storage.plan import Everywhere
from storage.records import FindingRow
from tests.storage.asking import count, kinds
from tests.storage.filled import NOW, balance_finding

CHANNELS = Everywhere({"slack": "warning", "mail": "error"})
DAY = dt.timedelta(days=1)


def finding(**changes: Any) -> FindingRow:
    return replace(balance_finding(0), report=None, **changes)


def test_settle_opens_changes_and_resolves(archive: Archive) -> None:
    first, second = finding(), finding(evidence="18<>16")
    assert [change.transition for change in archive.settle("reports", [first], CHANNELS, NOW)] == ["opened"]
    assert [change.transition for change in archive.settle("reports", [second], CHANNELS, NOW)] == ["changed"]
    assert [change.transition for change in archive.settle("reports", [], CHANNELS, NOW)] == ["resolved"]
    assert [change.transition for change in archive.settle("reports", [second], CHANNELS, NOW)] == ["opened"]
    assert count(archive, "alerts") == 4
    assert count(archive, "deliveries") == 8
    assert kinds(archive)[-4:] == ["finding.opened", "finding.changed", "finding.resolved", "finding.opened"]


def test_settle_twice_is_settling_once(archive: Archive) -> None:
    archive.settle("reports", [finding()], CHANNELS, NOW)
    assert archive.settle("reports", [finding()], CHANNELS, NOW + DAY) == []
    assert count(archive, "alerts") == 1
    assert archive.open_findings() == [finding()]


def test_settle_counts_one_finding_once(archive: Archive) -> None:
    twice = [finding(evidence="a"), finding(evidence="b")]
    assert [change.finding.evidence for change in archive.settle("reports", twice, CHANNELS, NOW)] == ["b"]


def test_settle_leaves_other_scopes_alone(archive: Archive) -> None:
    archive.settle("deadlines", [finding(id="other")], CHANNELS, NOW)
    assert archive.settle("reports", [], CHANNELS, NOW) == []
    assert [row.id for row in archive.open_findings("deadlines")] == ["other"]


def test_settle_tells_a_channel_what_it_asked_for(archive: Archive) -> None:
    archive.settle("reports", [finding(severity="warning"), finding(id="quiet", severity="info")], CHANNELS, NOW)
    assert [notice.finding.severity for notice in archive.pending_notices("slack", NOW)] == ["warning"]
    assert archive.pending_notices("mail", NOW) == []


def test_an_exception_leaves_nothing(archive: Archive) -> None:
    before = {table: count(archive, table) for table in ("findings", "alerts", "deliveries", "events", "cursors")}

    def half_way() -> None:
        with archive.transaction():
            archive.settle("reports", [finding()], CHANNELS, NOW)
            archive.move_cursor("check", 7, NOW)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        half_way()
    assert {table: count(archive, table) for table in before} == before
    assert archive.cursor("check") == 0


def test_a_begun_digest_is_repeated_whole(archive: Archive) -> None:
    archive.settle("reports", [finding()], CHANNELS, NOW)
    first = [notice.delivery for notice in archive.pending_notices("slack", NOW)]
    archive.begin_digest("digest-1", "slack", first, NOW)
    archive.settle("reports", [finding(), finding(id="later")], CHANNELS, NOW)
    assert [notice.delivery for notice in archive.pending_notices("slack", NOW)] == first
    archive.digest_failed("digest-1", "timeout", NOW + DAY, NOW)
    assert [notice.finding.id for notice in archive.pending_notices("slack", NOW)] == ["later"]
    again = archive.pending_notices("slack", NOW + DAY)
    assert [(notice.delivery, notice.digest, notice.attempts) for notice in again] == [(first[0], "digest-1", 1)]
    archive.digest_delivered("digest-1", NOW + DAY)
    assert [notice.finding.id for notice in archive.pending_notices("slack", NOW + DAY)] == ["later"]


def test_a_digest_given_up_is_an_event(archive: Archive) -> None:
    archive.settle("reports", [finding()], CHANNELS, NOW)
    archive.begin_digest("digest-1", "mail", [notice.delivery for notice in archive.pending_notices("mail", NOW)], NOW)
    archive.digest_failed("digest-1", "gone", None, NOW)
    assert archive.pending_notices("mail", NOW + DAY) == []
    assert kinds(archive)[-1] == "digest.given_up"
