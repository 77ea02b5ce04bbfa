"""What the service says of itself: (what is known, findings)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from monitor.catalogue import Language
from monitor.rules.watcher import Watcher, check_watcher
from storage.job_log import JobRecord

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2026, 1, 20, 9, 0, tzinfo=SHANGHAI)


def hours(count: float) -> dt.datetime:
    return NOW - dt.timedelta(hours=count)


def job(name: str, outcome: Any = "failed", troubles: int = 1, error: str = "disk I/O error") -> JobRecord:
    return JobRecord(name, hours(1), outcome, hours(1), error, troubles, hours(3) if troubles else None)


def watcher(**known: Any) -> Watcher:
    usual: dict[str, Any] = {
        "now": NOW,
        "since": hours(100),
        "jobs": (job("crawl", "done", 0, ""),),
        "patience": {"follow": 3},
        "columns": 20,
        "column_read_at": hours(2),
        "blind_after": dt.timedelta(hours=36),
        "free_mib": 9000,
        "least_free_mib": 500,
    }
    return Watcher(**{**usual, **known})


CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("all is well", {}, []),
    ("a job failed", {"jobs": (job("crawl"),)}, ["watcher.job_failed"]),
    ("a job was missed", {"jobs": (job("backup", "missed"),)}, ["watcher.job_missed"]),
    ("one that runs every second may stumble", {"jobs": (job("follow", troubles=2),)}, []),
    ("but not for ever", {"jobs": (job("follow", troubles=3),)}, ["watcher.job_failed"]),
    ("two jobs are two findings", {"jobs": (job("crawl"), job("backup"))}, ["watcher.job_failed"] * 2),
    ("no column for a day and a half", {"column_read_at": hours(37)}, ["watcher.blind"]),
    ("none ever, but we have only begun", {"column_read_at": None, "since": hours(1)}, []),
    ("none ever", {"column_read_at": None}, ["watcher.blind"]),
    ("none for long, because we were down", {"column_read_at": hours(90), "since": hours(1)}, []),
    ("nothing to watch is no blindness", {"column_read_at": None, "columns": 0}, []),
    ("the disk is almost full", {"free_mib": 499}, ["watcher.disk_low"]),
    ("a change was not taken over", {"refused": "list.yml, line 3: …"}, ["watcher.configuration_refused"]),
]


@pytest.mark.parametrize(("known", "codes"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_findings(known: dict[str, Any], codes: list[str]) -> None:
    found = list(check_watcher(watcher(**known)))
    assert [finding.code for finding in found] == codes
    assert len({finding.id for finding in found}) == len(codes)
    for finding in found:
        for language in Language:
            assert "{" not in finding.message(language)


def test_a_standing_trouble_is_one_finding_however_long_it_stands() -> None:
    [first] = check_watcher(watcher(jobs=(job("crawl", troubles=1),)))
    [later] = check_watcher(watcher(jobs=(job("crawl", troubles=9),), now=NOW + dt.timedelta(days=1)))
    assert (first.id, first.evidence) == (later.id, later.evidence)


def test_in_words() -> None:
    [finding] = check_watcher(watcher(column_read_at=hours(37)))
    assert finding.message() == (
        "Not one watched column could be read for more than 36 hours; the last time was 2026-01-18 20:00."
    )
    assert finding.message(Language.ZH) == "已超过 36 小时未能读取任何栏目，最近一次成功：2026年1月18日 20:00。"
