"""The sums inside one report: (printed figures, expected findings), and the messages as a clerk receives them."""

from __future__ import annotations

import pytest

from monitor.catalogue import Language
from monitor.rules.totals import check_totals
from tests.monitor.reports import Value, build_report, case_of, flatten
from tests.monitor.test_explain import IN_ORDER, NINE_FOR_EIGHT, A

TABLE: list[tuple[str, dict[str, Value], list[tuple[str, str]]]] = [
    ("in order", {}, []),
    ("wrong grand total", {"results_total.total": 9}, [("applications.row_total", A + "results_total.total")]),
    ("wrong received total", {"received_new.total": 10}, [("applications.row_total", A + "received_new.total")]),
    ("wrong detail", {"granted.business": 1}, [("applications.row_total", A + "granted.business")]),
    ("column out, row in order", {"granted.natural_person": 7, "granted.business": 1},
     [("applications.results_total", A + "results_total.natural_person")]),
    ("balance alone", {"received_new.natural_person": 9, "received_new.total": 9},
     [("applications.balance", A + "received_new.natural_person")]),
    ("two separate errors", {"received_new.total": 10, "unable_not_held.research": 1},
     [("applications.row_total", A + "received_new.total"),
      ("applications.row_total", A + "unable_not_held.research")]),
    ("a blank that could mend", {"granted.business": None, "granted.total": 9, "results_total.total": None}, []),
    ("totals only", dict.fromkeys(f"received_new.{kind}" for kind in
     ("natural_person", "business", "research", "nonprofit", "legal_service", "other")), []),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_applications(printed: dict[str, Value], expected: list[tuple[str, str]]):
    report = build_report(IN_ORDER | {A + cell: value for cell, value in printed.items()})
    findings = list(check_totals(case_of(report)))
    assert [code for code, _ in flatten(findings)] == [code for code, _ in expected]
    for finding, (_, cell) in zip(findings, expected, strict=True):
        assert cell in finding.cells


DISPUTES: list[tuple[dict[str, Value], list[tuple[str, str]]]] = [
    ({"review.upheld": 1, "review.pending": 1, "review.total": 2}, []),
    ({"review.upheld": 1, "review.total": 2}, [("disputes.total", "disputes.review.total")]),
    ({"litigation_direct.total": 2}, [("disputes.total", "disputes.litigation_direct.total")]),
    ({"litigation_after_review.upheld": None, "litigation_after_review.total": 2}, []),
]


@pytest.mark.parametrize(("printed", "expected"), DISPUTES)
def test_disputes(printed: dict[str, Value], expected: list[tuple[str, str]]):
    report = build_report({f"disputes.{cell}": value for cell, value in printed.items()})
    assert flatten(check_totals(case_of(report))) == expected


@pytest.mark.parametrize("cell", [A + "results_total.total", "disputes.review.total"])
def test_a_doubted_cell_accuses_nobody(cell: str):
    assert list(check_totals(case_of(build_report(IN_ORDER | {cell: 9}, doubted=[cell])))) == []


def test_one_wrong_total_is_one_finding_with_all_its_evidence():
    [finding] = check_totals(case_of(build_report(NINE_FOR_EIGHT)))
    assert (finding.expected, finding.found, finding.suggestion) == (8, 9, finding.suggestion)
    assert finding.suggestion
    assert (finding.suggestion.cell, finding.suggestion.value) == (A + "results_total.total", 8)
    shown = {operand.cell: operand.raw for operand in finding.operands}
    assert shown == {
        A + "results_total.total": "9",
        A + "results_total.natural_person": "8",
        A + "carried_over.total": "0",
        A + "granted.total": "8",
        A + "received_new.total": "8",
    }


def words(printed: dict[str, Value]) -> tuple[str, str]:
    [finding] = check_totals(case_of(build_report(printed)))
    return finding.message(Language.EN), finding.message(Language.ZH)


def test_the_message_names_the_figure():
    assert words(NINE_FOR_EIGHT) == (
        "三、本年度办理结果（七）总计 · 总计 says 9; it should be 8: three sums of the form agree on that.",
        "「三、本年度办理结果（七）总计 · 总计」填写为 9，按表内勾稽关系应为 8（三个等式均指向此数）。",
    )


def test_the_message_names_two_figures():
    pair = IN_ORDER | {A + "received_new.total": 10, A + "results_total.total": 10}
    assert words(pair) == (
        "一、本年新收政府信息公开申请数量 · 总计 says 10 and 三、本年度办理结果（七）总计 · 总计 says 10: with 8 and 8 "
        "the 3 sums that now fail would all hold.",
        "「一、本年新收政府信息公开申请数量 · 总计」填写为 10，「三、本年度办理结果（七）总计 · 总计」填写为 10；"
        "若分别为 8 和 8，目前不成立的 3 个等式即全部成立。",
    )


def test_the_message_names_only_the_equation():
    assert words({"disputes.review.upheld": 1, "disputes.review.total": 2}) == (
        "Under 行政复议 the four outcomes add up to 1, but the total says 2. More than one correction would put it "
        "right, so no single figure is named as wrong.",
        "「行政复议」四类结果合计为 1，而总计填写为 2。可使等式成立的更正方式不止一种，因此不指认哪一个数字有误。",
    )
    [finding] = check_totals(case_of(build_report({"disputes.review.upheld": 1, "disputes.review.total": 2})))
    assert (finding.expected, finding.found, finding.suggestion) == (1, 2, None)


def test_the_message_names_three_figures():
    three = IN_ORDER | {
        A + "granted.natural_person": 9,
        A + "granted_partly.natural_person": 1,
        A + "other.natural_person": 2,
    }
    english, chinese = words(three)
    granted, partly, other = (
        "三、本年度办理结果（一）予以公开 · 自然人",
        "三、本年度办理结果（二）部分公开（区分处理的，只计这一情形，不计其他情形） · 自然人",
        "三、本年度办理结果（六）其他处理 · 自然人",
    )
    assert english == (
        f"{granted} says 9, {partly} says 1 and {other} says 2: with 8, 0 and 0 the 4 sums that now fail would all "
        "hold."
    )
    assert chinese.endswith("若分别为 8、0 和 0，目前不成立的 4 个等式即全部成立。")
