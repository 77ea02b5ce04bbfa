"""Headings of a scan with misread characters, and what stands in their places and is none."""

from __future__ import annotations

import pytest

from parsers.damaged_headings import with_damaged_headings
from parsers.reading import Paragraph
from parsers.sections import divide, part_headings

WHOLE = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def numbers(headings: list[str]) -> list[int]:
    """The sections that are found where each heading has a sentence below it."""
    texts = [text for heading in headings for text in (heading, "本机关按照要求开展工作。")]
    blocks = tuple(Paragraph(text, 1) for text in texts)
    return [division.number for division in with_damaged_headings(blocks, divide(blocks))]


@pytest.mark.parametrize(
    ("number", "misread"),
    [
        (1, "一、总体惰况"), (2, "二、主动公开政府信息愔况"), (3, "三、收到和处埋政府信息公开串请情况"),
        (3, "收到和处理政府信息公开申请惰况"), (4, "（四）政府信息公开行政复仪行政诉讼清况"),
        (5, "五、存在的土要问题及改进惰况"), (6, "六、其他需要报告的事顶"),
        (3, "·第三部分 收到和处理政府信息公开申请情况"), (2, "- （二）主动公开政府信息情况"),
    ],
)  # fmt: skip
def test_a_heading_with_misread_characters(number: int, misread: str) -> None:
    headings = [misread if at == number else text for at, text in enumerate(WHOLE, 1)]
    assert numbers(headings) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("number", "instead"),
    [
        (2, ["（二）主动公开情况"]), (3, ["三、依申请公开惰况"]), (3, ["四、收到和处理政府信息公开申请惰况"]),
        (5, ["五、存在的土要问题及改进惰况", "五、存在的主要问题及改迸惰况"]),
        (4, ["行政复议、行政诉讼惰况"]), (1, ["总体惰况"]),
    ],
)  # fmt: skip
def test_what_is_no_damaged_heading(number: int, instead: list[str]) -> None:
    headings = [text for at, whole in enumerate(WHOLE, 1) for text in (instead if at == number else [whole])]
    assert numbers(headings) == [other for other in range(1, 7) if other != number]


def test_a_heading_out_of_its_place_is_none() -> None:
    assert numbers([*WHOLE[:2], *WHOLE[3:], "三、收到和处理政府信息公开申请惰况"]) == [1, 2, 4, 5, 6]


@pytest.mark.parametrize(
    "remark", ["（表格中数据由各科室汇总，口径与上年一致。）", "2025年，本机关共制发文件20件，见下表。"]
)
def test_a_remark_that_runs_on_behind_a_heading(remark: str) -> None:
    parted = part_headings((Paragraph(WHOLE[3] + remark, 1),))
    assert parted == (Paragraph(WHOLE[3], 1), Paragraph(remark, 1))


@pytest.mark.parametrize(
    "text", [*WHOLE, "三、收到和处理政府信息公开申请情况是本机关2025年工作的重点。", "本年度情况（见附表）"]
)
def test_nothing_else_is_parted(text: str) -> None:
    assert part_headings((Paragraph(text, 1),)) == (Paragraph(text, 1),)
    assert part_headings((Paragraph("四、政府信息公开行政复议、行政诉讼情况（见附表）"),)) == (
        Paragraph("四、政府信息公开行政复议、行政诉讼情况（见附表）"),
    )


def test_a_speck_before_a_heading_is_no_part_of_it() -> None:
    blocks = tuple(Paragraph(text, 1) for text in (WHOLE[0], "·第二部分 主动公开政府信息情况"))
    assert with_damaged_headings(blocks, divide(blocks))[1].heading == "主动公开政府信息情况"
