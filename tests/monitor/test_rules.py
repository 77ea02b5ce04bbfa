"""The registry of rules and the catalogue, and all rules on the real reports."""

from __future__ import annotations

import re
import string
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import monitor.rules
from monitor.case import Case
from monitor.catalogue import CATALOGUE, Language, Words
from monitor.finding import Finding
from monitor.rules import RULES, evaluate
from monitor.wording import service
from tests.monitor.reports import build_report, case_of, load_transcription

CONTRACT = {
    "applications.balance": "error",
    "applications.row_total": "error",
    "applications.results_total": "error",
    "disputes.total": "error",
    "applications.carry_over": "error",
    "disclosure.roll_forward": "warning",
    "disclosure.prior_items": "warning",
    "cell.negative": "error",
    "cell.fraction": "error",
    "cell.blank": "warning",
    "date.signed_too_early": "error",
    "date.incomplete": "info",
    "date.published_before_signed": "warning",
    "section.missing": "error",
    "table.missing": "error",
    "table.picture": "warning",
    "form.outdated": "error",
    "disputes.pending_lost": "info",
    "deadline.due_soon": "info",
    "deadline.missing": "error",
    "deadline.late": "error",
    "document.revised": "warning",
    "document.withdrawn": "error",
    "portal.unreachable": "warning",
    "portal.blocked": "warning",
    "portal.emptied": "warning",
    "reading.doubt": "warning",
    "narrative.applications": "warning",
    "narrative.disputes": "warning",
    "narrative.documents": "warning",
    "narrative.sum": "warning",
    "year.mismatch": "error",
    "body.mismatch": "warning",
    "text.copied": "warning",
    "disclosure.columns_misread": "warning",
    "disclosure.no_power": "warning",
    "disclosure.unit": "warning",
    "year.swing": "info",
    "year.copied_figures": "warning",
    "text.template_left": "warning",
    "form.stale_basis": "info",
}
"""Code and severity of section 4 of the public contract."""

SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(monitor.rules.__file__).parent.glob("*.py"))

REAL = {
    "zengcheng_government_services_2020": {"reading.doubt"},
    "jiahe_subdistrict_2020": {"reading.doubt"},
    "liwan_government_services_2020": set(),
    "huangge_town_2020": {"reading.doubt"},
    "wujiang_district_2020": {"date.signed_too_early", "date.incomplete"},
}


@pytest.mark.parametrize(("name", "codes"), REAL.items())
def test_real_reports(name: str, codes: set[str]):
    result = evaluate(case_of(load_transcription(name)))
    assert {finding.code for finding in result.findings} == codes
    assert result.failures == ()


def test_zengcheng_without_its_doubts_is_one_finding():
    """Why the doubts matter: read at its word, the damaged row is an accusation; even then it is one and not three."""
    [finding] = evaluate(case_of(load_transcription("zengcheng_government_services_2020", damaged=False))).findings
    assert (finding.code, finding.cells[0]) == ("applications.row_total", "applications.results_total.total")
    assert (finding.expected, finding.found) == (1, 0)


@pytest.mark.parametrize(("code", "severity"), CONTRACT.items())
def test_the_contract_is_kept(code: str, severity: str):
    assert CATALOGUE[code].severity == severity
    assert f'"{code}"' in SOURCES


def test_every_code_raised_is_in_the_catalogue():
    themes = "|".join({code.partition(".")[0] for code in CATALOGUE})
    raised = set(re.findall(rf'"((?:{themes})\.[a-z_]+)"', SOURCES)) - {"disclosure.regulations"}
    assert raised <= set(CATALOGUE)


def test_the_catalogue_holds_the_contract_and_what_it_leaves_free():
    assert set(CATALOGUE) - set(service.ENTRIES) == {*CONTRACT, "members.sum"}


def holes_of(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", CONTRACT)
def test_both_languages_say_the_same_things(code: str):
    en, zh = CATALOGUE[code].en, CATALOGUE[code].zh
    assert en.variants.keys() == zh.variants.keys()
    for words in (en, zh):
        assert words.title
        assert words.explanation
        assert words.next
    for one, other in zip((en.message, *en.variants.values()), (zh.message, *zh.variants.values()), strict=True):
        assert holes_of(one) - {"state"} == holes_of(other) - {"state"}


@pytest.mark.parametrize("code", CONTRACT)
def test_chinese_is_chinese_and_english_is_english(code: str):
    def prose(words: Words) -> str:
        return words.message + words.explanation + words.next

    assert CATALOGUE[code].zh.title != CATALOGUE[code].en.title
    assert re.search("[一-鿿]", prose(CATALOGUE[code].zh))
    assert "。" not in prose(CATALOGUE[code].en)


def test_rules_have_docstrings_that_say_what_and_what_is_tolerated():
    for rule in RULES:
        assert rule.__name__.startswith("check_")
        assert rule.__doc__
        assert len(rule.__doc__) > 80


def test_a_rule_that_raises_is_a_failure_and_no_finding():
    def check_broken(case: Case) -> Iterator[Finding]:
        yield Finding("cell.blank", case.body_id, case.report.year)
        raise ZeroDivisionError("a slip of ours")

    result = evaluate(case_of(build_report({"applications.granted.other": None})), (check_broken, *RULES))
    assert [failure.rule for failure in result.failures] == ["check_broken"]
    assert "a slip of ours" in result.failures[0].error
    assert [finding.code for finding in result.findings] == ["cell.blank"]


def test_ids_are_stable_and_evidence_follows_the_figures():
    def only(printed: int) -> Finding:
        return evaluate(case_of(build_report({"applications.granted.other": printed}))).findings[0]

    assert only(-1).id == only(-1).id
    assert only(-1).evidence == only(-1).evidence
    assert only(-1).id == only(-2).id
    assert only(-1).evidence != only(-2).evidence


def test_one_finding_per_report_keeps_its_id_when_its_cells_change():
    few = evaluate(case_of(build_report({"applications.granted.other": None}))).findings[0]
    more = dict.fromkeys(("applications.granted.other", "applications.other.other"))
    many = evaluate(case_of(build_report(more))).findings[0]
    assert few.id == many.id
    assert few.evidence != many.evidence


def test_all_rules_on_one_report_are_quick():
    """The budget is 3 ms; the bound here leaves room for a busy machine."""
    report = load_transcription("liwan_government_services_2020")
    case = case_of(report, report)
    start = time.perf_counter()
    for _ in range(10):
        evaluate(case)
    assert (time.perf_counter() - start) / 10 < 0.03


@pytest.mark.parametrize("language", list(Language))
def test_every_finding_of_a_ruined_report_can_be_put_into_words(language: Language):
    cells = {"applications.granted.total": -3, "applications.other.business": None, "disputes.review.total": 7}
    report = build_report(cells, absent=["applications.carried_in"], doubted=["disclosure.licensing.decisions"])
    for finding in evaluate(case_of(report)).findings:
        assert "{" not in finding.message(language)
        assert finding.to_json()["severity"] == str(finding.severity)
