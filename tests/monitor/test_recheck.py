"""Checking is a function of what is in the archive: again, in another order, after an upgrade, it comes to the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from crawler.watchlist import Body, BodyKind, Watchlist
from monitor.steps.affected import Checking
from monitor.steps.check import check_step, recheck
from monitor.steps.judges import JudgePool, Terms
from parsers.form import Form
from parsers.report import Report
from storage.archive import Archive
from storage.plan import NOBODY, Everywhere
from storage.records import FindingRow
from tests.bench.season.run import set_traps
from tests.bench.season.world import draw_season
from tests.monitor.archives import at, open_archive, show
from tests.monitor.reports import build_report

BODY = Body(id="civil_affairs", name="示例市示例区民政局", kind=BodyKind.DEPARTMENT)
OTHER = Body(id="education", name="示例市示例区教育局", kind=BodyKind.DEPARTMENT)
WATCHLIST = Watchlist(name="示例", first_year=2019, bodies=(BODY, OTHER), portals=())
TODAY = dt.date(2024, 4, 20)
CARRIED_IN, CARRIED_OVER = "applications.carried_in.", "applications.carried_over."
IN_FORCE = "disclosure.normative_documents.in_force"
PLAN = Everywhere({"slack": "info"})


def report(year: int, over: int = 0, held: int = 0, in_force: int = 5, **more: int) -> Report:
    """A report in order but for what is asked: carried over, carried in, documents in force."""
    values = {
        f"{cell}{kind}": number
        for kind in ("natural_person", "total")
        for cell, number in (
            (CARRIED_IN, held),
            (CARRIED_OVER, over),
            ("applications.received_new.", over),
            ("applications.granted.", held),
            ("applications.results_total.", held),
        )
    }
    form = Form.F2019 if year < 2021 else Form.F2021
    own = {IN_FORCE: in_force} if form is Form.F2021 else {}
    return build_report(
        {**values, **own, **more}, form=form, year=year, title=f"{BODY.name}{year}年政府信息公开工作年度报告"
    )


SEASON = (
    (BODY, report(2020, over=2)),
    (BODY, report(2021, held=2, over=3)),
    (BODY, report(2022, held=4, in_force=9)),
    (BODY, report(2023, in_force=9, **{"disputes.review.total": 1})),
    (OTHER, report(2022, over=1)),
)
"""Faults of one report, of two years, and of two bodies side by side."""


def checking(today: dt.date = TODAY, plan: Everywhere = PLAN) -> Checking:
    return Checking(WATCHLIST, plan, today)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path, [BODY, OTHER]) as opened:
        yield opened


def state(archive: Archive) -> list[FindingRow]:
    """What is open, without the numbers that depend on the order in which things came."""
    rows = [replace(row, report=None, document=None) for row in archive.open_findings()]
    return sorted(rows, key=lambda row: row.id)


def everything(archive: Archive) -> dict[str, list[dict[str, object]]]:
    tables = ("findings", "alerts", "deliveries", "events", "decisions", "rule_failures", "likeness")
    return {table: archive.rows(f"SELECT * FROM {table}") for table in tables}


def test_checking_twice_is_checking_once(archive: Archive) -> None:
    for body, each in SEASON:
        show(archive, each, body, at(f"{each.year + 1}-01-20"))
    assert check_step(archive, checking(), at(TODAY))
    before = everything(archive)
    assert check_step(archive, checking(), at(TODAY)) == []
    assert [change for passed in recheck(archive, checking(), at(TODAY)) for change in passed.changes] == []
    assert everything(archive) == before


def play(home: Path, order: tuple[int, ...], *, at_once: bool) -> list[FindingRow]:
    """The season in an order of arrival, checked after each report or only at the end."""
    with open_archive(home, [BODY, OTHER]) as archive:
        for place, number in enumerate(order):
            body, each = SEASON[number]
            now = at(TODAY) + dt.timedelta(minutes=place)
            show(archive, each, body, now)
            if not at_once:
                check_step(archive, checking(), now)
        check_step(archive, checking(), at(TODAY) + dt.timedelta(hours=1))
        return state(archive)


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    """All orders of four years of one body, another body among them, without a new day coming to the rescue."""
    expected = play(tmp_path / "whole", (0, 1, 2, 3, 4), at_once=True)
    codes = {(row.code, row.year) for row in expected}
    assert {("applications.carry_over", 2022), ("disclosure.roll_forward", 2022), ("disputes.total", 2023)} <= codes
    for number, order in enumerate(permutations(range(4))):
        found = play(tmp_path / str(number), (*order[:2], 4, *order[2:]), at_once=False)
        assert found == expected, order


def test_last_years_report_found_later_opens_and_closes(archive: Archive) -> None:
    show(archive, report(2022, held=4), BODY, at("2023-01-20"))
    check_step(archive, checking(), at(TODAY))
    assert [row for row in state(archive) if row.code == "applications.carry_over"] == []
    show(archive, report(2021, over=3), BODY, at("2023-02-20"))
    check_step(archive, checking(), at(TODAY))
    assert [row.found for row in state(archive) if row.code == "applications.carry_over"] == ["4"]
    show(archive, report(2021, over=4), BODY, at("2023-03-20"))
    check_step(archive, checking(), at(TODAY))
    assert [row for row in state(archive) if row.code == "applications.carry_over"] == []


def test_a_decision_survives_reading_again_and_checking_again(archive: Archive) -> None:
    """The same bytes read better: what the rule sees changes, the document does not."""
    wrong = report(2023, **{"disputes.review.total": 3})
    show(archive, wrong, BODY, at("2024-01-20"), again="the same bytes")
    check_step(archive, checking(), at(TODAY))
    [row] = [each for each in state(archive) if each.code == "disputes.total"]
    archive.decide(row.id, "dismiss", "Li", "a footnote explains it", at(TODAY))
    told = archive.rows("SELECT count(*) AS number FROM deliveries")
    better = report(2023, **{"disputes.review.total": 4})
    show(archive, better, BODY, at(TODAY), again="the same bytes")
    for day in range(3):
        check_step(archive, checking(TODAY + dt.timedelta(days=day)), at(TODAY) + dt.timedelta(days=day))
    [row] = [each for each in state(archive) if each.code == "disputes.total"]
    assert (row.found, row.decision) == ("4", "dismissed")
    assert archive.rows("SELECT count(*) AS number FROM deliveries") == told
    show(archive, report(2023, **{"disputes.review.total": 5}), BODY, at(TODAY), again="other bytes")
    check_step(archive, checking(), at(TODAY))
    [row] = [each for each in state(archive) if each.code == "disputes.total"]
    assert (row.found, row.decision) == ("5", "")


def test_a_correction_is_used_only_if_asked(archive: Archive) -> None:
    number = show(archive, report(2023, **{"disputes.review.total": 3}), BODY, at("2024-01-20"))
    check_step(archive, checking(), at(TODAY))
    stored = archive.report(number)
    assert stored is not None
    archive.correct(stored, "disputes.review.total", 0, "Li", "the scan shows 0", at(TODAY))
    check_step(archive, checking(), at(TODAY))
    assert "disputes.total" in {row.code for row in state(archive)}
    asked = replace(checking(), use_corrections=True)
    for _ in recheck(archive, asked, at(TODAY)):
        pass
    assert "disputes.total" not in {row.code for row in state(archive)}
    archive.correct(stored, "disputes.review.total", 2, "Li", "no, 2", at(TODAY))
    check_step(archive, asked, at(TODAY))
    [row] = [each for each in state(archive) if each.code == "disputes.total"]
    assert row.found == "2"
    assert "3 → 2" in [operand["raw"] for operand in row.operands]


def test_processes_judge_as_one_does(tmp_path: Path) -> None:
    chronicles = set_traps(draw_season("processes", 12), "processes")
    bodies = tuple(chronicle.nature.body for chronicle in chronicles)
    watchlist = Watchlist(name="示例", first_year=2019, bodies=bodies, portals=())
    today = dt.date(2026, 4, 20)
    found = []
    for name in ("here", "there"):
        with open_archive(tmp_path / name, bodies) as archive:
            for chronicle in chronicles:
                for year, draft in chronicle.history.items():
                    show(archive, draft.build(), draft.body, at(f"{year + 1}-02-20"))
            terms = Terms(archive.home, watchlist, today, 7, use_corrections=False, rules_path="")
            with JudgePool(terms, 2) as pool:
                judges = pool if name == "there" else None
                for _ in recheck(archive, Checking(watchlist, NOBODY, today), at(today), judges):
                    pass
            found.append(state(archive))
    assert found[0] == found[1]
    assert found[0]
