"""The numbers Word puts before paragraphs by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.readers.docx import read_docx
from parsers.readers.numbering import write_number
from tests.parsers.test_docx import W, p, package, read, shown, tbl


def numbering(*levels: str, extra: str = "") -> str:
    """numbering.xml with one list, number 7; a level is "form|label" or "form|label|more"."""
    inside = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{"".join(more)}</w:lvl>'
        for depth, (form, text, *more) in enumerate(level.split("|") for level in levels)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="3">{inside}</w:abstractNum>'
        f'<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>{extra}</w:numbering>'
    )


def listed(text: str, depth: int = 0, number: int = 7, style: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    parts = {"word__numbering": numbering("chineseCounting|%1、", "chineseCountingThousand|（%2）", "decimal|%1.%3.")}
    body = (
        listed("甲") + listed("乙", 1) + listed("丙", 1) + listed("3件", 2) + p("丁") + listed("戊") + listed("己", 1)
    )
    expected = ["一、甲", "（一）乙", "（二）丙", "一.1. 3件", "丁", "二、戊", "（一）己"]
    assert shown(read_docx(package(body, **parts))) == expected
    assert shown(read_docx(package(tbl(listed_cell("甲") + listed_cell("")), **parts))) == [["一、甲", "二、"]]
    assert shown(read(body))[0] == "甲"


def listed_cell(text: str) -> str:
    return f"<w:tc>{listed(text)}</w:tc>"


def test_lists_restart_are_bullets_or_nothing() -> None:
    again = (
        '<w:num w:numId="8"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        '</w:lvlOverride></w:num><w:num w:numId="9"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:lvlOverride></w:num>'
    )
    parts = {"word__numbering": numbering("decimal|%1.", extra=again)}
    body = listed("a") + listed("b", 0, 8) + listed("c", 0, 8) + listed("d", 0, 9) + listed("e", 0, 99) + listed("f", 4)
    assert shown(read_docx(package(body, **parts))) == ["1. a", "5. b", "6. c", "d", "e", "f"]


def test_a_style_brings_its_list_along() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
        '</w:style><w:style w:styleId="I"><w:basedOn w:val="H"/></w:style><w:style w:styleId="X"><w:basedOn w:val="X"/>'
        "</w:style></w:styles>"
    )
    parts = {"word__numbering": numbering("ideographTraditional|%1、"), "word__styles": styles}
    none = (
        '<w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>d</w:t></w:r></w:p>'
    )
    body = listed("a", 0, 0, "H") + listed("b", 0, 0, "I") + listed("c", 0, 0, "X") + none
    assert shown(read_docx(package(body, **parts))) == ["甲、a", "乙、b", "c", "d"]


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 12, "十二"), ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "11"),
        ("decimal", 3, "3"), ("decimalZero", 3, "03"), ("decimalEnclosedCircle", 20, "⑳"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 28, "bb"), ("decimalFullWidth", 12, "１２"), ("ideographDigital", 20, "二〇"), ("none", 1, ""),
        ("unknown", 7, "7"), ("decimal", 0, "0"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: str, number: int, expected: str) -> None:
    assert write_number(number, form) == expected


@given(st.integers(1, 9999))
def test_chinese_numbers_are_all_different_and_well_formed(number: int) -> None:
    text = write_number(number, "chineseCounting")
    digits = {char: value for value, char in enumerate("零一二三四五六七八九")}
    total, digit = 0, 0
    for char in text.replace("零", ""):
        if char in digits:
            digit = digits[char]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    assert total + digit == number
