"""RTF as Word, WPS and LibreOffice write it: code pages, merged cells, tables in cells, what isn't text."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import Hint, parse
from parsers.errors import ReadError, TooLarge, Unreadable
from parsers.readers.docx import read_docx
from parsers.readers.rtf import read_rtf
from parsers.reading import Grid, Paragraph, Reading

FIXTURES = Path(__file__).parents[1] / "fixtures" / "formats"
SAMPLES = Path(__file__).parents[2] / "crawler" / "sample" / "documents"
HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fnil\fcharset0 Arial;}}"


def hexed(text: str, encoding: str = "gb18030") -> bytes:
    return b"".join(b"\\'%02x" % byte for byte in text.encode(encoding))


def numbered(text: str) -> bytes:
    """Characters by their numbers, with a stand-in each; rare ones in two halves."""
    units = text.encode("utf-16-le")
    values = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return b"".join(b"\\u%d?" % value for value in values)


def rtf(body: bytes, head: bytes = HEAD) -> bytes:
    return head + body + b"}"


def read(body: bytes) -> list[object]:
    return shown(read_rtf(rtf(body)))


def shown(reading: Reading) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows()]
        for block in reading.blocks
    ]


def row(*cells: tuple[str, int] | tuple[str, int, bytes], before: bytes = b"\\trowd\\trleft-108") -> bytes:
    """A row: each cell's text, its right edge, and the words that merge it."""
    edges = b"".join((cell[2] if len(cell) > 2 else b"") + b"\\cellx%d" % cell[1] for cell in cells)
    return before + edges + b"".join(b"\\pard\\intbl " + hexed(cell[0]) + b"\\cell" for cell in cells) + b"\\row\n"


def places(body: bytes) -> list[tuple[str, int, int, int, int]]:
    (grid,) = [block for block in read_rtf(rtf(body)).blocks if isinstance(block, Grid)]
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]


def test_merged_cells_stand_once_and_blank_ones_stay() -> None:
    begin, go_on = b"\\clvmgf", b"\\clvmrg"
    body = (
        row(("三、结果", 1000, begin), ("申请人", 3000), ("总计", 4000))
        + row(("", 1010, go_on), ("-35", 2000), ("1.5", 2990), ("", 4000))
        + row(("四", 1000), ("0", 2000, b"\\clmgf"), ("", 3000, b"\\clmrg"), ("/", 4000))
    )
    assert places(body) == [
        ("三、结果", 0, 0, 2, 1), ("申请人", 0, 1, 1, 2), ("总计", 0, 3, 1, 1), ("-35", 1, 1, 1, 1),
        ("1.5", 1, 2, 1, 1), ("", 1, 3, 1, 1), ("四", 2, 0, 1, 1), ("0", 2, 1, 1, 2), ("/", 2, 3, 1, 1),
    ]  # fmt: skip


def test_rows_that_say_nothing_of_their_cells_are_still_rows() -> None:
    assert places(b"\\trowd\\pard\\intbl 1\\cell 2\\cell\\row 3\\cell 4\\cell\\row") == [
        ("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 1, 0, 1, 1), ("4", 1, 1, 1, 1),
    ]  # fmt: skip
    assert places(row(("1", 1000), ("2", 1000), ("3", 900)))[2] == ("3", 0, 2, 1, 1)
    few = b"\\trowd\\cellx1000\\cellx2000\\cellx3000 \\pard\\intbl 1\\cell 2\\cell\\row"
    assert places(few) == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("", 0, 2, 1, 1)]


def test_paragraphs_and_tables_keep_their_order() -> None:
    table = row(("1", 1000), ("2", 2000))
    body = hexed("一、总体情况") + b"\\par " + table + b"\\pard " + hexed("二") + b"\\line x\\par" + table + b"\\pard y"
    assert read(body) == ["一、总体情况", [["1", "2"]], "二", "x", [["1", "2"]], "y"]
    lone = row(("框", 1000))
    assert read(lone) == ["框"]


def test_lines_in_a_cell_stay_lines() -> None:
    body = (
        b"\\trowd\\cellx1000\\cellx2000\\pard\\intbl 12\\par " + hexed("（其中）") + b"\\par\\cell 3\\line 4\\cell\\row"
    )
    assert read(body) == [[["12\n（其中）", "3\n4"]]]


