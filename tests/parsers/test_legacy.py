"""Reports on 2018 and before: indicators by their words and their group, sections as they come."""

import json

import pytest

from parsers import Hint, parse
from parsers.form import Form, official_label
from parsers.legacy import find_indicators
from parsers.legacy_form import GROUPS
from parsers.reading import Cell, Grid
from parsers.serialize import report_from_json, report_to_json

ROWS = [
    ("统计指标", "单位", "统计数"),
    ("一、主动公开情况", "", ""),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "1,204"),
    ("其中：主动公开规范性文件数", "条", "6"),
    ("制发规范性文件总数", "件", "6"),
    ("2.政府网站公开政府信息数", "条", "1180"),
    ("三、依申请公开情况", "", ""),
    ("（一）收到申请数", "件", "14"),
    ("1.当面申请数", "件", "2"),
    ("2.传真申请数", "件", "0"),
    ("3.网络申请数", "件", "12"),
    ("2.同意公开答复数", "件", "9"),
    ("四、行政复议数量", "件", "1"),
    ("（一）维持具体行政行为数", "件", "1"),
    ("（二）被依法纠错数", "件", "0"),
    ("五、行政诉讼数量", "件", "0"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "0"),
    ("（二）被依法纠错数", "件", "/"),
    ("七、依申请公开信息收取的费用", "万元", "0.25"),
    ("本县自行增加的指标", "个", "3"),
]
EXPECTED = {
    "legacy.disclosure.total": "1204",
    "legacy.disclosure.normative_documents": "6",
    "legacy.disclosure.normative_documents_issued": "6",
    "legacy.disclosure.website": "1180",
    "legacy.applications.received": "14",
    "legacy.applications.in_person": "2",
    "legacy.applications.fax": "0",
    "legacy.applications.online": "12",
    "legacy.applications.granted": "9",
    "legacy.review.total": "1",
    "legacy.review.upheld": "1",
    "legacy.review.corrected": "0",
    "legacy.litigation.total": "0",
    "legacy.litigation.upheld": "0",
    "legacy.litigation.corrected": "None",
    "legacy.fees.amount": "0.25",
}


def page(rows: list[tuple[str, str, str]]) -> bytes:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    text = "".join(
        f"<p>{heading}</p><p>本年度工作稳步推进。</p>"
        for heading in ("一、概述", "二、主动公开情况", "三、依申请公开情况")
    )
    title = "示例市示例局2017年政府信息公开工作年度报告"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{text}<table>{table}</table>\
<p>示例市示例局</p><p>2018年1月20日</p></body></html>".encode()


def test_a_whole_report() -> None:
    report = parse(page(ROWS), Hint(name="old.html"))
    assert (report.form, report.year, report.body) == (Form.LEGACY, 2017, "示例市示例局")
    assert {address: str(figure.value) for address, figure in report.figures.items()} == EXPECTED
    assert [(section.number, section.heading) for section in report.sections] == [
        (1, "概述"),
        (2, "主动公开情况"),
        (3, "依申请公开情况"),
    ]
    assert str(report.signed_on) == "2018-01-20"
    assert report.notes == ("table 1: the indicator “本县自行增加的指标” is not known",)


def test_it_prints_and_reads_back() -> None:
    report = parse(page(ROWS), Hint(name="old.html"))
    printed = report_to_json(report)
    assert printed["form"] == "legacy"
    assert printed["legacy"]["applications"]["received"] == 14
    assert report_from_json(json.loads(json.dumps(printed))) == report


def test_two_figures_for_one_indicator_are_doubted() -> None:
    rows = [("收到申请数", "件", "14"), ("收到申请数", "件", "15")]
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    legacy = find_indicators([(1, Grid(cells))])
    assert [(doubt.cell, doubt.reason) for doubt in legacy.doubts] == [("legacy.applications.received", "two_readings")]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_every_indicator_is_known_by_each_of_its_prints(group: object) -> None:
    for indicator in group.indicators:  # type: ignore[attr-defined]
        for printed in indicator.prints:
            rows = [(group.heading, "", ""), (printed, "件", "7")]  # type: ignore[attr-defined]
            cells = tuple(
                Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)
            )
            address = f"legacy.{group.name}.{indicator.name}"  # type: ignore[attr-defined]
            assert find_indicators([(1, Grid(cells))]).figures[address].value == 7
            assert official_label(address).endswith(indicator.prints[0])
