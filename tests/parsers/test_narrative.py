"""What the text states in words: kind, scope and year of each figure; wholes and their parts."""

import pytest

from parsers.breakdowns import breakdowns
from parsers.narrative import Scope, Span, statements
from parsers.report import Section
from tests.parsers.test_real_texts import read


def section(text: str) -> list[Section]:
    return [Section(1, "总体情况", text)]


def stated(text: str, year: int = 2024) -> list[tuple[str, int]]:
    return [(each.kind, each.value) for each in statements(section(text), year)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "zengcheng_government_services_2020",
            [("received", 1), ("results_total", 1), ("review", 0), ("litigation", 0)],
        ),
        ("liwan_government_services_2020", [("handled", 21), ("litigation", 12)]),
        ("wujiang_district_2020", [("received", 1), ("review", 0), ("litigation", 0)]),
        ("huangge_town_2020", []),
        ("jiahe_subdistrict_2020", []),
    ],
)
def test_the_real_texts(name: str, expected: list[tuple[str, int]]) -> None:
    report = read(name)
    found = statements(report.sections, report.year)
    assert [(each.kind, each.value) for each in found if each.span is Span.YEAR] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年收政府信息公开申请464件，结转上年度政府信息公开申请3件，本年度办结441件，剩余26件结转下年度办理。",
            [("received", 464), ("carried_in", 3), ("results_total", 441), ("carried_over", 26)],
        ),
        (
            "2023年共受理政府信息依申请公开121件（其中本年度新收申请数112件，上年结转申请数9件），已答复119件，属于同意公开的60件，"
            "部分公开13件，不同意公开的6件，无法提供的26件，不予处理3件，其他处理11件，另2件结转下一年处理。",
            [
                ("received", 121),
                ("received_new", 112),
                ("carried_in", 9),
                ("results_total", 119),
                ("granted", 60),
                ("granted_partly", 13),
                ("denied", 6),
                ("unable", 26),
                ("rejected", 3),
                ("other_results", 11),
                ("carried_over", 2),
            ],
        ),
        (
            "申请中，予以公开及部分公开208件（17.46%），不予公开20件（1.68%）",
            [("granted_or_partly", 208), ("denied", 20)],
        ),
        ("依法办理涉及政府信息公开的行政复议27件、行政诉讼15件。", [("review", 27), ("litigation", 15)]),
        ("全年未发生因政府信息公开引起的行政复议、行政诉讼。", [("review", 0), ("litigation", 0)]),
        ("全年未发生因依申请公开被行政复议纠错或行政诉讼败诉情形。", []),
        ("2024年制定出台了7件行政规范性文件。", [("normative_documents_issued", 7)]),
        ("作出行政许可决定30件，行政处罚16件，行政强制6件", [("licensing", 30), ("penalties", 16), ("coercion", 6)]),
        ("共收到政府信息公开申请1，234件", [("received", 1234)]),
        ("加强学习，提高认识。", []),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, int]]) -> None:
    assert stated(text, 2023 if "2023" in text else 2024) == expected


@pytest.mark.parametrize(
    ("text", "scope", "span"),
    [
        ("2024年，全区共办理政府信息公开申请1078件", Scope.AREA, Span.YEAR),
        ("我局共收到政府信息公开申请5件", Scope.OWN, Span.YEAR),
        ("共收到政府信息公开申请5件", Scope.UNSTATED, Span.YEAR),
        ("海关系统收到政府信息公开申请500件", Scope.SYSTEM, Span.YEAR),
        ("2022年收到政府信息公开申请5件", Scope.UNSTATED, Span.OTHER),
        ("与上年同期相比，收到政府信息公开申请5件", Scope.UNSTATED, Span.OTHER),
        ("2008年以来，收到政府信息公开申请5件", Scope.UNSTATED, Span.CUMULATIVE),
    ],
)
def test_scope_and_year(text: str, scope: Scope, span: Span) -> None:
    (found,) = statements(section(text), 2024)
    assert (found.scope, found.span) == (scope, span)


@pytest.mark.parametrize(
    ("text", "whole", "parts", "complete"),
    [
        (
            "全年主动公开政府信息4013 条，其中，概况类信息91条、政务动态类信息2303条、信息公开目录类信息1619条。",
            4013,
            (91, 2303, 1619),
            False,
        ),
        (
            "发布政务信息（1386）条，其中：概况类信息（22）条、政务动态信息（1335）条，信息公开目录（350）条。",
            1386,
            (22, 1335, 350),
            False,
        ),
        ("主动公开信息249条，其中：公文9条；", 249, (), False),
        (
            "主动公开政府信息612条，其中政策文件86条，财政18条，民生214条，乡村132条，其他政务信息162条。",
            612,
            (86, 18, 214, 132, 162),
            True,
        ),
        ("公开127条（其中领导信息2条，预算决算16条，公示公告6条，其他政府信息3条）", 127, (2, 16, 6, 3), True),
    ],
)
def test_breakdowns(text: str, whole: int, parts: tuple[int, ...], complete: bool) -> None:
    found = breakdowns(section(text))
    if not parts:
        assert found == ()
    else:
        assert (found[0].whole, found[0].parts, found[0].complete) == (whole, parts, complete)
