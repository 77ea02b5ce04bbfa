"""A small season: generated reports agree with themselves, every code of the contract is planted, and the bench can see
a rule that fails."""

from __future__ import annotations

import pytest

from monitor.case import Case
from monitor.finding import Finding
from monitor.rules import RULES
from parsers.form import identities
from tests.bench.season import cases
from tests.bench.season.draft import copied
from tests.bench.season.faults import ARITHMETIC, NARRATIVE
from tests.bench.season.outside import OUTSIDE
from tests.bench.season.page import section
from tests.bench.season.run import play, set_traps
from tests.bench.season.scale import measure
from tests.bench.season.traps import TRAPS
from tests.bench.season.world import draw_season
from tests.monitor.test_rules import CONTRACT


def test_generated_reports_are_in_order():
    """By arithmetic of this test's own: totals, balances, and what is carried from year to year."""
    for chronicle in draw_season("order", 40):
        for year, draft in chronicle.history.items():
            for identity in identities(draft.form):
                assert sum(map(draft.count, identity.left)) == sum(map(draft.count, identity.right)), identity
            if year - 1 in chronicle.history:
                before = chronicle.history[year - 1]
                assert draft.count("applications.carried_in.total") == before.count("applications.carried_over.total")


def test_traps_and_faults_leave_the_original_alone():
    one, other = draw_season("same", 30), draw_season("same", 30)
    set_traps([*one], "same")
    trial = [copied(chronicle.history) for chronicle in other]
    assert [chronicle.history for chronicle in draw_season("same", 30)] == trial
    assert any(draft.traps for chronicle in one for draft in chronicle.history.values())


def test_every_trap_and_fault_is_described_and_named_once():
    for group in (TRAPS, (*ARITHMETIC, *NARRATIVE)):
        names = [each.__name__ for each in group]
        assert len(set(names)) == len(names)


@pytest.fixture(scope="module")
def score():
    return play("small", bodies=60, faults=2)


def test_every_code_of_the_contract_is_planted(score):
    planted = {code for code, tally in score.tallies.items() if tally.expected}
    assert set(CONTRACT) - planted == set()
    assert {outside.code for outside in OUTSIDE} <= planted


def test_nobody_is_accused_by_a_scan(score):
    assert score.misread > score.scans
    assert score.scan_errors == []


def test_an_archive_checked_anew_stays_as_it_is():
    scale = measure(bodies=6, copies=1)
    assert scale.reports == 6 * 7 * 2
    assert scale.changes > 0
    assert scale.changes_again == 0


def test_no_rule_failed_and_the_page_says_what_was_measured(score):
    assert not score.failures
    assert "False accusations" in section(score)


def test_the_bench_sees_a_rule_that_is_silent(monkeypatch: pytest.MonkeyPatch):
    rules = tuple(rule for rule in RULES if rule.__name__ != "check_totals")
    real = cases.evaluate
    monkeypatch.setattr(cases, "evaluate", lambda case: real(case, rules))
    assert play("small", bodies=20, faults=1).tallies["applications.row_total"].recall == 0


def test_the_bench_sees_a_rule_that_accuses_the_innocent(monkeypatch: pytest.MonkeyPatch):
    def check_everybody(case: Case):
        """Accuses everybody of everything."""
        yield Finding("form.outdated", case.body_id, case.report.year, holes={"notice": "x"}, expected="a", found="b")

    real = cases.evaluate
    monkeypatch.setattr(cases, "evaluate", lambda case: real(case, (check_everybody,)))
    assert len(play("small", bodies=20, faults=1).false_errors) >= 140
