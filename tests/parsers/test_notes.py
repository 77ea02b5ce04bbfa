"""Numbers of notes, struck-out and hidden text: whatever the format, they are no digits of the figure beside them."""

from __future__ import annotations

import pytest

from parsers.prose import flatten
from parsers.raised import raised
from parsers.readers.docx import read_docx
from parsers.readers.html import read_html
from parsers.readers.rtf import read_rtf
from parsers.reading import Grid, Paragraph, Reading
from parsers.values import is_value, parse_count
from tests.parsers.test_docx import package
from tests.parsers.test_rtf import rtf

HTML = {
    "12<sup>1</sup>": "12¹",
    "12<sup><a href='#n'>[1]</a></sup>": "12[¹]",
    "12<sup>①</sup>": "12①",
    "<del>99</del>12": "12",
    "<s>99</s>12<strike>7</strike>": "12",
    "<span style='text-decoration: line-through'>99</span>12": "12",
    "<span style='display: none'>99</span>12": "12",
    "<font style='VISIBILITY: hidden'>99</font>12": "12",
    "<span hidden>99</span>12": "12",
    "<input value='12'>": "12",
    "<input type='hidden' value='99'>12": "12",
    "12<sub>1</sub>": "12¹",
    "12<span style='font-size: 60%; vertical-align: super'>1</span>": "12¹",
    "<span style='vertical-align: middle'>12</span>": "12",
    "<ruby>12<rp>(</rp><rt>99</rt><rp>)</rp></ruby>": "12",
    "<textarea>12</textarea>": "12",
    "<select><option>99</option><option selected>12</option></select>": "12",
    "<span style='font-size:0'>99</span>12": "12",
    "<span style='font-size: 0.5em'>1</span>2": "12",
    "<span style='opacity: 0'>99</span>12": "12",
    "<span style='opacity: 0.9'>1</span>2": "12",
    "<i style='position:absolute; left:-9999px'>99</i>12": "12",
}
SHEETS = {
    ".x{display:none}": "12",
    "i.x , p{color:red;visibility:hidden}": "12",
    ".y .x{display:none}": "9912",
    "@media print{.x{display:none} p{color:red}}": "9912",
    ".x{color:red}": "9912",
}
RUN = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
DOCX = {
    RUN.format("", 12) + RUN.format('<w:vertAlign w:val="superscript"/>', 1): "12¹",
    RUN.format("", 12) + RUN.format('<w:vertAlign w:val="baseline"/>', 1): "121",
    RUN.format("", 12) + RUN.format('<w:vertAlign w:val="subscript"/>', 1): "12¹",
    RUN.format("<w:vanish/>", 99) + RUN.format("", 12): "12",
    RUN.format("<w:strike/>", 99) + RUN.format("", 12): "12",
    RUN.format("<w:dstrike/>", 99) + RUN.format('<w:strike w:val="0"/>', 12): "12",
}
RTF = {
    rb"12{\super 1}": "12¹",
    rb"12{\sub 1}": "12¹",
    rb"{\v 99}12": "12",
    rb"12\super 1\nosupersub 3": "12¹3",
    rb"{\strike 99}12": "12",
    rb"\striked1 99\striked0 12": "12",
    rb"\super\plain 12": "12",
}


def first(reading: Reading) -> str:
    return next(block.cells[1].text for block in reading.blocks if isinstance(block, Grid))


@pytest.mark.parametrize("cell", HTML)
def test_html(cell: str) -> None:
    page = f"<meta charset=utf-8><table><tr><td>规章</td><td>{cell}</td><td>3</td></tr></table>"
    assert first(read_html(page.encode())) == HTML[cell]


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_a_style_sheet_hides_beside_a_figure_is_not_read(sheet: str) -> None:
    table = "<table><tr><td>规章</td><td><i class='z x'>99</i>12</td><td>3</td></tr></table>"
    assert first(read_html(f"<meta charset=utf-8><style>{sheet}</style>{table}".encode())) == SHEETS[sheet]


def test_a_cell_that_a_style_sheet_hides_as_a_whole_is_read() -> None:
    table = "<table><tr><td>规章</td><td><i class='x'>12</i></td></tr></table>"
    assert first(read_html(f"<meta charset=utf-8><style>.x{{display:none}}</style>{table}".encode())) == "12"


@pytest.mark.parametrize(
    "above", ["<table><tr><td>甲</td></tr></table>", "<table><tr><td><table><tr><td>甲</table></table>"]
)
def test_text_hidden_in_any_table_of_a_page_is_not_read(above: str) -> None:
    page = f"<meta charset=utf-8>{above}<p>文</p><table><tr><td>规章</td><td><i hidden>99</i>12</td></tr></table>"
    assert first(read_html(page.encode())) == "12"


def test_text_hidden_in_a_cell_without_its_table_is_not_read() -> None:
    page = "<meta charset=utf-8><div><td>规章<span style='display:none'>99</span>12</td></div>"
    assert [block.text for block in read_html(page.encode()).blocks if isinstance(block, Paragraph)] == ["规章12"]


def test_an_article_hidden_in_a_layout_table_is_read() -> None:
    inner = "<table><tr><td>规章</td><td>12</td></tr></table>"
    page = f"<table><tr><td><div style='display:none'>{inner}</div></td></tr></table>"
    assert first(read_html(page.encode())) == "12"


@pytest.mark.parametrize("runs", DOCX)
def test_docx(runs: str) -> None:
    cells = "".join(f"<w:tc><w:p>{inner}</w:p></w:tc>" for inner in (RUN.format("", "规章"), runs))
    assert first(read_docx(package(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))) == DOCX[runs]


@pytest.mark.parametrize("text", RTF)
def test_rtf(text: bytes) -> None:
    cells = rb"\trowd\cellx1000\cellx2000\intbl a\cell " + text + rb"\cell\row"
    assert first(read_rtf(rtf(cells))) == RTF[text]


@pytest.mark.parametrize("sign", ["¹", "①", "[1]", "【注1】", "*", "＊＊", "※", "⑴", "（注1）", "[²]", "❶"])
def test_a_figure_with_a_note_is_the_figure(sign: str) -> None:
    assert is_value(f"12{sign}")
    assert parse_count(f"12{sign}") == (12, None)


@pytest.mark.parametrize("text", ["①", "1*2", "12[3", "¹"])
def test_a_sign_alone_or_in_between_is_doubted(text: str) -> None:
    assert parse_count(text).reason


def test_the_text_keeps_its_figures_too() -> None:
    assert flatten("收到申请12①件，" + "答复11" + raised("2") + "件") == "收到申请12(1)件，答复11(2)件"
