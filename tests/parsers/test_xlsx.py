"""Workbooks made of the XML that Excel writes, and .xls files that LibreOffice made of them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import Hint, parse
from parsers.errors import Encrypted, ReadError, TooLarge, Unreadable
from parsers.readers.docx import read_docx
from parsers.readers.xlsx import read_workbook
from parsers.readers.xlsx_bounds import check_biff
from parsers.reading import Grid, Paragraph, Reading
from tests.parsers.workbooks import Cells, report_workbook, rows, sheet, workbook

FIXTURES = Path(__file__).parents[1] / "fixtures" / "formats"
SAMPLES = Path(__file__).parents[2] / "crawler" / "sample" / "documents"


def shown(reading: Reading) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows()]
        for block in reading.blocks
    ]


def read(*texts: str, merges: tuple[str, ...] = ()) -> list[object]:
    return shown(read_workbook(workbook(sheet(rows(*texts), merges))))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="B1"><v>21</v></c>', "21"),
        ('<c r="B1"><v>21.0</v></c>', "21"),
        ('<c r="B1"><v>3522.4362869999999</v></c>', "3522.436287"),
        ('<c r="B1"><v>7794.209912</v></c>', "7794.209912"),
        ('<c r="B1"><v>1.0000000000000001E-5</v></c>', "0.00001"),
        ('<c r="B1"><v>-35</v></c>', "-35"),
        ('<c r="B1" t="str"><f>A1</f><v>12件</v></c>', "12件"),
        ('<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ("<c r='B1' t='e'><v>#REF!</v></c>", "#REF!"),
        ('<c r="B1" s="1"><v>44204</v></c>', "2021年1月8日"),
        ('<c r="B1" s="2"><v>44204.5</v></c>', "2021年1月8日 12:00"),
        ('<c r="B1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="B1" t="inlineStr"><is><r><t>本年</t></r><rPh><t>x</t></rPh><r><t>新收</t></r></is></c>', "本年新收"),
        ('<c r="B1" t="inlineStr"><is><t xml:space="preserve"> 22_x000D_&#10;（其中） </t></is></c>', " 22\n（其中） "),
        ('<c r="B1" s="2"/>', ""),
    ],
)
def test_a_value_reads_as_it_is_shown(cell: str, text: str) -> None:
    reading = read_workbook(workbook(f'<row r="1"><c r="A1"><v>1</v></c>{cell}<c r="C1"><v>2</v></c></row>'))
    assert shown(reading) == [[["1", text, "2"]]]


def test_the_error_of_a_sheet_stays_on_its_sheet() -> None:
    broken = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    assert shown(read_workbook(workbook(sheet(rows("甲|乙")), broken))) == [[["甲", "乙"]], [["1", "#N/A"]]]


def test_merged_cells_stand_once_and_blank_ones_stay() -> None:
    cells = rows("三、结果|申请人||总计", "|甲||", "四、结转||0|/")
    merges = ("A1:A2", "B1:C1", "A1:XFD1048576")
    (grid,) = read_workbook(workbook(sheet(cells, merges))).blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells] == [
        ("三、结果", 0, 0, 2, 1), ("申请人", 0, 1, 1, 2), ("总计", 0, 3, 1, 1), ("甲", 1, 1, 1, 1), ("", 1, 2, 1, 1),
        ("", 1, 3, 1, 1), ("四、结转", 2, 0, 1, 1), ("", 2, 1, 1, 1), ("0", 2, 2, 1, 1), ("/", 2, 3, 1, 1),
    ]  # fmt: skip


def test_a_sheet_without_a_table_is_text() -> None:
    long = "2020年，我局深入贯彻落实政府信息公开条例。" * 4
    assert read("甲局2020年报告", "", "一、总体情况", long + "\n" + long, "||甲局", merges=("A1:C1",)) == [
        "甲局2020年报告", "一、总体情况", long, long, "甲局",
    ]  # fmt: skip


def test_a_row_of_blank_cells_below_a_table_is_its_last() -> None:
    heads = '<row r="1"><c r="A1" t="str"><v>维持</v></c><c r="B1" t="str"><v>总计</v></c></row>'
    blank = '<row r="2"><c r="A2" s="2"/><c r="B2" s="2"/></row><row r="3"><c r="A3"/><c r="B3"/></row>'
    assert shown(read_workbook(workbook(heads + blank))) == [[["维持", "总计"], ["", ""]]]
    assert shown(read_workbook(workbook(heads + '<row r="2"><c r="A2"/></row>'))) == [[["维持", "总计"]]]


def test_a_row_with_a_label_alone_stays_in_its_table() -> None:
    kept = [["指标", "数量"], ["（三）不予公开", ""], ["1.秘密", "0"]]
    assert read("指标|数量", "（三）不予公开", "1.秘密|0") == [kept]
    assert read("指标|数量", "", "（三）不予公开", "1.秘密|0") == [kept]
    over_all = ["内容|数量", "规章|0", "第二十条第（五）项", "内容|数量", "许可|1"]
    (table,) = read(*over_all, merges=("A3:B3",))
    assert isinstance(table, list)
    assert table[2] == ["第二十条第（五）项"]


def test_blank_rows_divide_tables_of_other_columns_only() -> None:
    assert read("甲|1", "", "乙|2", "", "丙|3|4") == [[["甲", "1"], ["乙", "2"]], [["丙", "3", "4"]]]
    assert read("甲|1", "", "二、乙", "", "丙|3") == [[["甲", "1"]], "二、乙", [["丙", "3"]]]
    assert read("甲|1", "", "注：无") == [[["甲", "1"]], "注：无"]


@pytest.mark.parametrize("how", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"'])
def test_hidden_rows_are_left_out_and_part_no_table(how: str) -> None:
    table = sheet(rows("申请人|甲|乙", "一、新收|1|2", "一、新收|7|8", "二、结转|3|4"))
    table = table.replace('<row r="3"', f'<row r="3" {how}')
    assert shown(read_workbook(workbook(table))) == [
        [["申请人", "甲", "乙"], ["一、新收", "1", "2"], ["二、结转", "3", "4"]]
    ]


def test_hidden_rows_of_an_old_workbook_are_left_out() -> None:
    (table,) = shown(read_workbook((FIXTURES / "hidden_row.xls").read_bytes()))
    assert table == [["申请人", "甲", "乙"], ["一、新收", "1", "2"], ["二、结转", "3", "4"]]


def test_a_hidden_row_of_blank_cells_below_a_table_is_none_of_its() -> None:
    heads = '<row r="1"><c r="A1" t="str"><v>维持</v></c><c r="B1" t="str"><v>总计</v></c></row>'
    blank = '<row r="2" hidden="1"><c r="A2" s="2"/><c r="B2" s="2"/></row>'
    assert shown(read_workbook(workbook(heads + blank))) == [[["维持", "总计"]]]


def test_hidden_sheets_are_left_out() -> None:
    sheets = (sheet(rows("藏|1")), sheet(rows("深藏|2")), sheet(rows("见|3")))
    assert shown(read_workbook(workbook(*sheets, states=("hidden", "veryHidden", "visible")))) == [[["见", "3"]]]


def test_pictures_are_counted() -> None:
    assert read_workbook(workbook(sheet(rows("甲|1")), xl__media__a="x", xl__media__b="x")).pictures == 2


@pytest.mark.parametrize("name", ["huangge_town_2020", "sample_education_2020"])
def test_all_cells_of_a_whole_report_come_back(name: str) -> None:
    data = (SAMPLES / f"{name}.docx").read_bytes()
    one, other = parse(report_workbook(read_docx(data)), Hint("a.xlsx")), parse(data, Hint("a.docx"))
    assert {address: figure.value for address, figure in one.figures.items()} == {
        address: figure.value for address, figure in other.figures.items()
    }
    assert (len(one.figures), one.doubts, one.source.reader, one.body) == (198, (), "xlsx", other.body)
    assert [section.text for section in one.sections] == [section.text for section in other.sections]


def test_an_old_workbook_reads_like_the_new_one() -> None:
    old = parse((FIXTURES / "huangge_town_2020.xls").read_bytes(), Hint("a.xls"))
    new = parse((SAMPLES / "huangge_town_2020.docx").read_bytes(), Hint("a.docx"))
    assert {address: figure.value for address, figure in old.figures.items()} == {
        address: figure.value for address, figure in new.figures.items()
    }
    assert (len(old.figures), old.doubts, old.source.reader) == (198, (), "xls")
    assert shown(read_workbook((FIXTURES / "values.xls").read_bytes())) == [
        [["21", "3522.436287", "#DIV/0!", "2021年1月8日", "TRUE", "", "尾"]]
    ]


def record(kind: int, *values: int) -> bytes:
    body = struct.pack(f"<{len(values)}H", *values)
    return struct.pack("<HH", kind, len(body)) + body


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (record(0x2F, 0), Encrypted, "password"),
        (record(0x203, 0xFFFF, 0xFF, 0, 0, 0, 0, 0), TooLarge, "65,536 rows"),
        (record(0xBD, 0xFFFF, 0, 0, 0, 0, 0xFF), TooLarge, "256 columns"),
        (record(0x200, 0, 0, 0xFFFF, 0, 0, 0xFF, 0), TooLarge, "65,535 rows"),
        (record(0x200, 0, 0xFFFF, 0, 0xFF), TooLarge, "65,535 rows"),
        (record(0x200, 0, 0x52, 0x46, 0, 0, 0xF, 0), Unreadable, "before it begins"),
    ],
)
def test_hostile_old_workbooks_are_refused(
    change: bytes, error: type[ReadError], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parsers.readers.xlsx_bounds._stream", lambda _: change)
    with pytest.raises(error, match=words):
        check_biff(b"")


@pytest.mark.parametrize("kept", [600, 3000, 8000])
def test_an_old_workbook_cut_short_is_refused(kept: int) -> None:
    with pytest.raises(Unreadable):
        read_workbook((FIXTURES / "huangge_town_2020.xls").read_bytes()[:kept])


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="{}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (workbook(FAR.format("XFD1048576")), TooLarge, "1,048,576 rows"),
        (workbook(FAR.format("xfd1048576")), TooLarge, "16,384 columns"),
        (workbook(FAR.replace("<c ", "<c x='>' ").format("XFD1048576")), TooLarge, "16,384 columns"),
        (workbook('<row r="1"><c r="A99999999999"><v>1</v></c></row>'), TooLarge, "rows"),
        (workbook('<row r="9999"><c/></row>' + "<row>" + "<c><v>1</v></c>" * 300 + "</row>"), TooLarge, "300 columns"),
        (workbook('<row r="1"><c r="&#65;1"><v>1</v></c></row>'), Unreadable, "no place"),
        (workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), Unreadable, "string"),
        (workbook("<row><c>"), Unreadable, "broken"),
        (workbook(" " * (65 << 20)), TooLarge, "unpacks"),
        (workbook(sheet(rows("甲|1")))[:-30], Unreadable, "cut short"),
        (workbook(sheet(rows(*["甲|1"] * 3000), ("A1:B3000",) * 50)), TooLarge, "merged"),
        (workbook(sheet({(row, column): 1 for row in range(500) for column in range(401)})), TooLarge, "200,000 cells"),
    ],
)
def test_hostile_and_broken_workbooks_are_refused(data: bytes, error: type[ReadError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_workbook(data)


@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.text("甲乙0123456789-./（）", min_size=1, max_size=6), min_size=width, max_size=width),
            min_size=1,
            max_size=6,
        )
    )
)
def test_any_plain_grid_comes_back(texts: list[list[str]]) -> None:
    cells: Cells = {(row, column): text for row, line in enumerate(texts) for column, text in enumerate(line)}
    assert shown(read_workbook(workbook(sheet(cells)))) == [texts]


@given(st.floats(allow_nan=False, allow_infinity=False), st.decimals(-(10**9), 10**9, places=6))
def test_a_number_is_kept_to_its_last_digit(number: float, amount: object) -> None:
    cells: Cells = {(0, 0): number, (0, 1): float(str(amount))}
    ((one, two),) = shown(read_workbook(workbook(sheet(cells))))[0]  # type: ignore[misc]
    assert (float(one), float(two)) == (number, float(str(amount)))
    assert "e" not in (one + two).lower()
    assert len(two.lstrip("-").replace(".", "").lstrip("0")) <= 15
