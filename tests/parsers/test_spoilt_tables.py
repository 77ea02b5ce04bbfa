"""Tables in pictures that are for the most part unreadable vouch for none of their figures."""

from __future__ import annotations

import pytest

from parsers.build import build
from parsers.form import APPLICATION_COLUMNS, DISPUTE_KINDS, DISPUTE_OUTCOMES, Form, application_rows
from parsers.reading import Cell, Grid, Paragraph, Reading
from parsers.report import Hint, Report, Source

ROWS = application_rows(Form.F2021)
THIRD = len(ROWS) // 3
COLUMNS = len(APPLICATION_COLUMNS)
SPOILT = "0\n—"
"""A nought with a speck below it."""


def grid(rows: list[list[str]], *, picture: bool) -> Grid:
    cells = (Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    return Grid(tuple(cells), picture=picture)


def report(spoilt: int, reader: str = "scan", disputes: str = "0", tables: int = 3) -> Report:
    """A report with specks in the cells of so many rows of table 三, and the first so many tables only."""
    picture = reader == "scan"
    documents = [["第二十条"], ["信息内容", "本年制发件数"], ["规章", "1", "2", "3"], ["行政规范性文件", "1", "2", "3"]]
    powers = [["行政许可", "1"], ["行政处罚", "1"], ["行政强制", "1"], ["行政事业性收费", "1"]]
    applications = [[row.label.official, *[SPOILT if at < spoilt else "0"] * COLUMNS] for at, row in enumerate(ROWS)]
    outcomes = [["结果维持", "结果纠正"], [disputes] * (len(DISPUTE_KINDS) * len(DISPUTE_OUTCOMES))]
    blocks = (
        Paragraph("示例市民政局2022年政府信息公开工作年度报告"),
        Paragraph("二、主动公开政府信息情况"),
        grid([*documents, *powers], picture=picture),
        Paragraph("三、收到和处理政府信息公开申请情况"),
        grid(applications, picture=picture),
        Paragraph("四、政府信息公开行政复议、行政诉讼情况"),
        grid(outcomes, picture=picture),
    )
    shown = blocks if tables == 3 else blocks[: 1 + 2 * tables]
    return build(Reading(reader, "application/pdf", shown), Hint(), Source("", "", "", reader))


def tables_in_doubt(found: Report, reason: str) -> set[str]:
    return {doubt.cell.split(".")[0] for doubt in found.doubts if doubt.reason == reason}


@pytest.mark.parametrize("spoilt", [0, THIRD - 1])
def test_a_picture_of_which_two_thirds_are_plain_costs_its_spoilt_cells_only(spoilt: int) -> None:
    found = report(spoilt)
    assert len(found.doubts) == spoilt * COLUMNS
    assert tables_in_doubt(found, "table_spoilt") == set()


def test_where_more_than_a_third_of_a_table_is_doubted_all_of_it_is() -> None:
    found = report(THIRD + 1)
    assert {doubt.cell for doubt in found.doubts} == {cell for cell in found.figures if "applications" in cell}
    assert {doubt.inferred for doubt in found.doubts} == {None}
    assert tables_in_doubt(found, "table_spoilt") == {"applications"}


def test_where_more_than_a_third_of_the_pictures_is_doubted_all_of_them_are() -> None:
    found = report(len(ROWS) // 2)
    assert {doubt.cell for doubt in found.doubts} == set(found.figures)


def test_a_few_spoilt_cells_of_a_small_table_say_nothing_of_the_rest() -> None:
    rows = report(0, disputes=SPOILT)
    assert tables_in_doubt(rows, "table_spoilt") == set()
    assert tables_in_doubt(rows, "not_a_number") == {"disputes"}


def test_what_is_text_is_not_spoilt_by_what_it_states() -> None:
    found = report(len(ROWS) // 2, reader="html")
    assert tables_in_doubt(found, "table_spoilt") == set()


@pytest.mark.parametrize(("spoilt", "doubted"), [(0, set()), (len(ROWS), {"disputes"})])
def test_a_table_that_is_not_seen_in_a_spoilt_scan_may_be_there(spoilt: int, doubted: set[str]) -> None:
    assert tables_in_doubt(report(spoilt, tables=2), "table_unread") == doubted


def test_a_scan_without_any_table_has_none() -> None:
    lines = (
        "示例市民政局2022年政府信息公开工作年度报告",
        "一、总体情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )
    blocks = tuple(
        Paragraph(text) for line in lines for text in (line, "本年度依法公开政府信息，接受社会监督，情况良好。")
    )
    assert build(Reading("scan", "application/pdf", blocks), Hint(), Source("", "", "", "scan")).doubts == ()
