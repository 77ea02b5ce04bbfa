"""Titles of scans with a character misread: never a reason to refuse a report, never a reason to guess its year."""

from __future__ import annotations

import pytest

from parsers.damaged_titles import find_damaged_title
from parsers.reading import Paragraph, Reading
from parsers.sections import divide

PERIOD = "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"
OPENING = "现公布示例市民政局2022年政府信息公开工作年度报告。"
SIGNED = "2023年1月20日"


def scan(*lines: str) -> Reading:
    return Reading("scan", "image/png", tuple(map(Paragraph, lines)))


@pytest.mark.parametrize(
    ("title", "above", "below", "found"),
    [
        ("示例市民政局二二二年政府信息公开工作年度报告", (PERIOD,), (SIGNED,), (2022, "示例市民政局")),
        ("示例市民政局二二年政府信息公开工作年度报告", (OPENING,), (), (2022, "示例市民政局")),
        ("示例市民政局202年政府信息公开工作年度报告", (), (SIGNED,), (2022, "示例市民政局")),
        ("示例市民政局2O2Z年政府信息公开工作年度报告", (), (), (2022, "示例市民政局")),
        ("示例市民政局二二二年政府信息公开工作年度报告", (), (), (2022, "示例市民政局")),
        ("示例市民政局2022年政府信息公井工作年度报吿", (), (), (2022, "示例市民政局")),
        ("示例市民政局政府信息公开工作年度报告(202年)", (PERIOD,), (), (2022, "示例市民政局")),
        ("示例市民政局202年政府信息公开工作年度报告", (), (), None),
        ("示例市民政局二二年政府信息公开工作年度报告", (), (), None),
        ("示例市民政局202年政府信息公开工作年度报告", (PERIOD,), ("2021年1月20日",), None),
        ("示例市民政局202年政府信息公开工作年度报告", (PERIOD, OPENING.replace("2022", "2021")), (), None),
        ("示例市民政局二二三年政府信息公开工作年度报告", (PERIOD,), (SIGNED,), None),
        ("示例市民政局二二二年部门决算公开报告", (PERIOD,), (SIGNED,), None),
        ("市民政局202年政府信息公开工作年度报告。", (PERIOD,), (SIGNED,), None),
    ],
)
def test_year(title: str, above: tuple[str, ...], below: tuple[str, ...], found: tuple[int, str] | None) -> None:
    reading = scan(title, *above, "一、总体情况", "全年公开信息。", "六、其他需要报告的事项", "无。", *below)
    title_found = find_damaged_title(reading, divide(reading.blocks))
    assert (title_found and (title_found.year, title_found.body)) == found
    assert title_found is None or title in title_found.doubt


def test_a_title_on_two_lines_names_its_body() -> None:
    reading = scan("示例市民政局", "二二二年政府信息公开工作年度报告", "一、总体情况")
    title = find_damaged_title(reading, divide(reading.blocks))
    assert title
    assert (title.body, title.year) == ("示例市民政局", 2022)
