"""Specks of a scan between its lines are no lines."""

from __future__ import annotations

import pytest

from parsers.reading import Paragraph
from parsers.speck_lines import without_speck_lines


@pytest.mark.parametrize("speck", ["e", "*e", "0", "°", "·.", "1"])
def test_a_speck_is_no_line_of_a_picture(speck: str) -> None:
    line = Paragraph("工作年度报告", 1, recognised=True)
    assert without_speck_lines((Paragraph(speck, 1, recognised=True), line)) == (line,)
    assert len(without_speck_lines((Paragraph(speck, 1), line))) == 2


@pytest.mark.parametrize("text", ["无", "/", "——", "-1-", "2022"])
def test_what_a_section_may_say_is_kept(text: str) -> None:
    assert without_speck_lines((Paragraph(text, 1, recognised=True),))
