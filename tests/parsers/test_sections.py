"""The six headings in every print of form.md, 1.2, and lines that only look like one."""

from __future__ import annotations

import pytest

from parsers.reading import Paragraph
from parsers.sections import divide, heading_number

HEADINGS: dict[int, tuple[str, ...]] = {
    1: ("总体情况", "工作基本情况", "工作总体推进情况", "概述"),
    2: ("主动公开政府信息情况", "主动公开政府信息的情况"),
    3: (
        "收到和处理政府信息公开申请情况",
        "行政机关收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请的情况",
        "依申请公开情况",
        "依申请公开政府信息情况",
    ),
    4: (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "因政府信息公开工作被申请行政复议提起行政诉讼情况",
        "政府信息公开行政复议和行政诉讼情况",
    ),
    5: (
        "存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "存在问题及改进情况",
        "存在的主要问题及整改措施",
        "存在的主要问题及改进举措",
        "存在的主要问题和改进情况",
    ),
    6: ("其他需要报告的事项", "其他需要报告事项", "其他需要报告的情况"),
}
ORDINALS = ("{chinese}、", "{chinese}. ", "（{chinese}）", "({chinese})", "第{chinese}部分 ", "{digit}.", "")


@pytest.mark.parametrize("ordinal", ORDINALS)
@pytest.mark.parametrize(("number", "text"), [(number, text) for number, texts in HEADINGS.items() for text in texts])
def test_every_print_of_a_heading_is_known(number: int, text: str, ordinal: str) -> None:
    printed = ordinal.format(chinese="一二三四五六"[number - 1], digit=number) + text
    assert heading_number(printed) == number
    assert heading_number("　　" + "　".join(printed) + "：") == number


@pytest.mark.parametrize(
    "text",
    [
        "（一）主动公开政府信息情况",
        "二、总体情况",
        "收到和处理政府信息公开申请情况：2023年共收到申请5件",
        "一、本年新收政府信息公开申请数量",
        "（六）其他处理",
        "3.其他",
        "一、2023年政府网站总体情况",
        "主动公开",
    ],
)
def test_other_lines_are_no_headings(text: str) -> None:
    assert heading_number(text) is None


def test_a_heading_that_goes_back_is_text() -> None:
    lines = ("一、总体情况", "三、收到和处理政府信息公开申请情况", "主动公开政府信息情况", "六、其他需要报告的事项")
    found = [(each.number, each.start, each.end) for each in divide([Paragraph(line) for line in lines])]
    assert found == [(1, 0, 1), (3, 1, 3), (6, 3, 4)]
