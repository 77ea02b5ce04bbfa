"""Specks of a scan between its lines are no lines."""

from __future__ import annotations

import pytest

from parsers.build import build
from parsers.reading import Paragraph, Reading
from parsers.report import Hint, Source
from parsers.speck_lines import without_speck_lines


@pytest.mark.parametrize("speck", ["e", "*e", "0", "°", "·.", "1", "-1-", "— 12 —", "一3—", "−3-"])
def test_a_speck_is_no_line_of_a_picture(speck: str) -> None:
    line = Paragraph("工作年度报告", 1, recognised=True)
    assert without_speck_lines((Paragraph(speck, 1, recognised=True), line)) == (line,)
    assert len(without_speck_lines((Paragraph(speck, 1), line))) == 2


@pytest.mark.parametrize("text", ["无", "/", "——", "一、", "2022", "-12", "一3"])
def test_what_a_section_may_say_is_kept(text: str) -> None:
    assert without_speck_lines((Paragraph(text, 1, recognised=True),))


@pytest.mark.parametrize(("reader", "body"), [("scan", "示例市民政局"), ("docx", "示例市·民政局")])
def test_a_speck_in_a_title_is_no_part_of_the_name_of_the_body(reader: str, body: str) -> None:
    lines = (
        "示例市·民政局2022年政府信息公开工作年度报告",
        "一、总体情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )
    blocks = tuple(
        Paragraph(text) for line in lines for text in (line, "本年度依法公开政府信息，接受社会监督，情况良好。")
    )
    report = build(Reading(reader, "application/pdf", blocks), Hint(), Source("", "", "", reader))
    assert (report.body, report.title) == (body, f"{body}2022年政府信息公开工作年度报告")


def test_a_page_number_between_signer_and_date_does_not_part_them() -> None:
    said = "本年度依法公开政府信息，接受社会监督，情况良好。"
    headings = ("一、总体情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项")
    body = [text for heading in headings for text in (heading, said)]
    texts = ("示例市民政局2022年政府信息公开工作年度报告", *body, "示例市民政局", "-3-", "2023年1月20日")
    blocks = tuple(Paragraph(text, 1, recognised=True) for text in texts)
    report = build(Reading("scan", "image/png", blocks), Hint(), Source("", "", "", "scan"))
    assert report.sign_off
    assert report.sign_off.body == "示例市民政局"
