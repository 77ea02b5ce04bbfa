"""A table that is printed and could not be read is doubted; only one that is not there is called missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.rules.cells import check_doubts
from monitor.rules.structure import check_tables
from parsers import Hint, Report, build, parse, unruled
from parsers.form import Form, addresses
from parsers.reading import Cell, Grid, Paragraph
from parsers.unread_tables import doubt_unread_tables
from tests.monitor.reports import case_of
from tests.parsers.pdf_figures import random_report
from tests.parsers.pdf_frames import no_frame
from tests.parsers.pdf_layouts import Layout, available, print_pdf

available()
PAGE = (Path(__file__).parents[2] / "crawler/sample/documents/sample_civil_affairs_2020.html").read_text("utf-8")
TABLES = re.compile(r"<table.*?</table>", re.DOTALL)
APPLICATIONS = next(table for table in TABLES.findall(PAGE) if "本年新收" in table)
DISPUTED = next(table for table in TABLES.findall(PAGE) if "结果维持" in table)
ODD_LABELS = "".join(f"<tr><td>某项{'甲乙丙丁戊'[n]}</td><td>{n}</td><td>0</td><td>{n}</td></tr>" for n in range(5))
PROSE = (
    "<p>2020年，本局收到政府信息公开申请 12 件，其中自然人 10 件、法人 2 件；予以公开 7 件，部分公开 3 件，"
    "不予公开 1 件，无法提供 1 件，结转下年度继续办理 0 件。</p>"
)


def page(instead: str, table: str = APPLICATIONS) -> Report:
    """The sample page with something else in place of one table."""
    return parse(PAGE.replace(table, instead).encode(), Hint(name="page.html"))


def unread(report: Report) -> set[str]:
    return {doubt.cell.split(".")[0] for doubt in report.doubts if doubt.reason == "table_unread"}


@pytest.mark.parametrize(
    ("instead", "table", "doubted"),
    [
        (f"<table>{ODD_LABELS}</table>", APPLICATIONS, True),
        ("<p>予以公开</p><p>甲</p><p>部分公开</p><p>甲</p><p>不予公开</p>" * 2, APPLICATIONS, False),
        ("<p>予以公开</p><p>部分公开</p><p>重复申请</p><p>见附件</p>", APPLICATIONS, True),
        ("<p>结果维持</p><p>结果纠正</p><p>尚未审结</p>", DISPUTED, True),
        (PROSE, APPLICATIONS, False),
        ("", APPLICATIONS, False),
        ("", DISPUTED, False),
    ],
    ids=["unknown labels", "two labels", "labels", "heads", "told in words", "left out", "left out, disputes"],
)
def test_a_table_is_called_missing_only_where_nothing_of_it_is_printed(instead: str, table: str, doubted: bool) -> None:
    report = page(instead, table)
    name = "disputes" if table == DISPUTED else "applications"
    findings = [(finding.subject, str(finding.severity)) for finding in check_tables(case_of(report))]
    assert unread(report) == ({name} if doubted else set())
    assert findings == ([] if doubted else [(name, "error")])


@pytest.mark.parametrize(
    ("heads", "is_printed"), [(["结果维持", "结果纠正", "尚未审结"], True), (["其他", "总计"], False)]
)
def test_a_table_whose_headings_stand_in_the_grid_of_another_is_not_missing(heads: list[str], is_printed: bool) -> None:
    rows = [["一、本年新收政府信息公开申请数量", *"1234567"], heads]
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    blocks = (Grid(cells, page=1, picture=True),)
    doubts = doubt_unread_tables(blocks, (), {"disclosure", "applications"}, {0}, Form.F2021)
    assert {doubt.cell.split(".")[0] for _, doubt in doubts} == ({"disputes"} if is_printed else set())


@pytest.mark.parametrize(
    ("line", "recognised", "unseen"),
    [
        ("申请人情况", True, {"applications"}), ("(本列数据的勾稽关系为：第一项加第", True, {"applications"}),
        ("行政复议 行政诉讼", True, {"disputes"}), ("第二十条第（一）项", True, {"disclosure"}),
        ("申请人情况", False, set()), ("申请人情况见附件。", True, set()), ("本年度无行政复议。", True, set()),
    ],
)  # fmt: skip
def test_a_lone_heading_of_a_table_in_a_picture_is_the_table(line: str, recognised: bool, unseen: set[str]) -> None:
    doubts = doubt_unread_tables((Paragraph(line, 1, recognised),), (), (), (), Form.F2021)
    assert {doubt.cell.split(".")[0] for _, doubt in doubts} == unseen


def test_all_cells_of_an_unread_table_are_doubted_and_said_to_be_ours() -> None:
    report = page(f"<table>{ODD_LABELS}</table>")
    assert {doubt.cell for doubt in report.doubts} == {
        cell for cell in addresses(Form.F2019) if cell.startswith("applications.")
    }
    assert all(report.value(doubt.cell) is None for doubt in report.doubts)
    [finding] = check_doubts(case_of(report))
    assert "in a shape that could not be read" in finding.message()


@pytest.mark.parametrize("is_read_loosely", [True, False])
def test_an_unruled_table_too_large_to_be_sought_is_no_fault_of_the_body(
    monkeypatch: pytest.MonkeyPatch, is_read_loosely: bool
) -> None:
    monkeypatch.setattr(unruled, "_MOST_PARTS", 20)
    if not is_read_loosely:
        monkeypatch.setattr(build, "find_loose_grids", lambda *_: ([], frozenset()))
    report = parse(print_pdf(random_report(3), Layout(no_frame)))
    assert unread(report) == (set() if is_read_loosely else {"disclosure", "applications", "disputes"})
    assert not [finding for finding in check_tables(case_of(report)) if finding.severity == "error"]
