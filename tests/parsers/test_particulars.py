"""The statistical period and the document number, as reports and portals print them; what only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers import Hint, parse
from parsers.particulars import find_document_number, find_period
from parsers.reading import Cell, Grid, Paragraph
from parsers.sections import divide
from parsers.serialize import report_from_json, report_to_json
from tests.bench.layouts import LAYOUTS
from tests.bench.run import make


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("所列数据的统计期限自2023年1月1日起至2023年12月31日止。", (2023, 1, 1), (2023, 12, 31)),
        ("统计期限：2023年1月1日至12月31日", (2023, 1, 1), (2023, 12, 31)),
        ("数据统计时间为2023年1月1日—2023年12月31日", (2023, 1, 1), (2023, 12, 31)),
        ("数据统计期限 自 2023 年 1 月 1 日 起，至 2023 年 12 月 31 日 止", (2023, 1, 1), (2023, 12, 31)),
        ("本机关成立于3月，统计时限为2019年3月12日至2019年12月31日。", (2019, 3, 12), (2019, 12, 31)),
        ("统计期间自２０２３年１月１日起", (2023, 1, 1), None),
        ("统计数据见下。数据的统计期限是2022年1月1日到2022年12月31日", (2022, 1, 1), (2022, 12, 31)),
    ],
)
def test_the_period_is_read_as_stated(
    text: str, begins: tuple[int, int, int], ends: tuple[int, int, int] | None
) -> None:
    period = find_period([Paragraph("示例局2023年报告"), Paragraph(text)])
    assert period is not None
    assert (period.begins, period.ends) == (dt.date(*begins), dt.date(*ends) if ends else None)
    assert period.raw.startswith(f"{begins[0]}年")


@pytest.mark.parametrize(
    "text",
    [
        "数据统计时间截至2023年12月31日。",
        "数据更新时间：2024年1月20日",
        "2023年1月1日至12月31日，我局召开会议3次。",
        "统计期限自2023年13月1日起至2023年12月31日止。",
        "统计期限为2023年度。",
    ],
)
def test_other_dates_are_no_period(text: str) -> None:
    assert find_period([Paragraph(text)]) is None


HEADING = Paragraph("一、总体情况")


@pytest.mark.parametrize(
    ("above", "number"),
    [
        ((Paragraph("示府办〔2024〕3号"),), "示府办〔2024〕3号"),
        ((Paragraph("示民发 [2024] 12 号"),), "示民发[2024]12号"),
        ((Paragraph("索引号：0001 文号：示教函〔2024〕7号 发布日期：2024-01-20"),), "示教函〔2024〕7号"),
        ((Grid((Cell("文　　号", 0, 0), Cell("示财（2024）5号", 0, 1))),), "示财(2024)5号"),
        ((Grid((Cell("发文字号：", 0, 0), Cell("2024年第2号", 0, 1))),), "2024年第2号"),
        ((Grid((Cell("文号", 0, 0), Cell("无", 0, 1), Cell("主题词", 1, 0))),), None),
        ((Paragraph("文号："), Paragraph("发布日期：2024-01-20")), None),
        ((Paragraph("根据国办公开办函〔2021〕30号的要求，编制本报告。"),), None),
        ((Paragraph("字号：大 中 小"),), None),
    ],
)
def test_the_document_number_is_the_reports_own(above: tuple[Paragraph | Grid, ...], number: str | None) -> None:
    blocks = (*above, HEADING, Paragraph("国办公开办函〔2021〕30号"))
    assert find_document_number(blocks, divide(blocks)) == number


def test_both_are_on_the_report_and_in_its_json() -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == "html-clean")
    page = make(layout, 0)[1].decode()
    page = page.replace("<body>", "<body><p>示府办〔2024〕3号</p><p>统计期限自2019年1月1日至12月31日。</p>", 1)
    report = parse(page.encode(), Hint(name="a.html"))
    printed = report_to_json(report)
    assert printed["document_number"] == "示府办〔2024〕3号"
    assert printed["period"] == {"raw": "2019年1月1日至12月31日", "from": "2019-01-01", "to": "2019-12-31"}
    assert report_from_json(printed) == report
