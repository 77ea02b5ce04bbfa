"""Whatever figures a table holds, a text that states them is in order, and one that states others is not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.case import Case
from monitor.rules.narrative import check_narrative_applications
from monitor.rules.narrative_disputes import check_narrative_disputes
from monitor.rules.narrative_sums import check_narrative_sum
from parsers.form import Form
from parsers.report import Report
from tests.monitor.reports import TODAY
from tests.monitor.rule_cases.build import report

COUNT = st.integers(0, 99_999)
SMALL = st.integers(0, 500)
TOLD = (
    "{year}年，本机关共收到政府信息公开申请{new}件，上年结转{carried}件，办结{answered}件，结转下年度继续办理{over}件。",
    "新收政府信息公开申请{new}宗，结转上年度申请{carried}宗；答复申请{answered}宗，{over}宗结转下一年办理。",
    "共办理政府信息公开申请{both}件（含上年结转{carried}件），已答复{answered}件，另{over}件结转至下年度。",
)


def balanced(new: int, carried: int, over: int) -> Report:
    rows = {"received_new": new, "carried_in": carried, "results_total": new + carried - over, "carried_over": over}
    return report({f"applications.{row}.total": value for row, value in rows.items()}, form=Form.F2021, year=2022)


def said(text: str, tables: Report) -> list[str]:
    told = report(text=text, form=Form.F2021, year=2022)
    case = Case(report_with(told, tables), TODAY)
    rules = (check_narrative_applications, check_narrative_disputes, check_narrative_sum)
    return [finding.code for rule in rules for finding in rule(case)]


def report_with(told: Report, tables: Report) -> Report:
    return replace(told, figures=tables.figures)


@given(new=COUNT, carried=SMALL, over=SMALL, template=st.sampled_from(TOLD))
def test_a_text_that_states_the_table_is_in_order(new: int, carried: int, over: int, template: str) -> None:
    over = min(over, new + carried)
    facts = {"new": new, "carried": carried, "over": over, "answered": new + carried - over, "both": new + carried}
    assert said(template.format(year=2022, **facts), balanced(new, carried, over)) == []


@given(new=COUNT, carried=SMALL, more=st.integers(501, 9999))
def test_a_text_that_states_another_figure_is_not(new: int, carried: int, more: int) -> None:
    text = f"2022年，本机关共收到政府信息公开申请{new + carried + more}件。"
    assert said(text, balanced(new, carried, 0)) == ["narrative.applications"]


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=8), st.integers(1, 99))
def test_parts_make_their_whole_or_not(parts: list[int], off: int) -> None:
    names = ("机构职能", "政策文件", "财政信息", "工作动态", "民生保障", "应急管理", "人事任免")

    def told(whole: int) -> list[str]:
        listed = [f"{name}类{part}条" for name, part in zip(names, parts[:-1], strict=False)]
        text = f"全年公开信息{whole}条，其中{'、'.join(listed)}、其他{parts[-1]}条。"
        return said(text, balanced(0, 0, 0))

    assert told(sum(parts)) == []
    assert told(sum(parts) + off) == ["narrative.sum"]