def test_a_table_in_a_cell() -> None:
    shape = b"{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}"
    inner = b"\\pard\\intbl\\itap2 3\\nestcell 4\\nestcell" + shape
    body = (
        b"\\trowd\\cellx1000\\cellx2000\\pard\\intbl "
        + hexed("左")
        + b"\\cell\\pard\\intbl before\\par "
        + inner
        + b"\\pard\\intbl\\itap1 after\\cell\\row\\pard end\\par"
    )
    assert read(body) == ["左", "before", [["3", "4"]], "after", "end"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (hexed("政府信息"), "政府信息"),
        (b"\\f1 " + hexed("政府"), "政府"),
        ("政府".encode("gbk"), "政府"),
        (numbered("政府𠀀"), "政府𠀀"),
        (b"\\uc0\\u25919\\u24220 x", "政府x"),
        (b"{\\uc2\\u25919" + hexed("政") + b"}\\u24220?x", "政府x"),
        (b"\\u25919{?}x\\u24220\\tab y", "政?x府\ty"),
        (b"a\\~b\\_c\\-d\\{e\\}\\\\", "a\xa0b-cd{e}\\"),
        (b"\\ldblquote x\\rdblquote\\emdash\r\n y", "“x”— y"),
        (b"{\\b 1}{\\i\\fs20 2}\\bin4 }}{{3", "123"),
        (b"{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}} x", "7 x"),
        (b"{\\listtext 1.\\tab}x", "1.\tx"),
        (b"{\\*\\bookmarkstart a}{\\deleted 11}{\\v hid}\\v h\\v0 12{\\footnote n}{\\header h}", "12"),
        (b"{\\stylesheet{\\s1 Normal;}}{\\colortbl;\\red0;}{\\*\\generator x;}y", "y"),
        (b"\\'zz", "zz"),
        (b"\\'b9\n\\'ab\\'", "公"),
    ],
)
def test_text_is_read_as_word_shows_it(source: bytes, text: str) -> None:
    assert "".join(map(str, read(source))).removeprefix("'").removesuffix("'") == text


def test_other_code_pages() -> None:
    assert shown(read_rtf(rtf(hexed("政府", "cp950"), rb"{\rtf1\ansi\ansicpg950 "))) == ["政府"]
    assert shown(read_rtf(rtf(hexed("政府", "utf-8"), rb"{\rtf1\ansicpg65001 "))) == ["政府"]
    assert shown(read_rtf(rtf(hexed("政府"), rb"{\rtf1\ansicpg99999 "))) == ["政府"]
    font = rb"{\rtf1\ansi{\fonttbl{\f3\fcharset136 a;}{\f4\cpg950 b;}}\f3 "
    assert shown(read_rtf(rtf(hexed("政", "cp950") + b"\\f4" + hexed("府", "cp950"), font))) == ["政府"]


def test_pictures_and_title() -> None:
    reading = read_rtf(rtf(rb"{\info{\title \'bc\'d7}{\author x}}{\*\shppict{\pict 00ff}}{\nonshppict{\pict 00}}x"))
    assert (reading.titles, reading.pictures, shown(reading)) == (("甲",), 1, ["x"])


def test_text_boxes_are_read_once() -> None:
    box = rb"{\shp{\*\shpinst\shpleft1{\sp{\sn a}{\sv 1}}{\shptxt \pard box\par}}{\shprslt{\pard box\par}}}"
    assert read(box + b"x") == ["box", "x"]


def test_all_cells_of_a_whole_report_come_back() -> None:
    data = (FIXTURES / "huangge_town_2020.rtf").read_bytes()
    docx = (SAMPLES / "huangge_town_2020.docx").read_bytes()
    assert read_rtf(data).blocks == read_docx(docx).blocks
    one, other = parse(data, Hint("a.doc")), parse(docx, Hint("a.docx"))
    assert (one.figures, one.sections, one.body, one.doubts) == (other.figures, other.sections, other.body, ())
    assert (len(one.figures), one.source.reader, one.source.media_type) == (198, "rtf", "application/rtf")


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (rtf(b"x")[:-1], Unreadable, "cut short"),
        (rtf(b"{" * 20_000 + b"x" + b"}" * 20_000), TooLarge, "inside one another"),
        (rtf(b"\\intbl\\cell" * 200_001), TooLarge, "cells"),
        (rtf(b"\\trowd" + b"\\cellx1" * 200_002), TooLarge, "cells"),
        (rtf(b"\\bin999999999 x"), Unreadable, "cut short"),
    ],
)
def test_hostile_and_broken_documents_are_refused(data: bytes, error: type[ReadError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_rtf(data)


def test_what_makes_no_sense_does_no_harm() -> None:
    assert read(b"x}}}}{\\rtf1 y}") == ["x"]
    assert read(b"\\itap99999\\intbl 1\\nestcell 2\\nestrow\\row\\pard z") == [[["1", "2"]], "z"]
    assert read(b"\\bin-5 a\\u99999999?b\\cellx-1\\clvmrg\\row") == ["a" + chr(99999999 & 0xFFFF) + "b"]


Text = st.text("甲乙镕𠀀0123456789-./（）{}\\ é", max_size=6)


@given(st.lists(st.lists(Text, min_size=2, max_size=5), min_size=1, max_size=5), st.booleans())
def test_any_plain_grid_comes_back(texts: list[list[str]], by_number: bool) -> None:
    write = numbered if by_number else hexed
    body = b"".join(
        b"\\trowd"
        + b"".join(b"\\cellx%d" % (1000 * at) for at in range(1, len(line) + 1))
        + b"".join(b"\\pard\\intbl{" + write(text) + b"}\\cell" for text in line)
        + b"\\row"
        for line in texts
    )
    assert read(body) == [[[text.strip() for text in line] for line in texts]]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(noise: bytes) -> None:
    with suppress(ReadError):
        read_rtf(rtf(noise))
