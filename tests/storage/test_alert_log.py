"""What becomes of a change of state: reminders, escalation, flapping, snoozes; each told once, with the change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest

from storage.archive import Archive
from storage.outbox import PENDING
from storage.plan import Everywhere, Planned
from storage.records import FindingRow
from tests.storage.asking import count, kinds
from tests.storage.filled import NOW, balance_finding

PLAN = Everywhere({"slack": "info"})
DAY, MONTH = dt.timedelta(days=1), dt.timedelta(days=30)
FINDING = replace(balance_finding(0), report=None)


def settle(archive: Archive, day: float, *findings: FindingRow) -> list[str]:
    return [each.transition for each in archive.settle("reports", findings, PLAN, NOW + day * DAY)]


def told(archive: Archive) -> list[str]:
    """The transitions that somebody is told of, in order."""
    rows = archive.rows("SELECT a.transition FROM deliveries x JOIN alerts a ON a.id = x.alert ORDER BY x.id")
    return [row["transition"] for row in rows]


def remind(archive: Archive, day: float, least: str = "info") -> list[str]:
    return [each.transition for each in archive.remind(PLAN, MONTH, least, NOW + day * DAY)]


@pytest.mark.parametrize(
    ("before", "after", "transition"),
    [("warning", "error", "escalated"), ("info", "warning", "escalated"), ("error", "warning", "changed")],
)
def test_what_grows_graver_is_told_as_such(archive: Archive, before: str, after: str, transition: str) -> None:
    settle(archive, 0, replace(FINDING, severity=before))
    assert settle(archive, 1, replace(FINDING, severity=after, evidence="other")) == [transition]
    assert told(archive) == ["opened", transition]


def test_what_stands_is_told_again_after_its_time_and_not_before(archive: Archive) -> None:
    settle(archive, 0, FINDING)
    assert remind(archive, 29) == []
    assert remind(archive, 30) == ["persisting"]
    assert remind(archive, 31) == []
    assert remind(archive, 60) == ["persisting"]
    settle(archive, 61)
    assert remind(archive, 120) == []
    assert told(archive) == ["opened", "persisting", "persisting", "resolved"]


def test_reminders_come_together(archive: Archive) -> None:
    settle(archive, 0, FINDING)
    settle(archive, 5, FINDING, replace(FINDING, id="five days later"))
    settle(archive, 20, FINDING, replace(FINDING, id="five days later"), replace(FINDING, id="much later"))
    assert remind(archive, 30) == ["persisting", "persisting"], "what would be due within days is not left for them"


def test_only_what_is_grave_enough_is_reminded_of(archive: Archive) -> None:
    settle(archive, 0, replace(FINDING, severity="info"))
    assert remind(archive, 40, "warning") == []


def test_flapping_is_told_once_and_once_more_when_it_settles(archive: Archive) -> None:
    for day in range(8):
        settle(archive, day, FINDING)
        settle(archive, day + 0.5)
    assert told(archive) == ["opened", "resolved", "opened", "resolved", "unstable"]
    assert count(archive, "alerts") == 16, "every change is on record"
    assert kinds(archive).count("finding.opened") == 8
    assert remind(archive, 10) == []
    assert remind(archive, 30) == ["resolved"]
    assert remind(archive, 31) == []


def test_flapping_that_settles_open_is_said_to_stand(archive: Archive) -> None:
    for day in range(3):
        settle(archive, day + 0.5)
        settle(archive, day + 0.7, FINDING)
    assert told(archive)[-1] == "unstable"
    assert remind(archive, 17) == ["persisting"]


def test_what_flaps_and_grows_graver_is_told_all_the_same(archive: Archive) -> None:
    for day in range(4):
        settle(archive, day + 0.5)
        settle(archive, day + 0.7, replace(FINDING, severity="warning"))
    assert settle(archive, 5, replace(FINDING, evidence="graver")) == ["escalated"]
    assert told(archive)[-1] == "escalated"


def test_a_snoozed_finding_is_silent_and_told_again_when_it_wakes(archive: Archive) -> None:
    settle(archive, 0, FINDING)
    archive.snooze(FINDING.id, NOW + 10 * DAY, NOW)
    assert [row["state"] for row in archive.rows("SELECT state FROM deliveries")] == ["silenced"]
    settle(archive, 1, replace(FINDING, evidence="other"))
    assert told(archive) == ["opened"]
    assert remind(archive, 9) == []
    assert remind(archive, 10) == ["persisting"]
    assert remind(archive, 11) == []


def test_a_snoozed_finding_that_ends_is_not_told(archive: Archive) -> None:
    settle(archive, 0, FINDING)
    archive.snooze(FINDING.id, NOW + 10 * DAY, NOW)
    settle(archive, 1)
    assert remind(archive, 10) == []
    assert told(archive) == ["opened"]


@pytest.mark.parametrize("verb", ["ack", "dismiss"])
def test_what_somebody_decided_is_not_reminded_of(archive: Archive, verb: str) -> None:
    settle(archive, 0, FINDING)
    archive.decide(FINDING.id, verb, "clerk", "known", NOW)
    assert remind(archive, 40) == []
    settle(archive, 41)
    assert told(archive) == ["opened"]


def test_a_finding_that_is_not_known_cannot_be_snoozed(archive: Archive) -> None:
    with pytest.raises(KeyError):
        archive.snooze("nothing", NOW + DAY, NOW)


@dataclass(frozen=True)
class Later:
    """A plan that wants everything in the evening, in Chinese."""

    unstable_after: int = 3
    unstable_within: dt.timedelta = DAY

    def __call__(self, _finding: FindingRow, _transition: str, now: dt.datetime) -> Iterable[Planned]:
        return [Planned("mail", now + dt.timedelta(hours=9), "zh")]


def test_a_delivery_waits_for_its_hour_and_keeps_its_language(archive: Archive) -> None:
    archive.settle("reports", [FINDING], Later(), NOW)
    assert archive.pending_notices("mail", NOW + dt.timedelta(hours=8)) == []
    (notice,) = archive.pending_notices("mail", NOW + dt.timedelta(hours=9))
    assert notice.language == "zh"


def test_a_new_channel_is_told_what_is_open_and_not_silent(archive: Archive) -> None:
    settle(archive, 0, FINDING, replace(FINDING, id="known to the clerk"), replace(FINDING, id="gone"))
    settle(archive, 1, FINDING, replace(FINDING, id="known to the clerk"))
    archive.decide("known to the clerk", "ack", "clerk", "known", NOW)
    archive.tell_open_findings("mail", Everywhere({"mail": "info", "slack": "info"}), NOW + 2 * DAY)
    assert [notice.finding.id for notice in archive.pending_notices("mail", NOW + 2 * DAY)] == [FINDING.id]


def test_resending_keeps_the_keys(archive: Archive) -> None:
    settle(archive, 0, FINDING)
    (first,) = archive.pending_notices("slack", NOW)
    archive.begin_digest("one", "slack", [first.delivery], NOW)
    archive.digest_failed("one", "gone", None, NOW)
    assert archive.given_up("slack") == [1]
    assert archive.resend("slack", archive.given_up("slack"), NOW) == 1
    (again,) = archive.pending_notices("slack", NOW)
    assert (again.key, again.digest) == (first.key, None)
    assert archive.resend("slack", [1], NOW) == 0, "what is waiting already is not put there twice"


def test_what_waits_is_asked_for_in_one_go_and_not_row_by_row(archive: Archive) -> None:
    plan = archive.rows(f"EXPLAIN QUERY PLAN {PENDING}", ("slack", NOW.isoformat(), "slack"))
    assert not any("CORRELATED" in row["detail"] for row in plan)


def test_what_follows_on_a_message_that_is_under_way_waits_for_it(archive: Archive) -> None:
    settle(archive, 0, FINDING)
    (first,) = archive.pending_notices("slack", NOW)
    archive.begin_digest("one", "slack", [first.delivery], NOW)
    archive.digest_failed("one", "the line broke", NOW + DAY, NOW)
    settle(archive, 0.1, replace(FINDING, id="another"))
    assert [notice.finding.id for notice in archive.pending_notices("slack", NOW + DAY / 5)] == ["another"]
    archive.digest_delivered("one", NOW + DAY)
    assert {notice.transition for notice in archive.pending_notices("slack", NOW + DAY)} == {"opened", "resolved"}
